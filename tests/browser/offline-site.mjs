// What the tests of offline use share: the built site, the version that comes after it, and a
// browser that keeps what it is given.
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runnerImport } from "vite";
import { dataFolder, ROOT, SITE, stateIs } from "./estimator-page.mjs";

/** web/site/offline-plugin.ts, as the build uses it. */
export async function offlinePlugin() {
  const { module } = await runnerImport(`${ROOT}web/site/offline-plugin.ts`, {
    configFile: false,
    logLevel: "error",
  });
  return module;
}

const NEXT_DATA = "fee_schedules-0ddba11e";

/**
 * A copy of the site as another build would have written it: Medicare pays twice as much, every name
 * with a hash is another, and so are the pages.
 */
export async function makeNextVersion() {
  const folder = await mkdtemp(join(tmpdir(), "next-site-"));
  await cp(SITE, folder, { recursive: true });
  await rename(join(folder, dataFolder()), join(folder, NEXT_DATA));
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({ name, path: join(parentPath, name) }));
  const hashed = files.flatMap(({ name, path }) => {
    const hash = /-([\w-]{8})\.(js|css|wasm)$/.exec(name)?.[1];
    return hash ? [{ path, name, next: name.replace(`-${hash}.`, `-N${hash.slice(1)}.`) }] : [];
  });
  for (const { path } of files.filter(({ path }) => /\.(html|js|css)$/.test(path))) {
    let text = await readFile(path, "utf8");
    text = text.replaceAll(dataFolder(), NEXT_DATA).replace("</h1>", " (next)</h1>");
    for (const { name, next } of hashed) text = text.replaceAll(name, next);
    await writeFile(path, text);
  }
  for (const { path, name, next } of hashed) {
    await rename(path, path.replace(name, next));
  }
  for (const year of await readdir(join(folder, NEXT_DATA, "medicare"))) {
    const path = join(folder, NEXT_DATA, "medicare", year);
    const text = await readFile(path, "utf8");
    const doubled = text.replace(
      /("nonqualifying":")([\d.]+)"/g,
      (_, key, factor) => `${key}${(Number(factor) * 2).toFixed(4)}"`,
    );
    await writeFile(path, doubled);
  }
  await (await offlinePlugin()).writeServiceWorker(folder);
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/** A person who has not been here before; `visit` opens a tab of theirs. */
export async function newVisitor(browser, site, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  context.setDefaultTimeout(10_000);
  const complaints = [];
  const visit = async (path = "roster.html") => {
    const page = await context.newPage();
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(site.url + path);
    return page;
  };
  return { context, complaints, visit, leave: () => context.close() };
}

export function line(page) {
  return page.locator("#offline");
}

export async function isReadyOffline(page) {
  await line(page).getByText("Ready to work offline").waitFor();
}

/** A tab of the roster, after everything has been saved. */
export async function visitAndSave(visitor) {
  const page = await visitor.visit();
  await stateIs(page, "ready");
  await isReadyOffline(page);
  return page;
}

export function bar(page) {
  return page.getByRole("region", { name: "Update of this site" });
}

/** As the browser does now and then, and whenever a page is opened. */
export function lookForUpdate(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
  });
}

/** "next" or "first": of the page itself. */
export async function versionOf(page) {
  return /\(next\)/.test(await page.locator("h1").innerText()) ? "next" : "first";
}

/** Names of the files of the site that the browser holds, in each of its caches. */
export function heldFiles(page) {
  return page.evaluate(async () => {
    const names = await caches.keys();
    const site = (await navigator.serviceWorker.getRegistration()).scope;
    return Promise.all(
      names.map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) =>
          url.replace(site, "").replace(/\?.*$/, ""),
        ),
      ),
    );
  });
}

/** Where `isTrue` is asynchronous: it is asked in the page until it says so. */
export async function comesTrue(page, isTrue) {
  for (let rest = 100; !(await page.evaluate(isTrue)); rest -= 1) {
    if (rest === 0) throw new Error(`never: ${isTrue}`);
    await page.waitForTimeout(100);
  }
}

/** The browser has a worker in use, and no other on its way. */
export async function hasGivenUp(page) {
  await comesTrue(page, async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return !registration.installing && !registration.waiting;
  });
}
