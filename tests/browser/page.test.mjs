// The page in Chromium, used as a visitor would, and compared with the command line to the cent.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serveSite } from "./site-server.mjs";

const root = new URL("../../", import.meta.url);
const native = fileURLToPath(new URL("build/native/cpt-estimator", root));

let browser;
let site;

before(async () => {
  site = await serveSite(fileURLToPath(new URL("build/site/", root)));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
});

after(async () => {
  await browser?.close();
  await site?.close();
});

async function open({ width = 1280, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, ...options });
  const page = await context.newPage();
  page.problems = [];
  page.addresses = [];
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  page.on("pageerror", (error) => page.problems.push(error.message));
  page.on("request", (request) => page.addresses.push(request.url()));
  await page.goto(site.url);
  await page.waitForSelector("cpt-estimator[data-state=ready]");
  return page;
}

const dollars = (cents) => `$${(cents / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",")}`;

/** Waits until the page shows what the command line answers to the page's own request. */
async function agreesWithCommandLine(page) {
  const request = await page.evaluate(() => document.querySelector("cpt-estimator").request);
  const answer = JSON.parse(
    execFileSync(native, ["estimate", "-"], { input: JSON.stringify(request) }),
  );
  const { session, claims } = answer;
  for (const cents of [
    session.allowed_cents,
    session.payer_pays_cents,
    session.patient_owes_cents,
    session.if_billed_once_cents,
    session.lost_if_billed_once_cents,
    ...claims.flatMap((claim) => [
      claim.allowed_cents,
      claim.payer_pays_cents,
      claim.patient_owes_cents,
    ]),
  ]) {
    await page
      .getByText(dollars(cents))
      .filter({ visible: true })
      .first()
      .waitFor({ timeout: 5000 });
  }
  return { request, session };
}

test("the example is priced on arrival, as the command line prices it", async () => {
  const page = await open();
  const { request } = await agreesWithCommandLine(page);
  assert.equal(request.members.length, 8);
  assert.deepEqual(page.problems, []);
  await page.screenshot({
    path: fileURLToPath(new URL("build/screenshot.png", root)),
    fullPage: true,
  });
});

test("a visitor changes ZIP, clinician and date, and the figures follow to the cent", async () => {
  const page = await open();
  await page.getByLabel("ZIP code").fill("36104");
  await page.getByLabel("Who leads the group").selectOption("clinical_psychologist");
  await page.getByLabel("Date of service").fill("2025-06-02");
  await page.waitForFunction(() => document.querySelector("cpt-estimator").request.zip === "36104");
  const { request, session } = await agreesWithCommandLine(page);
  assert.equal(request.clinician.type, "clinical_psychologist");
  assert.equal(request.service.date, "2025-06-02");
  assert.ok(session.allowed_cents > 0);
  assert.deepEqual(page.problems, []);
});

test("nothing is asked of another host and nothing is stored", async () => {
  const page = await open();
  for (const address of page.addresses) assert.ok(address.startsWith(site.url), address);
  assert.deepEqual(await page.context().cookies(), []);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
  const before = page.addresses.length;
  await page.getByLabel("Who leads the group").selectOption("psychiatrist");
  await agreesWithCommandLine(page);
  assert.equal(page.addresses.length, before);
});

test("a date without a schedule names the range and the page lives on", async () => {
  const page = await open();
  await page.getByLabel("Date of service").fill("2027-01-04");
  await page
    .getByText(/2026-12-31|December 31, 2026/)
    .first()
    .waitFor();
  await page.getByLabel("Date of service").fill("2026-01-05");
  await page.waitForFunction(
    () => document.querySelector("cpt-estimator").request.service.date === "2026-01-05",
  );
  await agreesWithCommandLine(page);
});

test("a phone needs no sideways scroll, light or dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open({ width: 360, colorScheme });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  }
});
