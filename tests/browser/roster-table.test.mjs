// The table of members: rows added, copied and removed, steps back and forth, whole columns, and the
// keyboard all the way.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  controlOf,
  focusedId,
  lastRequest,
  member,
  startBrowser,
  stateIs,
  tell,
} from "./estimator-page.mjs";
import { bill, entry, openReady, words } from "./findings-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

const button = (page, name) => page.getByRole("button", { name, exact: true });
const inMenu = (page, name) => page.locator("#menu").getByRole("button", { name });

async function members(page) {
  await stateIs(page, "ready");
  return (await lastRequest(page)).members;
}

/** Once focus has got there. */
function focusGoesTo(page, id) {
  return page.waitForFunction(
    (id) => document.querySelector("cpt-roster").shadowRoot.activeElement?.id === id,
    id,
  );
}

test("members are added, copied and removed, and every step is taken back and made again", async () => {
  const { page, context } = await openReady(browser);
  const before = await members(page);
  await button(page, "Add member").click();
  await focusGoesTo(page, "alias-8");
  await page.keyboard.type("JD");
  assert.equal((await members(page))[8].id, "JD");
  await tell(page, 2, { Modifiers: "95", "First diagnosis": "F33.1", Note: "missing" });

  await member(page, 2).more.click();
  await inMenu(page, "Duplicate").click();
  await focusGoesTo(page, "alias-2");
  const [, second, third] = await members(page);
  assert.deepEqual(third, second);
  await page.getByRole("status").filter({ hasText: "A copy of member 2 added." }).waitFor();

  await member(page, 1).more.click();
  await inMenu(page, "Remove").click();
  await focusGoesTo(page, "alias-0");
  assert.equal((await members(page)).length, 9);
  assert.equal(await member(page, 1).details.count(), 1, "what is unfolded moves along");
  await page.getByText("Member 1 removed.").first().waitFor();
  await button(page, "Take back").click();
  assert.equal((await members(page)).length, 10);

  await member(page, 2).more.click();
  await inMenu(page, "Same for all 10 members").click();
  const all = await members(page);
  assert.ok(all.every(({ note, modifiers }) => note === "missing" && modifiers[0] === "95"));
  assert.deepEqual(all.map(({ diagnosis, id }) => diagnosis ?? id).filter(Boolean), [
    "F33.1",
    "F33.1",
    "JD",
  ]);

  while ((await button(page, "Undo").getAttribute("aria-disabled")) !== "true") {
    await button(page, "Undo").click();
  }
  assert.deepEqual(await members(page), before);
  await page.getByRole("status").filter({ hasText: "Undone: from 9 to 8 members." }).waitFor();
  while ((await button(page, "Redo").getAttribute("aria-disabled")) !== "true") {
    await button(page, "Redo").click();
  }
  assert.deepEqual(await members(page), all);
  await context.close();
});

test("what is typed in one field is one step, and keys undo what is not being typed", async () => {
  const { page, context } = await openReady(browser);
  const modifiers = member(page, 2).control("Modifiers");
  await modifiers.pressSequentially("59 95");
  await member(page, 3).control("Modifiers").pressSequentially("HQ");
  await member(page, 3).control("Note").focus();
  await page.keyboard.press("Control+z");
  assert.deepEqual(
    (await members(page)).map(({ modifiers }) => modifiers?.length ?? 0).slice(0, 3),
    [0, 2, 0],
  );
  await page.getByRole("status").filter({ hasText: "Undone: modifiers, member 3." }).waitFor();
  await page.keyboard.press("Control+z");
  assert.equal(await modifiers.inputValue(), "");
  await page.keyboard.press("Control+Shift+z");
  assert.equal(await modifiers.inputValue(), "59 95");
  await page.keyboard.press("Control+y");
  assert.equal(await member(page, 3).control("Modifiers").inputValue(), "HQ");

  await page.getByLabel("ZIP code", { exact: true }).fill("60601");
  await member(page, 2).alias.focus();
  await page.keyboard.press("Control+z");
  await stateIs(page, "ready");
  assert.equal((await lastRequest(page)).locality, "01182-18", "where nothing is typed");
  await page.keyboard.press("Control+y");
  await page.keyboard.type("JD");
  await page.keyboard.press("Control+z");
  await stateIs(page, "ready");
  assert.equal((await lastRequest(page)).zip, "60601", "of text the browser takes back itself");

  for (let step = 0; step < 52; step += 1) await member(page, 4).complexity.click();
  for (let step = 0; step < 52; step += 1) await page.keyboard.press("Control+z");
  await stateIs(page, "ready");
  assert.equal(await member(page, 4).complexity.isChecked(), false);
  assert.equal((await lastRequest(page)).zip, "60601");
  await context.close();
});

