// From opening the page to its first estimate, in contexts that hold nothing yet; and the same for
// an empty page from the same server, which is what the browser takes by itself.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serveSite } from "../../tests/browser/site-server.mjs";
import { missing, row } from "./bench-table.mjs";

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
  try {
    const [page, empty] = servers.map(({ url }) => url);
    for (let round = 0; round <= (quick ? 3 : 7); ++round) {
      runs.push({
        page: await timeToMark(browser, page),
        empty: await timeToMark(browser, empty),
      });
    }
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
  ];
}
