// After one visit the site works without a network; an update is offered, and versions never mix.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { openContracts } from "./contracts-page.mjs";
import { dataFolder, rosterFigures, SITE, startBrowser, stateIs, tell } from "./estimator-page.mjs";
import { isFull } from "./full.mjs";
import {
  bar,
  comesTrue,
  hasGivenUp,
  heldFiles,
  isReadyOffline,
  line,
  lookForUpdate,
  makeNextVersion,
  newVisitor,
  offlinePlugin,
  versionOf,
  visitAndSave,
} from "./offline-site.mjs";
import { serveSite } from "./site-server.mjs";

let browser;
let next;
before(async () => {
  browser = await startBrowser();
  next = await makeNextVersion();
});
after(async () => {
  await browser.stop();
  await next.remove();
});

const allFiles = () =>
  readdirSync(SITE, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(SITE.length + 1))
    .filter((name) => name !== "service-worker.js" && !/^[._]/.test(name))
    .sort();

/** A test with a host and a visitor of its own. */
function visiting(name, run, options = {}) {
  test(name, async (t) => {
    const site = await serveSite(SITE);
    const visitor = await newVisitor(browser.browser, site, options);
    try {
      await run({ site, visitor, t });
    } finally {
      await visitor.leave();
      await site.close();
    }
  });
}

/** What Medicare allows the first member: in the next version it is twice as much. */
const firstAllowed = async (page) => (await rosterFigures(page))[0][1];

async function showDate(page, date) {
  await page.getByLabel("Date of service").fill(date);
  await stateIs(page, "ready");
}

// --- what is kept -----------------------------------------------------------------------------

test("every file of the site is in the precache, and nothing else", async () => {
  const { filesToKeep } = await offlinePlugin();
  const kept = filesToKeep(SITE);
  assert.deepEqual(
    kept.map(({ url }) => url),
    allFiles(),
  );
  for (const { url, revision } of kept) {
    const hasHash = /^fee_schedules-|-[\w-]{8}\.(js|css|wasm)$/.test(url);
    assert.equal(revision === null, hasHash, url);
  }
});

visiting("one visit saves every file of the site, and nothing else", async ({ visitor }) => {
  const page = await visitAndSave(visitor);
  const held = await heldFiles(page);
  assert.equal(held.length, 1);
  assert.deepEqual(held[0].sort(), allFiles());
  assert.deepEqual(visitor.complaints, []);
});

visiting("the footer tells when rates are of, and which data", async ({ visitor }) => {
  const page = await visitAndSave(visitor);
  const foot = await page.getByRole("contentinfo").innerText();
  assert.match(foot, /Rates as of [A-Z]\w+ \d+, 20\d\d/);
  assert.ok(foot.includes(`Data ${dataFolder().replace("fee_schedules-", "")}`));
  assert.match(foot, /a copy of the site itself, and nothing you enter/);
});

// --- without a network ------------------------------------------------------------------------

visiting("after one visit all of it works offline", async ({ site, visitor }) => {
  const page = await visitAndSave(visitor);
  await visitor.context.setOffline(true);
  await site.close();

  // In the tab of the first visit, what had not been fetched then.
  await showDate(page, "2023-05-04");
  await tell(page, 1, { Payer: "medicaid-CO" });
  await openContracts(page);

  const all = allFiles().filter((name) => name.endsWith(".html"));
  assert.ok(all.length >= 6);
  // That every page is kept the tests above say; every tenth is opened.
  const pages = isFull ? all : all.filter((_, index) => index % 10 === 0);
  const other = await visitor.context.newPage();
  for (const name of pages) {
    for (const address of new Set([
      name,
      name.replace(/(^|\/)index\.html$/, "$1"),
      `${name}?a=b`,
    ])) {
      await other.goto(site.url + address);
      assert.ok((await other.locator("h1").innerText()).length > 0, address);
    }
  }
  await other.goto(`${site.url}roster`);
  await stateIs(other, "ready");
  await isReadyOffline(other);
  await tell(other, 1, { Payer: "medicaid-CO" });
  await openContracts(other);
  assert.deepEqual(visitor.complaints, []);
});

visiting("an unknown page says so offline, in its language", async ({ site, visitor }) => {
  const page = await visitAndSave(visitor);
  await site.close();
  await page.goto(`${site.url}no/such/page`);
  assert.equal(page.url(), `${site.url}404.html`);
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  await page.goto(`${site.url}es/no-such-page`);
  assert.equal(page.url(), `${site.url}es/404.html`);
  await page.goto(`${site.url}es`);
  assert.equal(page.url(), `${site.url}es/`);
});