test("up and down a column, and a whole column, by keyboard", async () => {
  const { page, context } = await openReady(browser);
  await member(page, 1).control("Charge").focus();
  await page.keyboard.type("120");
  await page.keyboard.press("Enter");
  assert.equal(await focusedId(page), "charge_cents-1");
  await page.keyboard.press("Control+ArrowDown");
  await page.keyboard.press("Shift+Enter");
  assert.equal(await focusedId(page), "charge_cents-1");
  await page.keyboard.press("Control+ArrowUp");
  await page.keyboard.press("Control+ArrowUp");
  assert.equal(await focusedId(page), "charge_cents-0", "the first stays");

  await page.getByLabel("Payer, member 1", { exact: true }).focus();
  await page.keyboard.type("Aet");
  assert.equal((await members(page))[0].payer, "aetna");
  await page.keyboard.press("Control+ArrowDown");
  assert.equal(await focusedId(page), "payer-1");
  assert.equal((await members(page))[1].payer, "medicare", "the list is not turned");

  await button(page, "Set for all 8 members: Note").focus();
  await page.keyboard.press("Enter");
  await focusGoesTo(page, "set-all");
  await page.keyboard.press("Escape");
  await focusGoesTo(page, "set-note");
  await page.keyboard.press("Enter");
  await focusGoesTo(page, "set-all");
  await page.keyboard.type("Inc");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await focusGoesTo(page, "take-back");
  assert.ok((await members(page)).every(({ note }) => note === "incomplete"));
  await page.getByRole("status").filter({ hasText: "Set for all 8 members: note." }).waitFor();
  await page.keyboard.press("Enter");
  await focusGoesTo(page, "set-note");
  assert.ok((await members(page)).every(({ note }) => note === undefined));

  await member(page, 3).more.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal((await members(page)).length, 7);
  await page.getByText("Keyboard", { exact: true }).click();
  assert.match(await words(page.locator(".keys")), /Ctrl \+ Z Undo/);
  await context.close();
});

test("a list is filled once it is reached, by mouse too", async () => {
  const { page, context } = await openReady(browser);
  const payer = member(page, 2).control("Payer");
  const count = () => payer.evaluate((list) => list.options.length);
  assert.equal(await count(), 1);
  const { x, y } = await payer.boundingBox();
  await page.mouse.move(x + 10, y + 10);
  await page.mouse.down();
  assert.ok((await count()) > 60, "before it opens");
  await page.mouse.up();
  await page.keyboard.type("Cig");
  await page.keyboard.press("Enter");
  assert.equal((await members(page))[1].payer, "cigna");
  await member(page, 3).alias.focus();
  assert.equal(await count(), 1);
  assert.equal(await payer.inputValue(), "cigna");
  await context.close();
});

test("an alias stands wherever its member is named, and tells claims apart only where it can", async () => {
  const { page, context } = await openReady(browser);
  for (const [number, alias] of [
    [1, "JD"],
    [2, "AB"],
    [3, "AB"],
    [4, "7"],
    [5, "<b>x</b>"],
  ]) {
    await member(page, number).alias.fill(alias);
  }
  assert.deepEqual(
    (await members(page)).map(({ id }) => id),
    ["JD", undefined, undefined, undefined, "<b>x</b>", undefined, undefined, undefined],
  );
  const note = page.getByLabel("Note, JD", { exact: true });
  await note.focus();
  await note.selectOption("missing");
  await page.getByLabel("Modifiers, <b>x</b>", { exact: true }).fill("9");
  await page.getByLabel("Modifiers, <b>x</b>", { exact: true }).blur();
  await stateIs(page, "error");
  assert.match(await words(page.getByRole("alert")), /<b>x<\/b>, modifiers: "9" is not/);
  await page.getByLabel("Modifiers, <b>x</b>", { exact: true }).fill("");
  await stateIs(page, "ready");
  await page.getByRole("list", { name: "Findings of JD" }).waitFor();
  await entry(page, "no note").getByRole("link", { name: "JD: note" }).click();
  assert.equal(await focusedId(page), "note-0");
  await page.getByRole("button", { name: "1 finding of JD, Denial risk, at risk" }).click();
  assert.equal(await focusedId(page), "findings-0");
  await context.close();
});

