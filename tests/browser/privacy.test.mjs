import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { dataFolder, member, startBrowser, stateIs, tell } from "./estimator-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

async function useEverything(page) {
  await page.getByLabel("ZIP code", { exact: true }).fill("10001");
  await page.getByLabel("Who leads the group").selectOption("psychiatrist");
  await page.getByLabel("Group size").fill("50");
  await page.getByLabel("Place of service", { exact: true }).first().selectOption("02");
  await member(page, 50).complexity.check();
  await member(page, 50).openReceipt.click();
  await tell(page, 2, { Payer: "medicaid-TX", Note: "missing", Modifiers: "GT" });
  await tell(page, 3, { Units: "4" });
  await member(page, 3).findings.locator("summary").first().click();
  await member(page, 3).findings.getByRole("button", { name: "Fix" }).click();
  await page.getByLabel("A habit, with every member").selectOption("note-missing");
  await page.getByText("More options").click();
  await page.getByLabel("Charge for each patient").fill("120");
  await stateIs(page, "ready");
  await page.waitForTimeout(900);
}

test("nothing is requested after loading but the data files of another ZIP code and year", async () => {
  const { page, context, requests, complaints } = await browser.open();
  await stateIs(page, "ready");
  await page.waitForLoadState("networkidle");
  for (const url of requests) assert.ok(url.startsWith(browser.site.url), url);
  // The icon is asked for twice: for the page, and for the tab.
  const files = requests.filter((url) => !url.endsWith(".svg"));
  assert.equal(new Set(files).size, files.length, "each file once");

  const loaded = requests.length;
  await useEverything(page);
  assert.deepEqual(requests.slice(loaded), [
    `${browser.site.url}${dataFolder()}/medicare/zip5.json`,
  ]);
  await page.getByLabel("Date of service").fill("2024-03-08");
  await page.getByText("on March 8, 2024").waitFor();
  assert.deepEqual(requests.slice(loaded + 1), [
    `${browser.site.url}${dataFolder()}/medicare/2024.json`,
  ]);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("once loaded the page works without a network", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await page.getByLabel("ZIP code", { exact: true }).focus();
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  await useEverything(page);
  assert.match(await page.locator(".figures").innerText(), /50 claims/);
  await context.close();
});

test("nothing is kept in the browser", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await useEverything(page);
  assert.deepEqual(await context.cookies(), []);
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    address: location.search + location.hash,
  }));
  assert.deepEqual(kept, { local: 0, session: 0, databases: 0, caches: 0, address: "" });
  await context.close();
});

test("the content security policy stops what would leave the page", async () => {
  let reached = 0;
  const elsewhere = createServer((_request, response) => {
    reached += 1;
    response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end();
  });
  await new Promise((listening) => elsewhere.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${elsewhere.address().port}/`;
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  const attempts = await page.evaluate(async (url) => {
    const refused = (promise) =>
      promise.then(
        () => "sent",
        () => "refused",
      );
    const image = new Promise((done, fail) => {
      const picture = new Image();
      picture.onload = done;
      picture.onerror = fail;
      picture.src = `${url}pixel.svg`;
    });
    return [await refused(fetch(url)), await refused(image)];
  }, address);
  await context.close();
  elsewhere.closeAllConnections();
  elsewhere.close();
  assert.deepEqual(attempts, ["refused", "refused"]);
  assert.equal(reached, 0);
});
