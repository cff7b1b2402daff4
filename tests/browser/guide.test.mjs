// The codes guide as a person meets it: what scripts add, what there is without them, on paper too.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readJson } from "../node/lib/root.mjs";
import { violations } from "./axe.mjs";
import { answerOf, inDollars, startBrowser } from "./estimator-page.mjs";
import { isFull } from "./full.mjs";
import { visitorIs } from "./visitor-page.mjs";

const GROUP = "codes/90853.html";
const INDEX = "codes/index.html";
const LOCALITIES = readJson("fee_schedules/medicare/localities.json").localities.length;

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

async function open(path, options = {}, prepare = undefined) {
  return browser.open({ path, reducedMotion: "reduce", ...options }, prepare);
}

const sized = (width, height = 800) => ({ viewport: { width, height } });

/** The estimator starts when somebody comes near it. */
async function comeToEstimator(page) {
  await page.locator("#estimate").scrollIntoViewIfNeeded();
  await visitorIs(page, "ready");
}

const rowsShown = (page) => page.locator(".localities tbody tr:visible");

const VIEWS = [
  [GROUP, 360, "light"],
  [`es/${INDEX}`, 1280, "dark"],
  [`es/${GROUP}`, 768, "dark"],
  ["codes/90791.html", 1280, "dark"],
  [INDEX, 360, "dark"],
  [INDEX, 768, "light"],
];

