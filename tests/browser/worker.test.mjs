// The engine apart from its page: in a dedicated worker and in a page of its own, under a content
// security policy that lets WebAssembly compile and no text be run as script.
import assert from "node:assert/strict";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { everyField, withValue } from "../node/lib/fields.mjs";
import { run } from "../node/lib/native.mjs";
import { ROOT, startBrowser } from "./estimator-page.mjs";
import { serveSite } from "./site-server.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

const FILES = {
  "index.html": `<!doctype html>
    <html lang="en"><title>Engine</title><script type="module" src="page.mjs"></script></html>`,
  // What both do: price a request, and say what of this is refused to them.
  "asked.mjs": `
    import { buildId } from "./build-id.mjs";
    import createModule from "./cpt-estimator.mjs";
    import { loadEngine } from "./engine.mjs";
    const here = (name) => new URL(name, import.meta.url);
    const answers = {
      async price(request) {
        const engine = await loadEngine({
          createModule, buildId, wasm: here("cpt-estimator.wasm"), data: here("fee_schedules/"),
        });
        await engine.estimate(request);
        return engine.estimateText(request);
      },
      async runText(text) { return new Function(text)(); },
      async reach(address) { return (await fetch(address, { mode: "no-cors" })).type; },
    };
    export const answer = ([what, value]) =>
      answers[what](value).catch((problem) => "refused: " + problem.message);`,
  "worker.mjs": `
    import { answer } from "./asked.mjs";
    onmessage = async ({ data }) => postMessage(await answer(data));`,
  "page.mjs": `
    import { answer } from "./asked.mjs";
    globalThis.ask = {
      "a worker": (question) => new Promise((resolve, reject) => {
        const worker = new Worker(new URL("worker.mjs", import.meta.url), { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = () => reject(new Error("the worker does not start"));
        worker.postMessage(question);
      }),
      // In a task of its own: while a test's call runs, Chromium lets text be run as script.
      "the page": (question) =>
        new Promise((resolve) => setTimeout(() => resolve(answer(question)))),
    };`,
};

let folder;
let browser;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "cpt-worker-"));
  for (const name of ["cpt-estimator.mjs", "cpt-estimator.wasm", "build-id.mjs"]) {
    await cp(`${ROOT}build/wasm/wasm/${name}`, join(folder, name));
  }
  await cp(`${ROOT}wasm/engine.mjs`, join(folder, "engine.mjs"));
  await cp(`${ROOT}fee_schedules`, join(folder, "fee_schedules"), {
    recursive: true,
    filter: (path) => !/\/(sources|schema)$/.test(path),
  });
  for (const [name, text] of Object.entries(FILES)) await writeFile(join(folder, name), text);
  browser = await startBrowser();
});
after(async () => {
  await browser.stop();
  await rm(folder, { recursive: true });
});

/** A page of the small site under `policy`, and a way to ask it or its worker. */
async function open(t, policy) {
  const site = await serveSite(folder, "/engine/", policy);
  const page = await browser.browser.newPage();
  t.after(async () => {
    await page.close();
    await site.close();
  });
  page.setDefaultTimeout(10_000);
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => complaints.push(message.text()));
  await page.goto(site.url);
  await page.waitForFunction(() => "ask" in globalThis);
  const ask = (where, ...question) =>
    page.evaluate(([where, question]) => globalThis.ask[where](question), [where, question]);
  return { ask, complaints };
}

const elsewhere = () => browser.site.url;

for (const where of ["a worker", "the page"]) {
  test(`in ${where} the engine prices as the command line does, under a strict policy`, async (t) => {
    const { ask, complaints } = await open(t, POLICY);
    for (const request of [
      everyField,
      withValue(["zip"], "90012"),
      withValue(["service", "date"], "2024-05-06"),
      withValue(["locality"], "guess"),
      {},
    ]) {
      const text = JSON.stringify(request);
      const { stdout, stderr } = run(["estimate"], text);
      assert.equal(`${await ask(where, "price", text)}\n`, stdout + stderr);
    }
    assert.deepEqual(complaints, []);
  });

  test(`in ${where} the policy holds: text is not run and no other host is reached`, async (t) => {
    const { ask } = await open(t, POLICY);
    assert.match(await ask(where, "runText", "return 1"), /^refused: .*unsafe-eval/);
    assert.match(await ask(where, "reach", elsewhere()), /^refused: /);
    const free = await open(t);
    assert.equal(await free.ask(where, "runText", "return 1"), 1);
    assert.equal(await free.ask(where, "reach", elsewhere()), "opaque");
  });

  test(`in ${where} an engine that may not compile says so`, async (t) => {
    const { ask } = await open(t, POLICY.replace(" 'wasm-unsafe-eval'", ""));
    assert.match(await ask(where, "price", "{}"), /^refused: .*WebAssembly/);
  });
}