visiting("the installed app starts from a manifest in its language", async ({ site, visitor }) => {
  const page = await visitor.visit();
  for (const home of ["", "es/"]) {
    await page.goto(`${site.url}${home}404.html`);
    const address = await page.locator("link[rel=manifest]").evaluate(({ href }) => href);
    assert.equal(address, `${site.url}${home}manifest.webmanifest`);
    const manifest = await (await page.request.get(address)).json();
    assert.equal(new URL(manifest.start_url, address).href, site.url + home);
    assert.equal(new URL(manifest.scope, address).href, site.url);
    assert.equal(manifest.display, "standalone");
    for (const { src, type } of manifest.icons) {
      const icon = await page.request.get(new URL(src, address).href);
      assert.equal(icon.headers()["content-type"], type, src);
    }
  }
  const session = await visitor.context.newCDPSession(page);
  await page.goto(site.url);
  const { errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  const hindrances = installabilityErrors.map(({ errorId }) => errorId);
  // The browser of a test keeps nothing after it, so it installs nothing.
  assert.deepEqual(
    hindrances.filter((id) => id !== "in-incognito"),
    [],
  );
});

// --- updates ----------------------------------------------------------------------------------

visiting("an update is offered, can wait, and comes when chosen", async ({ site, visitor }) => {
  const page = await visitAndSave(visitor);
  const allowed = await firstAllowed(page);
  site.show(next.folder);
  await lookForUpdate(page);
  await bar(page).getByText("A new version of this site is ready").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY");
  assert.deepEqual(await violations(page), []);

  await bar(page).getByRole("button", { name: "Later" }).click();
  assert.equal(await bar(page).count(), 0);
  site.requests.length = 0;
  await showDate(page, "2023-05-04");
  await showDate(page, "2026-05-04");
  assert.equal(await firstAllowed(page), allowed);
  assert.deepEqual(site.requests, [], "the old version is all here");

  await page.reload();
  await stateIs(page, "ready");
  assert.equal(await versionOf(page), "first");
  await bar(page).getByRole("button", { name: "Reload to update" }).click();
  await page.getByRole("heading", { name: "(next)" }).waitFor();
  await stateIs(page, "ready");
  assert.notEqual(await firstAllowed(page), allowed);
  await isReadyOffline(page);
  await comesTrue(page, async () => (await caches.keys()).length === 1);
  assert.equal(await bar(page).count(), 0);
  assert.deepEqual(visitor.complaints, []);
});

visiting("another tab with changes stays, with its own engine and data", async (used) => {
  const { site, visitor } = used;
  const page = await visitAndSave(visitor);
  await showDate(page, "2024-05-06");
  const allowedIn2024 = await firstAllowed(page);
  const changed = await visitor.visit();
  const untouched = await visitor.visit();
  await stateIs(changed, "ready");
  await stateIs(untouched, "ready");
  // The browser is slow to draw what nobody sees.
  await changed.bringToFront();
  await changed.getByLabel("Group size").fill("5");
  await showDate(changed, "2025-05-05");
  const allowed = await firstAllowed(changed);

  site.show(next.folder);
  await page.bringToFront();
  await lookForUpdate(page);
  await bar(page).getByRole("button", { name: "Reload to update" }).click();
  await page.getByRole("heading", { name: "(next)" }).waitFor();
  await untouched.getByRole("heading", { name: "(next)" }).waitFor();
  await bar(changed).getByText("A new version is in use in another tab").waitFor();
  await bar(changed).getByText("Reloading clears what you have entered").waitFor();
  await isReadyOffline(page);
  await isReadyOffline(untouched);
  // Longer than a page is given to answer that it needs nothing old.
  await page.waitForTimeout(1500);

  await site.close();
  await changed.bringToFront();
  await showDate(changed, "2024-05-06");
  assert.equal(await firstAllowed(changed), allowedIn2024);
  await tell(changed, 1, { Payer: "medicaid-CO" });
  await openContracts(changed);
  assert.equal(await changed.getByLabel("Group size").inputValue(), "5");
  await tell(changed, 1, { Payer: "medicare" });
  await showDate(changed, "2025-05-05");
  assert.equal(await firstAllowed(changed), allowed);

  await bar(changed).getByRole("button", { name: "Reload this page" }).click();
  await changed.getByRole("heading", { name: "(next)" }).waitFor();
  await stateIs(changed, "ready");
  await comesTrue(changed, async () => (await caches.keys()).length === 1);
  assert.deepEqual(visitor.complaints, []);
});

visiting("a reload during an update shows one version throughout", async ({ site, visitor }) => {
  const page = await visitAndSave(visitor);
  const allowed = await firstAllowed(page);
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  site.show(next.folder);
  site.refuse(async (name) => {
    if (name.startsWith("on_demand/")) await held;
    return false;
  });
  await page.reload();
  await stateIs(page, "ready");
  await comesTrue(page, async () =>
    Boolean((await navigator.serviceWorker.getRegistration()).installing),
  );
  await page.reload();
  await stateIs(page, "ready");
  assert.equal(await versionOf(page), "first");
  assert.equal(await firstAllowed(page), allowed);
  await showDate(page, "2023-05-04");
  release();
  await bar(page).waitFor();
  await page.reload();
  await stateIs(page, "ready");
  assert.equal(await versionOf(page), "first");
  assert.equal(await firstAllowed(page), allowed);
});

visiting("closing all tabs lets the new version in", async ({ site, visitor }) => {
  const page = await visitAndSave(visitor);
  site.show(next.folder);
  await lookForUpdate(page);
  await bar(page).waitFor();
  await page.close();
  const later = await visitor.visit();
  await stateIs(later, "ready");
  await later.reload();
  await stateIs(later, "ready");
  assert.equal(await versionOf(later), "next");
});

visiting("a download that breaks off leaves the old version whole", async ({ site, visitor }) => {
  const page = await visitAndSave(visitor);
  site.show(next.folder);
  site.refuse((name) => name.startsWith("words/"));
  await lookForUpdate(page).catch(() => {});
  await hasGivenUp(page);
  await page.reload();
  await stateIs(page, "ready");
  assert.equal(await versionOf(page), "first");
  assert.equal(await bar(page).count(), 0);
  site.refuse(() => false);
  await lookForUpdate(page);
  await bar(page).getByText("A new version of this site is ready").waitFor();
});

visiting("what a host serves in the middle of a deployment is not kept", async (used) => {
  const { site, visitor } = used;
  const page = await visitAndSave(visitor);
  const asked = new Set();
  // Scripts and data of the next version are there, and its worker, but not yet its pages.
  site.refuse((name) => {
    asked.add(name);
    site.show(name.endsWith(".html") ? SITE : next.folder);
    return false;
  });
  await lookForUpdate(page).catch(() => {});
  await hasGivenUp(page);
  assert.ok(asked.has("404.html"));
  await page.reload();
  await stateIs(page, "ready");
  assert.equal(await versionOf(page), "first");
});

// --- where nothing can be kept ----------------------------------------------------------------

async function worksUnsaved(visitor, prepare) {
  await visitor.context.addInitScript(prepare);
  const page = await visitor.visit();
  await stateIs(page, "ready");
  await page.waitForTimeout(1000);
  assert.equal(await line(page).isHidden(), true, await line(page).innerText());
  assert.equal(await bar(page).count(), 0);
  assert.deepEqual(visitor.complaints, []);
}

visiting("without service workers the page works and promises nothing", ({ visitor }) =>
  worksUnsaved(visitor, () => {
    delete Navigator.prototype.serviceWorker;
  }),
);

visiting("where service workers are refused the page works and promises nothing", ({ visitor }) =>
  worksUnsaved(visitor, () => {
    ServiceWorkerContainer.prototype.register = () =>
      Promise.reject(new DOMException("not here", "SecurityError"));
  }),
);

visiting("without room the page works and promises nothing", async ({ site, visitor }) => {
  await visitor.context.addInitScript(() => {
    const { register } = ServiceWorkerContainer.prototype;
    ServiceWorkerContainer.prototype.register = async function (...given) {
      const registration = await register.apply(this, given);
      registration.installing.addEventListener("statechange", ({ target }) => {
        if (target.state === "redundant") performance.mark("gave-up");
      });
      return registration;
    };
  });
  const page = await visitor.visit("favicon.svg");
  const session = await visitor.context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: site.origin, quotaSize: 100_000 });
  await page.goto(`${site.url}roster.html`);
  await stateIs(page, "ready");
  await comesTrue(page, () => performance.getEntriesByName("gave-up").length > 0);
  await line(page).waitFor({ state: "hidden" });
  assert.deepEqual(await page.evaluate(() => caches.keys()), []);
  await showDate(page, "2023-05-04");
  assert.deepEqual(visitor.complaints, []);
});