test("the summary leads to the field that mends what is found", async () => {
  const { page, context } = await openReady(browser);
  await tell(page, 1, { Modifiers: "59", "Same-day codes": "90834" });
  await tell(page, 2, { Authorization: "expired" });
  await tell(page, 3, { Coverage: "inactive" });
  await tell(page, 4, { Units: "3" });
  await tell(page, 5, { Payer: "aetna" });
  await member(page, 6).complexity.check();
  await tell(page, 7, { "First diagnosis": "Z63.0" });
  await tell(page, 8, { "How the patient attended": "video" });
  await member(page, 4).openDetails.click();
  const links = await bill(page).locator("a.whom").all();
  const there = [];
  for (const link of links) {
    await link.click();
    there.push([(await words(link)).replace(/^.*: /, ""), await focusedId(page)]);
  }
  const found = Object.fromEntries(there);
  for (const [name, id] of Object.entries({
    modifiers: "modifiers-0",
    authorization: "authorization-1",
    coverage: "coverage-2",
    units: "units-3",
    payer: "payer-4",
    "reason for 90785": "complexity_reason-5",
    "first diagnosis": "diagnosis-6",
    "place of service": "place-7",
  })) {
    assert.equal(found[name], id, JSON.stringify(there));
  }
  await context.close();
});

test("a session that a link describes is there on arrival, and a hostile link harms nothing", async () => {
  const opened = (hash) => browser.open({ path: `roster.html${hash}` });
  const described = await opened(
    "#zip=60601&who=nurse_practitioner&mix=medicare:2,self-pay:3,nobody:4&tele=1&fee=150.50&date=2025-06-02&code=90853",
  );
  await stateIs(described.page, "ready");
  const request = await lastRequest(described.page);
  assert.equal(request.zip, "60601");
  assert.equal(request.clinician.type, "nurse_practitioner");
  assert.deepEqual(request.service, { code: "90853", date: "2025-06-02" });
  const telehealth = {
    place_of_service: "10",
    modifiers: ["95"],
    delivery: "video",
  };
  assert.deepEqual(request.members, [
    ...Array(2).fill({ payer: "medicare", ...telehealth }),
    ...Array(3).fill({ payer: "self-pay", charge_cents: 15050, ...telehealth }),
  ]);
  await described.context.close();

  const hostile = await opened(
    `#zip=<img src=x onerror=alert(1)>&who=__proto__&mix=medicare:999,${"%3Cb%3E:9,".repeat(300)}&fee=1e9&date=2031-02-31&code=javascript:&locality=00000-00&tele=${"1".repeat(9000)}`,
  );
  await stateIs(hostile.page, "ready");
  const { zip, locality, members: many } = await lastRequest(hostile.page);
  assert.deepEqual([zip, locality, many.length], [undefined, "01182-18", 50]);
  assert.deepEqual(hostile.complaints, []);
  await hostile.context.close();
});

test("fifty members have one option a list, and heads that stay in sight", async () => {
  const { page, context } = await browser.open({
    path: "roster.html#mix=medicare:20,benchmark-commercial:15,medicaid-WA:15",
    viewport: { width: 1280, height: 900 },
  });
  await stateIs(page, "ready");
  assert.equal((await lastRequest(page)).members.length, 50);
  const options = await page
    .locator("table.roster")
    .evaluate((table) => table.querySelectorAll("option").length);
  assert.equal(options, 250);
  assert.equal(await button(page, "Add member").getAttribute("aria-disabled"), "true");

  const region = page.getByRole("region", { name: "Table of members" });
  await region.evaluate((box) => box.scrollTo(0, 900));
  const [head, box] = [
    await page.locator("thead th").first().boundingBox(),
    await region.boundingBox(),
  ];
  assert.ok(Math.abs(head.y - box.y) < 3, "heads stay in sight");
  await context.close();
});

test("a card holds what a phone shows first, and the rest is under its details", async () => {
  const { page, context } = await browser.open({ viewport: { width: 360, height: 780 } });
  await stateIs(page, "ready");
  assert.equal(await member(page, 2).control("Modifiers").count(), 0);
  await tell(page, 2, { Payer: "medicaid-TX", Note: "missing", Modifiers: "95" });
  await (await controlOf(page, 2, "Interactive complexity 90785")).check();
  assert.deepEqual((await members(page))[1].add_ons, ["90785"]);
  await page.getByLabel("Set for all…").selectOption("note");
  await focusGoesTo(page, "set-all");
  await page.locator("#set-all").selectOption("incomplete");
  await inMenu(page, "Apply").click();
  assert.ok((await members(page)).every(({ note }) => note === "incomplete"));
  await button(page, "Add member").click();
  await focusGoesTo(page, "alias-8");
  await page.setViewportSize({ width: 1280, height: 900 });
  await member(page, 2).control("Modifiers").waitFor();
  assert.equal(await member(page, 2).control("Modifiers").inputValue(), "95");
  assert.equal(await member(page, 2).details.getByLabel("Modifiers").count(), 0);
  await context.close();
});