for (const [path, width, colorScheme] of isFull ? VIEWS : VIEWS.slice(0, 2)) {
  test(`axe finds nothing on ${path} at ${width} px, ${colorScheme}`, async () => {
    const { page, context, complaints } = await open(path, { ...sized(width), colorScheme });
    if (path.includes("90")) {
      // A few rows of the hundred stand for all, which axe would take seconds over.
      await page.locator("#find-locality").fill("oregon");
      await comeToEstimator(page);
    }
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test("nothing scrolls sideways at 320 px, nor with text twice as large", async () => {
  for (const path of [GROUP, `es/${GROUP}`, INDEX, "codes/T1040.html"]) {
    const { page, context } = await open(path, sized(320));
    if (path === GROUP) await comeToEstimator(page);
    const isWide = () =>
      page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
    assert.equal(await isWide(), 0, path);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    assert.equal(await isWide(), 0, `${path} with large text`);
    await context.close();
  }
});

test("localities are sorted by a year, and go back to the order of the page", async () => {
  const { page, context } = await open(GROUP);
  const cells = (column) =>
    rowsShown(page).evaluateAll(
      (rows, at) => rows.map((row) => row.cells[at].textContent.trim()),
      column,
    );
  const inOrder = await cells(0);
  const year = page.getByRole("columnheader", { name: "2026" });
  const amounts = async () => (await cells(1)).map((amount) => Number(amount.replace("$", "")));
  await year.getByRole("button").click();
  assert.equal(await year.getAttribute("aria-sort"), "descending");
  const known = (all) => all.filter((amount) => !Number.isNaN(amount));
  const falling = known(await amounts());
  assert.deepEqual(
    falling,
    falling.toSorted((one, other) => other - one),
  );
  assert.equal((await cells(0))[0], "Alaska");
  assert.equal((await cells(1)).at(-1), "–", "what is not known comes last");
  await year.getByRole("button").press("Enter");
  assert.equal(await year.getAttribute("aria-sort"), "ascending");
  assert.deepEqual(known(await amounts()), falling.toReversed());
  const locality = page.getByRole("columnheader", { name: "Locality" });
  await locality.getByRole("button").click();
  assert.equal(await locality.getAttribute("aria-sort"), "ascending");
  assert.equal(await year.getAttribute("aria-sort"), null);
  assert.deepEqual(await cells(0), inOrder);
  await context.close();
});

test("a locality is found by state, city, county or ZIP code, and a polite count says how many", async () => {
  const { page, context } = await open(GROUP);
  const box = page.getByLabel("Find a locality");
  const status = page.locator("[data-filter] [role=status]");
  const found = async (words) => {
    await box.fill(words);
    return rowsShown(page).locator("th").allInnerTexts();
  };
  const all = await rowsShown(page).count();
  assert.equal((await found("oregon")).length, 2);
  assert.equal(await status.innerText(), `Localities shown: 2 of ${all}.`);
  assert.match((await found("king county")).join(), /Seattle/);
  assert.match((await found("90012")).join(), /Los Angeles/);
  assert.deepEqual(await found("10001 queens"), []);
  assert.equal(await status.innerText(), `Localities shown: 0 of ${all}.`);
  assert.equal((await found("")).length, all);
  assert.equal(await status.innerText(), "");
  await context.close();
});

test("a state is found by its English name on the Spanish page too", async () => {
  const { page, context } = await open(`es/${GROUP}`);
  const box = page.getByLabel("Busque una localidad");
  for (const [words, expected] of [
    ["north carolina", /^Carolina del Norte$/],
    ["hawaii", /^Hawái/],
    ["hawái", /^Hawái/],
  ]) {
    await box.fill(words);
    const rows = await rowsShown(page).locator("th").allInnerTexts();
    assert.equal(rows.length, 1, words);
    assert.match(rows[0], expected);
  }
  await context.close();
});

test("the index is searched by code, word and question", async () => {
  const { page, context } = await open(INDEX);
  const box = page.getByLabel("Search codes and questions");
  const status = page.locator("[data-search] [role=status]");
  const shown = () => page.locator(".entry:visible h3 a").allInnerTexts();
  const all = (await shown()).length;
  await box.fill("90837");
  assert.deepEqual(await shown(), ["90837: Individual therapy, long"]);
  assert.match(await status.innerText(), /^Codes: 1\. Questions: \d+\.$/);
  await box.fill("co-leaders");
  assert.deepEqual(await page.locator(".asked li:visible").allInnerTexts(), [
    "Can two co-leaders both bill?",
  ]);
  assert.equal(await status.innerText(), "Codes: 1. Questions: 1.");
  await box.fill("xylophone");
  assert.deepEqual(await shown(), []);
  assert.equal(await page.locator(".family:visible").count(), 0);
  assert.equal(await status.innerText(), "Nothing in the guide has these words.");
  await box.fill("");
  assert.equal((await shown()).length, all);
  await context.close();
});

test("a question of the index leads to its answer", async () => {
  const { page, context } = await open(INDEX);
  await page.getByRole("link", { name: "Can two co-leaders both bill?" }).click();
  await page.waitForURL(/\/codes\/90853\.html#q-\d+$/);
  const heading = page.getByRole("heading", { name: "Can two co-leaders both bill?" });
  assert.ok(await heading.evaluate((each) => each.getBoundingClientRect().top < innerHeight));
  await context.close();
});

const focused = (page) =>
  page.evaluate(() => {
    const { activeElement: on } = document;
    const { outlineStyle, outlineWidth } = getComputedStyle(on);
    const isMarked = outlineStyle !== "none" && outlineWidth !== "0px";
    return { name: on.id || on.textContent.trim().slice(0, 40), isMarked };
  });

test("everything that scripts add is reached by keyboard, and where the focus is can be seen", async () => {
  const { page, context } = await open(GROUP);
  await page.keyboard.press("Tab");
  assert.equal((await focused(page)).name, "Skip to the content");
  await page.keyboard.press("Enter");
  await page.locator("#find-locality").focus();
  await page.keyboard.type("oregon");
  const names = [];
  for (let presses = 0; presses < 10; presses += 1) {
    await page.keyboard.press("Tab");
    const { name, isMarked } = await focused(page);
    assert.ok(isMarked, name);
    names.push(name.slice(0, 8));
  }
  assert.deepEqual(names.slice(1), [
    "Locality",
    "2026",
    "2025",
    "2024",
    "2023",
    "2022",
    "2021",
    "2020",
    "2019",
  ]);
  assert.match(names[0], /^90853 by/, "the region that scrolls");
  await page.keyboard.press("Enter");
  const year = page.getByRole("columnheader", { name: "2019" });
  assert.equal(await year.getAttribute("aria-sort"), "descending");
  await context.close();
});

test("the whole page is there where scripts do not run, and nothing that would do nothing", async () => {
  for (const path of [GROUP, INDEX, `es/${GROUP}`]) {
    const { page, context } = await open(path, { javaScriptEnabled: false });
    const controls = page.locator("main :is(button, input, select, canvas)");
    for (const control of await controls.all()) {
      assert.equal(await control.isVisible(), false, path);
    }
    if (path === INDEX) {
      assert.equal(await page.locator(".entry:visible").count(), 18);
      assert.equal(await page.locator(".family:visible").count(), 7);
    } else {
      assert.equal(await rowsShown(page).count(), LOCALITIES);
      assert.equal(await page.locator("h3[id^=k-]:visible").count(), 5);
      assert.equal(await page.locator("h3[id^=q-]:visible").count(), 9);
      const estimator = page.locator("cpt-estimator");
      assert.match(await estimator.innerText(), /JavaScript/);
      assert.ok((await estimator.boundingBox()).height < 200, "no room is kept for nothing");
    }
    await context.close();
  }
});

test("the engine is asked for only by who comes near the estimator", async () => {
  const { page, context, requests } = await open(GROUP);
  await page.waitForLoadState("networkidle");
  const isOfEngine = (url) => /\.wasm$|fee_schedules-/.test(url);
  assert.deepEqual(requests.filter(isOfEngine), []);
  await comeToEstimator(page);
  assert.ok(requests.some(isOfEngine));
  await context.close();
});

for (const [path, code] of [
  [GROUP, "90853"],
  ["codes/90837.html", "90837"],
  ["es/codes/90785.html", "90785"],
]) {
  test(`the estimator of ${path} is set to its code and says what the command line says`, async () => {
    const { page, context, complaints } = await open(path);
    await comeToEstimator(page);
    const request = await page.locator("cpt-estimator").evaluate((element) => element.request);
    assert.equal(request.service.code, code);
    const answer = await answerOf(request);
    assert.equal(answer.status, "ok");
    const session = inDollars(answer.session.allowed_cents);
    await page.locator("cpt-estimator .figures").getByText(session, { exact: true }).waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

/** The sum of what jumped of the page without anybody's doing; the estimator's inside is its own. */
const watchShifts = (page) =>
  page.addInitScript(() => {
    globalThis.shifted = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries()) {
        const isOfPage = sources.some(({ node }) => node?.isConnected);
        if (!hadRecentInput && isOfPage) globalThis.shifted += value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });

for (const [path, width] of [
  [GROUP, 360],
  ["es/codes/90834.html", 768],
  [GROUP, 1280],
]) {
  test(`nothing jumps on ${path} at ${width} px, on arrival or on the way past the estimator`, async () => {
    const { page, context } = await open(path, sized(width), watchShifts);
    const covers = page.locator("#covers");
    const placeOf = () => covers.evaluate((each) => each.getBoundingClientRect().top + scrollY);
    const atFirst = await placeOf();
    const end = await page.locator("#covers").evaluate((each) => each.offsetTop);
    for (let y = 0; y < end; y += 250) {
      await page.evaluate((to) => scrollTo(0, to), y);
      await page.waitForTimeout(20);
    }
    await visitorIs(page, "ready");
    await page.waitForTimeout(200);
    assert.ok(Math.abs((await placeOf()) - atFirst) < 60, `moved ${(await placeOf()) - atFirst}`);
    const shifted = await page.evaluate(() => globalThis.shifted);
    assert.equal(shifted, 0);
    await context.close();
  });
}

test("pages lead to each other and to the same page in the other language, below any folder", async () => {
  const { page, context } = await open(GROUP);
  await page.getByRole("link", { name: "90849: Several families together" }).click();
  await page.waitForURL(`${browser.site.url}codes/90849.html`);
  await page.getByRole("link", { name: "Español" }).click();
  await page.waitForURL(`${browser.site.url}es/codes/90849.html`);
  assert.equal(await page.locator("html").getAttribute("lang"), "es-US");
  const crumbs = page.getByRole("navigation", { name: "Dónde está esta página" });
  for (const [name, file] of [
    ["Guía de códigos", "es/codes/"],
    ["CPT estimator", "es/"],
  ]) {
    const link = crumbs.getByRole("link", { name });
    assert.equal(await link.evaluate(({ href }) => href), browser.site.url + file);
  }
  await page.getByRole("link", { name: "English" }).click();
  await page.waitForURL(`${browser.site.url}codes/90849.html`);
  await context.close();
});

test("on paper there are the tables, whole, and no controls", async () => {
  const { page, context } = await open(GROUP);
  await comeToEstimator(page);
  await page.emulateMedia({ media: "print" });
  for (const gone of ["cpt-estimator", "[data-filter]", ".contents", ".crumbs", ".page-head nav"]) {
    assert.equal(await page.locator(gone).isVisible(), false, gone);
  }
  await page.setViewportSize({ width: 700, height: 900 });
  const tables = await page.locator("main table").evaluateAll((all) =>
    all.map((table) => {
      const around = table.closest(".scroll") ?? table;
      const isWhole = around.scrollHeight <= around.clientHeight + 1;
      return { isWhole, overflow: table.getBoundingClientRect().right - innerWidth };
    }),
  );
  assert.ok(tables.length >= 5);
  for (const { isWhole, overflow } of tables) {
    assert.ok(isWhole);
    assert.ok(overflow <= 0, `${overflow}`);
  }
  await context.close();
});