visiting("with a wish to save data nothing is saved before it is asked for", async (used) => {
  const { site, visitor } = used;
  await visitor.context.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true } });
  });
  const page = await visitor.visit();
  const save = page.getByRole("button", { name: "Save for offline use" });
  await save.waitFor();
  assert.ok(!site.requests.includes("service-worker.js"));
  await save.click();
  await isReadyOffline(page);
});

visiting(
  "without a worker, an old page on a new host says to reload",
  async ({ site, visitor }) => {
    const page = await visitor.visit();
    await stateIs(page, "ready");
    await page.waitForLoadState("networkidle");
    assert.equal(await bar(page).count(), 0);
    site.show(next.folder);
    await page.getByLabel("Date of service").fill("2023-05-04");
    await bar(page).getByText("This page has been updated since you opened it").waitFor();
    await bar(page).getByRole("button", { name: "Reload this page" }).click();
    await page.getByRole("heading", { name: "(next)" }).waitFor();
  },
  { serviceWorkers: "block" },
);

// --- privacy ----------------------------------------------------------------------------------

visiting("nothing is asked of others, and nothing about the person is kept", async (used) => {
  const { site, visitor } = used;
  const asked = [];
  visitor.context.on("request", (request) => asked.push(request.url()));
  const page = await visitAndSave(visitor);
  await tell(page, 1, { Payer: "medicaid-CO" });
  assert.ok(asked.length > 100, "those of the worker are among them");
  for (const url of asked) assert.ok(url.startsWith(site.url), url);
  assert.deepEqual(await visitor.context.cookies(), []);
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
  }));
  assert.deepEqual(kept, { local: 0, session: 0, databases: 0 });
});
