import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser, stateIs } from "./estimator-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

const notice = (page) => page.getByRole("alert");

test("a module that cannot be fetched is said, and trying again helps", async () => {
  const { page, context } = await browser.open({}, (page) =>
    page.route("**/*.wasm", (route) => route.abort()),
  );
  await stateIs(page, "error");
  assert.match(await notice(page).innerText(), /could not start/);
  await page.getByLabel("Group size").fill("5");
  assert.equal(await page.getByLabel("Group size").inputValue(), "5");
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: "Try again" }).click();
  await stateIs(page, "ready");
  assert.equal(await notice(page).count(), 0);
  await context.close();
});

test("a module of other bytes is said", async () => {
  const { page, context } = await browser.open({}, (page) =>
    page.route("**/*.wasm", (route) => route.fulfill({ body: "not a module" })),
  );
  await stateIs(page, "error");
  assert.match(await notice(page).innerText(), /could not start/);
  await context.close();
});

test("a browser without WebAssembly is told what is missing", async () => {
  const { page, context } = await browser.open({}, (page) =>
    page.addInitScript(() => delete globalThis.WebAssembly),
  );
  await stateIs(page, "error");
  assert.match(await notice(page).innerText(), /needs WebAssembly/);
  await context.close();
});

test("an engine script that is missing is said", async () => {
  const { page, context } = await browser.open({}, (page) =>
    page.route("**/assets/engine-*.js", (route) => route.fulfill({ status: 404 })),
  );
  await stateIs(page, "error");
  assert.match(await notice(page).innerText(), /could not start/);
  await context.close();
});

for (const name of ["index.json", "places_of_service.json", "payers.json", "rules/units.json"]) {
  test(`a corrupt ${name} is named, and trying again helps`, async () => {
    const file = `**/fee_schedules-*/${name}`;
    const { page, context } = await browser.open({}, (page) =>
      page.route(file, (route) => route.fulfill({ body: '{"schema": "' })),
    );
    await stateIs(page, "error");
    assert.ok((await notice(page).innerText()).includes(name));
    await page.unroute(file);
    await page.getByRole("button", { name: "Try again" }).click();
    await stateIs(page, "ready");
    await context.close();
  });
}

test("a corrupt year is named, other years still price, and trying again helps", async () => {
  const file = "**/fee_schedules-*/medicare/2024.json";
  const { page, context } = await browser.open({}, (page) =>
    page.route(file, (route) =>
      route.fulfill({ body: '{"schema": "medicare-year/1", "id": "medicare-2024"}' }),
    ),
  );
  await stateIs(page, "ready");
  const date = page.getByLabel("Date of service");
  await date.fill("2024-05-06");
  await stateIs(page, "error");
  assert.match(await notice(page).innerText(), /2024/);
  await page.getByRole("heading", { name: "Estimate, not current" }).waitFor();
  await date.fill("2025-05-06");
  await stateIs(page, "ready");
  await date.fill("2024-05-06");
  await stateIs(page, "error");
  await page.unroute(file);
  await page.getByRole("button", { name: "Try again" }).click();
  await stateIs(page, "ready");
  await context.close();
});

test("without JavaScript the page says what it is", async () => {
  const { page, context } = await browser.open({ javaScriptEnabled: false });
  assert.match(await page.locator("noscript").innerText(), /needs JavaScript/);
  await context.close();
});
