// What the browser tests share: the built site on a server of its own, Chromium, and ways to read
// the page and the native command line.
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serveSite } from "./site-server.mjs";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const SITE = `${ROOT}build/site`;
const NATIVE = `${ROOT}build/native/cpt-estimator`;

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** The folder of the built site that holds the fee schedules; its name says which they are. */
export function dataFolder() {
  return readdirSync(SITE).find((name) => name.startsWith("fee_schedules-"));
}

/** Starts server and browser for a test file; `open` gives a page in a context of its own. */
export async function startBrowser() {
  if (!existsSync(`${SITE}/index.html`)) throw new Error("run scripts/build web first");
  const site = await serveSite(SITE);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ARGUMENTS,
    env: { ...process.env, FONTCONFIG_FILE: `${ROOT}tests/browser/fonts.conf` },
  });
  return {
    site,
    browser,
    /** Opens a page of the site; `prepare(page)` may set routes before it loads. */
    open: async ({ path = "roster.html", ...options } = {}, prepare = async () => {}) => {
      const context = await browser.newContext({
        // The roster shows every amount of a member from here on.
        viewport: { width: path.endsWith("roster.html") ? 1600 : 1280, height: 900 },
        // What is kept for offline use has tests of its own; elsewhere it would answer for the server.
        serviceWorkers: "block",
        ...options,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const requests = [];
      const complaints = [];
      page.on("request", (request) => requests.push(request.url()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("console", (message) => {
        const isOurOwn = message.text() === "Service Worker registration blocked by Playwright";
        const isComplaint = ["error", "warning"].includes(message.type()) && !isOurOwn;
        if (isComplaint) complaints.push(message.text());
      });
      await prepare(page);
      await page.goto(site.url + path);
      return { page, context, requests, complaints };
    },
    stop: async () => {
      await browser.close();
      await site.close();
    },
  };
}

export function stateIs(page, state) {
  return page.locator(`cpt-roster[data-state=${state}]`).waitFor();
}

/** The response of build/native/cpt-estimator to the request that the page priced last. */
export async function nativeAnswer(page) {
  return answerOf(await lastRequest(page));
}

/** The response of build/native/cpt-estimator to a request. */
export function answerOf(request) {
  return new Promise((resolve, reject) => {
    const child = execFile(NATIVE, ["estimate", "-"], (_error, output) => {
      try {
        resolve(JSON.parse(output));
      } catch (problem) {
        reject(problem);
      }
    });
    child.stdin.end(JSON.stringify(request));
  });
}

/** The request that the page priced last. */
export function lastRequest(page) {
  return page.locator("cpt-roster").evaluate((element) => element.request);
}

/** Sets what is told of a member, in its row or its details: choices by value, the rest as typed. */
export async function tell(page, number, told) {
  for (const [label, value] of Object.entries(told)) {
    await setTo(await controlOf(page, number, label), value);
  }
  await stateIs(page, "ready");
}

/** The control of a member, whether it stands in the row or under Details, which are opened then. */
export async function controlOf(page, number, label) {
  const { control, details, openDetails } = member(page, number);
  const inRow = control(label === "Fee" ? "Charge" : label);
  if ((await inRow.count()) > 0) return inRow;
  if ((await details.count()) === 0) await openDetails.click();
  return details.getByLabel(label, { exact: true });
}

async function setTo(control, value) {
  const isChoice = await control.evaluate(({ tagName }) => tagName === "SELECT");
  if (!isChoice) return control.fill(value);
  // The list is filled while it has the focus, which the page may still be moving elsewhere.
  for (let tries = 4; ; tries -= 1) {
    await control.focus();
    try {
      return await control.selectOption(value, { timeout: tries > 0 ? 1500 : 10_000 });
    } catch (problem) {
      if (tries === 0) throw problem;
    }
  }
}

/** Id of the control that has the focus. */
export function focusedId(page) {
  return page.evaluate(
    () => document.querySelector("cpt-roster").shadowRoot.activeElement?.id ?? "",
  );
}

/** "$1,234.05" of 123405, written here apart from the page's own way. */
export function inDollars(cents) {
  return (cents / 100)
    .toLocaleString("en-US", { style: "currency", currency: "USD" })
    .replace("-", "−");
}

/** Every figure of the headline, by its words. */
export async function headlineFigures(page) {
  const terms = await page
    .locator(":is(.headline, .contrast) dl > div")
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector("dt").textContent.trim(),
        row.querySelector("dd").textContent.trim(),
      ]),
    );
  const lost = await page.locator(".loss .money").textContent();
  return { ...Object.fromEntries(terms), Losing: lost };
}

/** The amounts in each row of the members' table, the session's last. */
export function rosterFigures(page) {
  return page
    .locator("table.roster tr.figures-row")
    .evaluateAll((rows) =>
      rows.map((row) =>
        [
          row.querySelector("th > span") ?? row.querySelector("th"),
          ...row.querySelectorAll(":is(td.allowed, td.pays, td.owes)"),
        ].map((cell) => cell.textContent.trim()),
      ),
    );
}

/** Steps of one receipt as they are printed: words, arithmetic and amount. */
export function receiptSteps(receipt) {
  return receipt
    .locator(".steps li")
    .evaluateAll((steps) =>
      steps.map((step) =>
        [".step-words", ".arithmetic", ".money", ".source"].map(
          (part) => step.querySelector(part).textContent,
        ),
      ),
    );
}

export function member(page, number) {
  return {
    control: (label) => page.getByLabel(`${label}, member ${number}`, { exact: true }),
    alias: page.getByLabel(`Initials or alias of member ${number}`, { exact: true }),
    place: {
      selectOption: (value) =>
        setTo(page.getByLabel(`Place of service, member ${number}`, { exact: true }), value),
    },
    complexity: page.getByLabel(`Interactive complexity 90785, member ${number}`, { exact: true }),
    more: page.getByRole("button", { name: `Actions for member ${number}`, exact: true }),
    receipt: page.getByRole("group", { name: `Receipt of member ${number}`, exact: true }),
    openReceipt: page.getByRole("button", { name: `Receipt of member ${number}`, exact: true }),
    details: page.getByRole("group", { name: `Details of member ${number}`, exact: true }),
    openDetails: page.getByRole("button", { name: `Details of member ${number}`, exact: true }),
    findings: page.getByRole("list", { name: `Findings of member ${number}`, exact: true }),
  };
}
