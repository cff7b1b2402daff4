import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { focusedId, headlineFigures, startBrowser, stateIs } from "./estimator-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

const summary = (page) => page.getByRole("alert");
/** Types into a field and leaves it, as a person does who is done with it. */
async function enter(page, label, text) {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(text);
  await field.blur();
}

test("a ZIP code that does not exist is said in the summary and at the field", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  const before = await headlineFigures(page);
  await enter(page, "ZIP code", "00009");
  await stateIs(page, "error");
  const link = summary(page).getByRole("link");
  const words = await link.innerText();
  assert.match(words, /00009/);
  const field = page.getByLabel("ZIP code", { exact: true });
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  const described = await field.evaluate((input) =>
    input
      .getAttribute("aria-describedby")
      .split(" ")
      .map((id) => input.getRootNode().getElementById(id).textContent.trim())
      .join(" "),
  );
  assert.match(described.replace(/\s+/g, " "), /^Error: /);
  assert.ok(described.includes(words));
  await link.click();
  assert.equal(await focusedId(page), "zip");

  await page.getByRole("heading", { name: "Estimate, not current" }).waitFor();
  assert.deepEqual(await headlineFigures(page), before);

  await field.fill("90012");
  await stateIs(page, "ready");
  assert.equal(await summary(page).count(), 0);
  assert.equal(await page.getByText("not current").count(), 0);
  await context.close();
});

test("a ZIP code is not called wrong while it is being typed", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  const field = page.getByLabel("ZIP code", { exact: true });
  await field.fill("");
  for (const digit of "1000") {
    await field.press(digit);
    await page.waitForTimeout(50);
    assert.equal(await summary(page).count(), 0);
  }
  await field.press("1");
  await stateIs(page, "ready");
  await field.press("Backspace");
  await page.getByLabel("Place of service", { exact: true }).first().focus();
  await summary(page).waitFor();
  await context.close();
});

test("a date in 2027 gives the range of dates that can be priced", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await enter(page, "Date of service", "2027-01-01");
  await stateIs(page, "error");
  const words = await summary(page).innerText();
  assert.match(words, /2027-01-01/);
  assert.match(words, /2019-01-01/);
  assert.match(words, /2026-12-31/);
  await summary(page).getByRole("link").click();
  assert.equal(await focusedId(page), "date");
  await context.close();
});

for (const text of ["12.345", "12,34", "-5", "1e3", "twelve"]) {
  test(`a charge of "${text}" is refused where it stands`, async () => {
    const { page, context } = await browser.open();
    await stateIs(page, "ready");
    await page.getByText("More options").click();
    await enter(page, "Charge for each patient, optional", text);
    await stateIs(page, "error");
    assert.match(await summary(page).innerText(), /at most two decimals/);
    await page.getByText("More options").click();
    await summary(page).getByRole("link").click();
    assert.equal(await focusedId(page), "charge");
    await context.close();
  });
}

for (const text of ["0", "51", "", "8.5"]) {
  test(`a group size of "${text}" asks for 1 to 50`, async () => {
    const { page, context } = await browser.open();
    await stateIs(page, "ready");
    await enter(page, "Group size", text);
    await stateIs(page, "error");
    assert.match(await summary(page).innerText(), /from 1 to 50/);
    assert.equal(await page.getByRole("checkbox", { name: /, member/ }).count(), 8);
    await context.close();
  });
}

test("all problems are listed together", async () => {
  const { page, context } = await browser.open();
  await stateIs(page, "ready");
  await enter(page, "ZIP code", "00009");
  await stateIs(page, "error");
  await enter(page, "Date of service", "2030-01-01");
  await page.getByText("2030-01-01").first().waitFor();
  assert.equal(await summary(page).getByRole("link").count(), 2);
  await context.close();
});
