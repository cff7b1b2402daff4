// From opening the page to its first estimate, in contexts that hold nothing yet; and the same for
// an empty page from the same server, which is what the browser takes by itself.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serveSite } from "../../tests/browser/site-server.mjs";
import { missing, row } from "./bench-table.mjs";
import { runLighthouse } from "./lighthouse.mjs";

const MARK = "first-estimate";
const MOST_MS = 300;
const EMPTY_PAGE = `<!doctype html><html lang="en"><title>Empty</title>
<p>Empty</p><script type="module">performance.mark("${MARK}");</script></html>
`;

/** Milliseconds from the start of the navigation to the mark. */
async function timeToMark(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const mark = await page.waitForFunction(
    (name) => performance.getEntriesByName(name)[0]?.startTime,
    MARK,
  );
  const milliseconds = await mark.jsonValue();
  await context.close();
  return milliseconds;
}

const MEMBERS = 50;
const SLOWED_TIMES = 4;

/** From pressing a key in the roster to what it changes on the screen, with many members. */
async function timesOfTyping(browser, url) {
  const page = await browser.newPage();
  await page.goto(`${url}roster.html#mix=medicare:${MEMBERS}`);
  await page.locator("cpt-roster[data-state=ready]").waitFor();
  await page.evaluate(() => {
    globalThis.durations = [];
    new PerformanceObserver((list) => {
      for (const { duration, interactionId } of list.getEntries()) {
        if (interactionId) globalThis.durations.push(duration);
      }
    }).observe({ type: "event", durationThreshold: 16 });
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED_TIMES });
  const charge = page.getByRole("textbox", { name: /^Charge/ }).nth(MEMBERS / 2);
  await charge.click();
  await charge.pressSequentially("120.50", { delay: 400 });
  await page.waitForTimeout(1000);
  const durations = await page.evaluate(() => globalThis.durations);
  await page.close();
  return durations;
}

async function lighthouseRows({ site, quick }) {
  const pages = ["index.html", "codes/90853.html"];
  const runs = [];
  for (let round = 0; round < (quick ? 1 : 3); ++round) {
    runs.push(await runLighthouse({ site, pages, categories: ["performance"] }));
  }
  return pages.map((page, index) =>
    row(
      `Lighthouse, performance of ${page}`,
      "of 100",
      runs.map((results) => Math.round(100 * results[index].categories.performance.score)),
      { atLeast: 95 },
    ),
  );
}

export async function measurePage({ site, work, quick }) {
  const what = "Opening the page to its first estimate";
  if (!existsSync(join(site, "index.html"))) {
    return [missing(what, "build/site is missing; run scripts/build web")];
  }
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) return [missing(what, `${executablePath} is missing`)];

  const emptySite = join(work, "empty-site");
  mkdirSync(emptySite, { recursive: true });
  writeFileSync(join(emptySite, "index.html"), EMPTY_PAGE);
  const servers = await Promise.all([serveSite(site), serveSite(emptySite)]);
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: isRoot ? ["--no-sandbox"] : [] });
  const runs = [];
  let typing = [];
  try {
    const [page, empty] = servers.map(({ url }) => url);
    for (let round = 0; round <= (quick ? 3 : 7); ++round) {
      runs.push({
        page: await timeToMark(browser, page),
        empty: await timeToMark(browser, empty),
      });
    }
    typing = await timesOfTyping(browser, page);
  } finally {
    await browser.close();
    await Promise.all(servers.map((server) => server.close()));
  }
  runs.shift(); // The browser itself was still starting.
  const times = (name) => runs.map((run) => run[name]);
  return [
    row(what, "ms", times("page"), { atMost: MOST_MS }),
    row("Opening an empty page", "ms", times("empty")),
    row(
      "The page to an empty one",
      "times",
      runs.map(({ page, empty }) => page / empty),
    ),
    row(`Typing with ${MEMBERS} members, processor slowed ${SLOWED_TIMES} times`, "ms", typing, {
      atMost: 100,
    }),
    ...(await lighthouseRows({ site, quick })),
  ];
}
