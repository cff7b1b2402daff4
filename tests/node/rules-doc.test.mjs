// docs/rules.md, the rules for people: it says what the data says, and nothing else.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { rulesPage } from "../../scripts/lib/generate-rules-doc.mjs";
import { readJson, root } from "./lib/root.mjs";

const page = readFileSync(join(root, "docs/rules.md"), "utf8");
const rules = readJson("fee_schedules/index.json")
  .files.filter(({ schema }) => schema === "rules/1")
  .flatMap(({ name }) => readJson("fee_schedules", name).rules);
const { modifiers } = readJson("fee_schedules/rules/modifier_codes.json");
const { habits } = readJson("fee_schedules/rules/habits.json");

const temporary = mkdtempSync(join(tmpdir(), "cpt-rules-doc-"));
after(() => rmSync(temporary, { recursive: true }));

const generate = (...args) =>
  spawnSync("node", ["scripts/lib/generate-rules-doc.mjs", ...args], {
    cwd: root,
    encoding: "utf8",
  });

/** The block of each rule, by its id. */
const blocks = new Map(
  page
    .split(/^#{2,3} /m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf("\n")), text]),
);

test("docs/rules.md is what the data says; if not, run scripts/lib/generate-rules-doc.mjs", () => {
  assert.ok(page === rulesPage(), "docs/rules.md is stale");
  assert.equal(generate("--check").status, 0);
});

test("--check says by its exit status whether a page is current, and writes nothing", () => {
  const file = join(temporary, "rules.md");
  for (const content of ["", `${rulesPage()}\n`, rulesPage().replace("Denial", "Note")]) {
    writeFileSync(file, content);
    const { status, stdout, stderr } = generate("--check", "--to", file);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /generate-rules-doc\.mjs/);
    assert.equal(readFileSync(file, "utf8"), content);
  }
  assert.equal(generate("--to", file).status, 0);
  assert.equal(readFileSync(file, "utf8"), rulesPage());
  assert.equal(generate("--check", "--to", file).status, 0);
});

test("each rule has one block, in the order of the book, with its severity, dates and sources", () => {
  const ids = new Set(rules.map(({ id }) => id));
  assert.deepEqual(
    [...page.matchAll(/^### (.+)$/gm)].map(([, id]) => id),
    [...ids],
  );
  for (const { id, kind, severity, carc, rarc = [], from, to, sources } of rules) {
    const block = blocks.get(id);
    const word = kind === "exempt" ? "Exempt" : severity[0].toUpperCase() + severity.slice(1);
    assert.ok(block.includes(`**${word}**`), id);
    for (const code of [carc, ...rarc].filter(Boolean)) assert.ok(block.includes(code), id);
    assert.ok(block.includes(to === null ? `since ${from}` : `from ${from} to ${to}`), id);
    for (const { url } of sources) {
      if (url !== undefined) assert.ok(block.includes(`](${url})`), `${id}: ${url}`);
    }
  }
});

test("what is not published is said to be inferred or disputed at the head of its block", () => {
  for (const { id, basis } of rules) {
    const [, doubt] = blocks.get(id).match(/^> \*\*(Inferred|Disputed):\*\*/m) ?? [];
    assert.equal((doubt ?? "Published").toLowerCase(), basis, id);
  }
});

test("each modifier and each habit has a row", () => {
  for (const { code } of modifiers) assert.match(page, new RegExp(`^\\| ${code} \\|`, "m"));
  for (const { id } of habits) assert.ok(page.includes(`\n| \`${id}\` |`), id);
});

test("every row of a table has as many cells as its head", () => {
  for (const table of page.match(/(?:^\|.*\n)+/gm)) {
    const widths = table
      .trimEnd()
      .split("\n")
      .map((row) => row.match(/(?<!\\)\|/g).length);
    assert.deepEqual(new Set(widths).size, 1);
  }
});

test("a link leads to a heading of the page, to a page beside it or to the web", () => {
  const anchors = new Set(
    [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      title
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    ),
  );
  for (const [, target] of page.matchAll(/\]\(([^)]*)\)/g)) {
    if (target.startsWith("#")) assert.ok(anchors.has(target.slice(1)), target);
    else assert.match(target, /^(https?:\/\/[^\s()]+|precedence\.md)$/);
  }
});

test("docs/precedence.md speaks of rules and topics that there are", () => {
  const text = readFileSync(join(root, "docs/precedence.md"), "utf8");
  const ids = new Set(rules.map(({ id }) => id));
  for (const [, id] of text.matchAll(/\(rules\.md#([^)]*)\)/g)) assert.ok(ids.has(id), id);
  const topics = [...text.matchAll(/[Tt]opic `([\w-]+)`/g)].map(([, topic]) => topic);
  assert.ok(topics.length > 0);
  for (const each of topics)
    assert.ok(
      rules.some(({ topic }) => topic === each),
      each,
    );
});

test("nothing on the page is left unfilled, or is of the machine that wrote it", () => {
  assert.doesNotMatch(page, /undefined|\[object|\bnull\b|NaN|[{}]/);
  assert.ok(!page.includes(root) && !/file:|\/home\/|\/tmp\//.test(page));
});
