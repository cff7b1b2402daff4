// The codes guide: what it says is in the data, its figures are the engine's, and its pages hold
// together without a script.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import Ajv from "ajv";
import { pagesIn } from "./lib/guide.mjs";
import { run } from "./lib/native.mjs";
import { readJson, root } from "./lib/root.mjs";

const FAMILY =
  "90853 90785 90791 90792 90832 90834 90837 90839 90840 90845 90846 90847 90849".split(" ");
const LANGUAGES = readdirSync(join(root, "web/guide")).filter(
  (name) => /^[a-z]{2}$/.test(name) && existsSync(join(root, `web/i18n/${name}/guide.json`)),
);
const SITE = new Set(["../"]);

const facts = readJson("web/guide/codes.json");
const codes = facts.codes.map(({ code }) => code);
const priced = facts.codes.filter(({ unpaid }) => unpaid === undefined).map(({ code }) => code);
const localities = readJson("fee_schedules/medicare/localities.json").localities;
const rules = new Map(
  readJson("fee_schedules/index.json")
    .files.filter(({ schema }) => schema === "rules/1")
    .flatMap(({ name }) => readJson("fee_schedules", name).rules)
    .map((rule) => [rule.id, rule]),
);
const payers = new Set(readJson("fee_schedules/payers.json").payers.map(({ id }) => id));
const textsIn = (lang) =>
  new Map(codes.map((code) => [code, readJson(`web/guide/${lang}/${code}.json`)]));
const asked = ({ key_questions: key = [], questions }) => [...key, ...questions];

const sites = new Map(
  await Promise.all(LANGUAGES.map(async (lang) => [lang, await pagesIn(lang)])),
);
const english = sites.get("en");
const pageOf = (code, pages = english) => pages.find(({ path }) => path === `codes/${code}.html`);
const everyPage = [...sites].flatMap(([lang, pages]) => pages.map((page) => ({ lang, ...page })));

/** What a reader sees of a piece of HTML. */
function textOf(html) {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}

const cellsOf = (row) =>
  [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => textOf(cell));

/** The rows of the first table with the class, head included, as texts of their cells. */
function rowsOf(body, name, nth = 0) {
  const table = [...body.matchAll(/<table class="([^"]*)"[^>]*>(.*?)<\/table>/gs)].filter(
    ([, each]) => each === name,
  )[nth][2];
  return [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row]) => cellsOf(row));
}

const native = (code, locality, date, ...more) => {
  const { status, stdout } = run([
    "rate",
    ...["--code", code, "--locality", locality, "--date", date],
    ...["--clinician", "clinical_psychologist", ...more],
  ]);
  assert.equal(status, 0, `${code} ${locality} ${date}`);
  return stdout.trim();
};

test("the facts and the texts are valid against their schemas", () => {
  const ajv = new Ajv({ allErrors: true, strictTypes: true, allowUnionTypes: true });
  const isFacts = ajv.compile(readJson("web/guide/schema/codes.schema.json"));
  assert.ok(isFacts(facts), ajv.errorsText(isFacts.errors));
  const isText = ajv.compile(readJson("web/guide/schema/code-text.schema.json"));
  for (const lang of LANGUAGES) {
    for (const [code, text] of textsIn(lang)) {
      assert.ok(isText(text), `${lang} ${code}: ${ajv.errorsText(isText.errors)}`);
      assert.equal(text.code, code);
    }
  }
});

test("a fact that is known has a source, and the schema refuses one without", () => {
  const validate = new Ajv().compile(readJson("web/guide/schema/codes.schema.json"));
  const [group, ...others] = facts.codes;
  const without = { ...group, timed: { value: false, sources: [] } };
  assert.ok(!validate({ ...facts, codes: [without, ...others] }));
  assert.ok(!validate({ ...facts, codes: [{ ...group, remark: "" }, ...others] }));
});

test("each code of the family has a page in each language, and so has the index", () => {
  for (const pages of sites.values()) {
    assert.deepEqual(
      pages.map(({ path }) => path),
      ["index", ...codes].map((name) => `codes/${name}.html`),
    );
  }
  for (const code of FAMILY) assert.ok(priced.includes(code), code);
});

test("a key of a source, a rule and a payer that the guide names is there", () => {
  const known = (key) => {
    const [kind, id] = key.includes(":") ? key.split(":") : ["source", key];
    if (kind === "rule") return rules.has(id);
    if (kind === "medicare") return existsSync(join(root, `fee_schedules/medicare/${id}.json`));
    return facts.sources[key] !== undefined;
  };
  const keys = [...JSON.stringify(facts).matchAll(/"sources":\[([^\]]*)\]/g)].flatMap(([, list]) =>
    JSON.parse(`[${list}]`),
  );
  const answers = LANGUAGES.flatMap((lang) => [...textsIn(lang).values()])
    .flatMap((text) => [...asked(text), ...text.covers])
    .flatMap(({ sources }) => sources);
  for (const key of [...keys, ...answers]) assert.ok(known(key), key);
  const used = new Set([...keys, ...answers]);
  for (const key of Object.keys(facts.sources)) assert.ok(used.has(key), `nothing rests on ${key}`);
  for (const { payer } of Object.values(facts.payer_notes)) assert.ok(payers.has(payer), payer);
});

test("the words of the template speak of rules that there are, and are the same in each language", () => {
  const words = readJson("web/i18n/en/guide.json");
  for (const id of [...Object.keys(words.rules), ...Object.keys(words.same_day)]) {
    assert.ok(rules.has(id), id);
  }
  const keysOf = (value) =>
    typeof value === "object"
      ? Object.entries(value).flatMap(([key, each]) => [
          key,
          ...keysOf(each).map((k) => `${key}/${k}`),
        ])
      : [];
  const OVERRIDES = /^(areas|sources)\b/;
  for (const lang of LANGUAGES) {
    const keys = keysOf(readJson(`web/i18n/${lang}/guide.json`)).filter(
      (key) => !OVERRIDES.test(key),
    );
    assert.deepEqual(keys.toSorted(), keysOf(words).toSorted(), lang);
  }
});

test("what a rule says too, the facts say as the rule does", () => {
  const byCode = new Map(facts.codes.map((each) => [each.code, each]));
  const add = byCode.get("90785");
  assert.deepEqual(add.parents, rules.get("90785-primary").limit.primaries);
  assert.deepEqual(
    add.never_with.toSorted(),
    rules.get("90785-blocked").applies_to.codes.toSorted(),
  );
  for (const { code, add_ons = [], never_with = [] } of facts.codes) {
    const takesIt = add_ons.some((each) => each.code === "90785");
    assert.equal(takesIt, add.parents.includes(code), code);
    if (code !== "90785")
      assert.equal(never_with.includes("90785"), add.never_with.includes(code), code);
  }
  const [short, middle, long] = rules.get("group-of-one").limit.codes_by_minutes;
  for (const [from, to, code] of [short, middle, long]) {
    assert.deepEqual(byCode.get(code).minutes.value, { from, to });
  }
});

test("status letters of CMS agree with what the guide says of a code that is not paid", () => {
  for (const { code, unpaid } of facts.codes) {
    for (let year = 2019; year <= 2026; year++) {
      const { rows } = readJson(`fee_schedules/medicare/${year}.json`).codes;
      const status = rows.find(([each]) => each === code)?.[1];
      if (unpaid?.reason === "status_x") assert.equal(status, "X", `${code} ${year}`);
      else if (unpaid !== undefined) assert.equal(status, undefined, `${code} ${year}`);
      else assert.match(status, /^[AR]?$/, `${code} ${year}`);
    }
  }
});

test("titles and descriptions are each page's own, and short enough to be shown whole", () => {
  for (const pages of sites.values()) {
    assert.equal(new Set(pages.map(({ title }) => title)).size, pages.length);
    assert.equal(new Set(pages.map(({ description }) => description)).size, pages.length);
    for (const { path, title, description } of pages) {
      assert.ok(title.length <= 70, `${path}: ${title.length}`);
      assert.ok(description.length <= 170, `${path}: ${description.length}`);
    }
  }
});

test("published national amounts of 2026 and 2025 stand on the pages", () => {
  const published = {
    90853: "$30.39",
    90834: "$113.90",
    90837: "$167.00",
    90847: "$109.55",
    90791: "$173.35",
    90785: "$14.70",
  };
  for (const [code, amount] of Object.entries(published)) {
    const { body } = pageOf(code);
    assert.ok(textOf(body.match(/<p class="answer">.*?<\/p>/s)[0]).includes(amount), code);
    assert.equal(rowsOf(body, "amounts").find(([days]) => days === "2026")[1], amount);
  }
  assert.equal(
    rowsOf(pageOf("90853").body, "amounts").find(([days]) => days === "2025")[1],
    "$28.14",
  );
});

test("the national table has a row for each conversion factor from 2019 to 2026", () => {
  const factors = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].flatMap((year) =>
    readJson(`fee_schedules/medicare/${year}.json`).conversion_factors.flatMap((row) =>
      row.qualifying_apm === null ? [row.nonqualifying] : [row.nonqualifying, row.qualifying_apm],
    ),
  );
  for (const code of priced) {
    const rows = rowsOf(pageOf(code).body, "amounts").slice(1);
    assert.equal(rows.length, factors.length, code);
    for (const [days, ...amounts] of rows) {
      for (const amount of amounts) assert.match(amount, /^\$\d+\.\d\d$/, `${code} ${days}`);
    }
  }
});

test("a social worker has 75 percent and a nurse practitioner 85 percent of the national amount", () => {
  const rows = new Map(
    rowsOf(pageOf("90853").body, "amounts", 1).map(([who, ...rest]) => [who, rest]),
  );
  assert.equal(rows.get("Clinical psychologist (PhD, PsyD)")[0], "$30.39");
  assert.equal(rows.get("Clinical social worker (LCSW)")[0], "$22.79");
  assert.equal(rows.get("Nurse practitioner (NP, PMHNP)")[0], "$25.83");
});

test("every locality has a row, and one that has ended has no amount after its last year", () => {
  for (const code of priced) {
    const [head, ...rows] = rowsOf(pageOf(code).body, "localities");
    assert.deepEqual(head.slice(1), [
      "2019",
      "2020",
      "2021",
      "2022",
      "2023",
      "2024",
      "2025",
      "2026",
    ]);
    assert.equal(rows.length, localities.length, code);
    const whole = rows.filter((row) =>
      row.slice(1).every((amount) => /^\$\d+\.\d\d$/.test(amount)),
    );
    assert.equal(whole.length, localities.filter(({ to }) => to === null).length, code);
    for (const row of rows.filter((each) => !whole.includes(each))) {
      assert.deepEqual(row.slice(6), ["–", "–", "–"]);
    }
  }
});

test("amounts in the table of localities are those of the native command line", () => {
  const rows = (code) => rowsOf(pageOf(code).body, "localities");
  const find = (code, name) => rows(code).find(([locality]) => locality === name);
  for (const [code, name, id] of [
    ["90853", "California Los Angeles-Long Beach-Anaheim (Los Angeles/Orange County)", "01182-18"],
    ["90853", "Alaska", "02102-01"],
    ["90837", "Alabama", "10112-00"],
    ["90791", "New York Manhattan", "13202-01"],
    ["90785", "Texas Rest of Texas", "04412-99"],
    ["90840", "Puerto Rico", "09202-20"],
  ]) {
    const row = find(code, name);
    assert.ok(row, name);
    for (let year = 2019; year <= 2026; year++) {
      assert.equal(row[year - 2018], native(code, id, `${year}-07-01`), `${code} ${id} ${year}`);
    }
  }
});

test("published local amounts of 2026 stand in the table", () => {
  const last = (code, name) =>
    rowsOf(pageOf(code).body, "localities")
      .find(([locality]) => locality.startsWith(name))
      .at(-1);
  assert.equal(last("90837", "Alabama"), "$161.70");
  assert.equal(last("90791", "Alabama"), "$167.51");
  assert.equal(last("90837", "California Los Angeles-Long Beach-Anaheim (Los Angeles/"), "$179.29");
});

test("a page carries the estimator set to its code exactly where Medicare prices it", () => {
  for (const { path, body, code } of everyPage) {
    const set = [...body.matchAll(/<cpt-estimator code="(\w+)">/g)].map(([, each]) => each);
    assert.deepEqual(set, code === undefined ? [] : [code], path);
  }
  assert.deepEqual(english.map(({ code }) => code).filter(Boolean), priced);
});

test("every question has an answer and sources, and the five of 90853 stand at its top", () => {
  const { body } = pageOf("90853");
  const top = body.slice(0, body.indexOf('id="facts"'));
  for (const words of [/per patient or per group/, /timed/, /complexity/, /telehealth/, /denied/]) {
    assert.ok(
      [...top.matchAll(/<h3[^>]*>(.*?)<\/h3>/g)].some(([, each]) => words.test(each)),
      words,
    );
  }
  for (const { path, body: html } of everyPage) {
    const answers = [
      ...html.matchAll(/<h3 id="[kq]-\d+">.*?<\/h3>\s*(<p>.+?<\/p>)\s*(<p class="source">)?/gs),
    ];
    assert.equal(answers.length, [...html.matchAll(/<h3 id="[kq]-/g)].length, path);
    for (const [, , source] of answers) assert.ok(source, path);
  }
});

test("structured data parses, and its questions and answers are those of the page", () => {
  for (const { path, title, description, body, structuredData } of everyPage) {
    const data = JSON.parse(JSON.stringify(structuredData));
    assert.ok(data.every((each) => each["@context"] === "https://schema.org"));
    const byType = new Map(data.map((each) => [each["@type"], each]));
    assert.equal(byType.get("WebPage").name, title);
    assert.equal(byType.get("WebPage").description, description);
    assert.ok(byType.has("BreadcrumbList"), path);
    const shown = [...body.matchAll(/<h3 id="[kq]-\d+">(.*?)<\/h3>\s*<p>(.*?)<\/p>/gs)].map(
      ([, question, answer]) => [textOf(question), textOf(answer)],
    );
    const said = (byType.get("FAQPage")?.mainEntity ?? []).map(({ name, acceptedAnswer }) => [
      name,
      acceptedAnswer.text,
    ]);
    assert.deepEqual(said, shown, path);
  }
});

test("every link leads to a page, to an id of the page that it names, or to the web", () => {
  for (const [lang, pages] of sites) {
    const ids = new Map(
      pages.map(({ path, body }) => [
        path.replace("codes/", ""),
        new Set([...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)),
      ]),
    );
    for (const { path, body } of pages) {
      for (const [, address] of body.matchAll(/href="([^"]*)"/g)) {
        if (/^https?:\/\/[^\s<>]+$/.test(address) || SITE.has(address)) continue;
        const [file, anchor] = address.split("#");
        const target = ids.get(
          { "": path.replace("codes/", ""), "./": "index.html" }[file] ?? file,
        );
        assert.ok(target, `${lang} ${path}: ${address}`);
        if (anchor !== undefined) assert.ok(target.has(anchor), `${lang} ${path}: ${address}`);
      }
    }
  }
});

test("headings go down one step at a time, ids are unique and tags are closed", () => {
  const EMPTY = new Set(["input", "br", "img"]);
  for (const { path, body } of everyPage) {
    const levels = [...body.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    assert.equal(levels.filter((level) => level === 1).length, 1, path);
    for (const [at, level] of levels.entries()) {
      assert.ok(level <= (levels[at - 1] ?? 0) + 1, `${path}: h${level} after h${levels[at - 1]}`);
    }
    const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length, path);
    const open = [];
    for (const [, end, tag] of body.matchAll(/<(\/?)([a-z][\w-]*)[^>]*>/g)) {
      if (EMPTY.has(tag)) continue;
      if (end === "") open.push(tag);
      else assert.equal(open.pop(), tag, path);
    }
    assert.deepEqual(open, [], path);
    for (const [, name] of body.matchAll(/aria-(?:labelledby|describedby)="([^"]+)"/g)) {
      assert.ok(ids.includes(name), `${path}: ${name}`);
    }
  }
});

test("every table has a caption and heads with a scope, in rows of one width", () => {
  for (const { path, body } of everyPage) {
    for (const [table] of body.matchAll(/<table.*?<\/table>/gs)) {
      assert.match(table, /<caption[^>]*>.+?<\/caption>/s, path);
      assert.ok(
        [...table.matchAll(/<th\b[^>]*>/g)].every(([head]) => /scope="(col|row)"/.test(head)),
      );
      const rows = [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(
        ([, row]) => cellsOf(row).length,
      );
      assert.equal(new Set(rows).size, 1, path);
    }
  }
});

test("a page holds no script, no style of its own, nothing unfilled and nothing of this machine", () => {
  for (const { lang, path, body, title, description } of everyPage) {
    assert.doesNotMatch(body, /<script|<style| style=| on\w+=/, path);
    const filled = body.replaceAll(/ data-shown="[^"]*"/g, "");
    for (const text of [filled, title, description]) {
      assert.doesNotMatch(text, /undefined|\[object|\bnull\b|NaN|[{}\\]/, `${lang} ${path}`);
      assert.ok(!text.includes(root) && !/file:|\/home\/|\/tmp\//.test(text), path);
    }
  }
});

test("a page weighs less than 26 KiB on its way, compressed as any web host does", () => {
  for (const { lang, path, body } of everyPage) {
    assert.ok(gzipSync(body).length < 26 * 1024, `${lang} ${path}`);
  }
});

test("every page says that it is information only and whose trademark CPT is", () => {
  for (const { path, body } of everyPage) {
    assert.match(
      textOf(body.match(/<p class="disclaimer">.*?<\/p>/s)[0]),
      /American Medical Association/,
      path,
    );
  }
});

/** Every text in a file of words, by its place there. */
function textsOf(value, place = "") {
  if (typeof value === "string") return [[place, value]];
  return Object.entries(value).flatMap(([key, each]) => textsOf(each, `${place}/${key}`));
}

const fieldsIn = (text) => [...text.matchAll(/\{[\w:-]+\}/g)].map(([field]) => field).toSorted();
const OTHERS = LANGUAGES.filter((lang) => lang !== "en");
const NOT_SENTENCES = new Set(["sources", "code", "schema"]);
const sentencesOf = (words) =>
  textsOf(words).filter(([place]) => !place.split("/").some((part) => NOT_SENTENCES.has(part)));

test("words in another language fill in the same and rest on the same sources", () => {
  for (const lang of OTHERS) {
    const words = new Map(textsOf(readJson(`web/i18n/${lang}/guide.json`)));
    for (const [place, text] of textsOf(readJson("web/i18n/en/guide.json"))) {
      assert.deepEqual(fieldsIn(words.get(place)), fieldsIn(text), `${lang} ${place}`);
    }
    const others = textsIn(lang);
    for (const [code, text] of textsIn("en")) {
      const translated = new Map(textsOf(others.get(code)));
      assert.deepEqual([...translated.keys()], [...new Map(textsOf(text)).keys()], code);
      for (const [place, each] of textsOf(text)) {
        const now = translated.get(place);
        assert.deepEqual(fieldsIn(now), fieldsIn(each), `${lang} ${code}${place}`);
        if (/\/(sources|code)\b/.test(place)) assert.equal(now, each, `${lang} ${code}${place}`);
      }
    }
  }
});

test("figures, codes and modifiers in a sentence are the same in each language", () => {
  const told = (text) =>
    new Set(
      text.match(/\$[\d.,]*\d|\b(?:[A-Z]{1,2}-?)?\d+(?:\.\d+)?(?=st\b|\b)|\b[GXHU][A-Z1-8]\b/g),
    );
  for (const lang of OTHERS) {
    const others = textsIn(lang);
    for (const [code, text] of textsIn("en")) {
      const translated = new Map(sentencesOf(others.get(code)));
      for (const [place, each] of sentencesOf(text)) {
        assert.deepEqual(told(translated.get(place)), told(each), `${lang} ${code}${place}`);
      }
    }
  }
});

const IN_ENGLISH = /.{0,30}\b(?:the|and|with|of|is|not|for|from)\b.{0,30}/;
/** Called so in every language. */
const PLANS = /Blue Cross Blue Shield of [A-Z]/g;

test("no sentence is left in English on a page in another language", () => {
  const isSentence = (text) => text.split(" ").length > 2 && !/^\{code\}/.test(text);
  for (const lang of OTHERS) {
    const words = new Set(textsOf(readJson(`web/i18n/${lang}/guide.json`)).map(([, text]) => text));
    const left = textsOf(readJson("web/i18n/en/guide.json")).filter(
      ([place, text]) => !place.startsWith("/states") && isSentence(text) && words.has(text),
    );
    assert.deepEqual(left, [], lang);
    for (const { path, body, title, description } of sites.get(lang)) {
      const own = textOf(
        body
          .replace(/<(\w+) lang="en">.*?<\/\1>/gs, "")
          .replace(/<\/(?:p|h\d|li|t[dh]|dt|dd)>/g, " "),
      );
      for (const text of [own, title, description]) {
        const [found] = text.replaceAll(PLANS, "").match(IN_ENGLISH) ?? [];
        assert.equal(found, undefined, `${lang} ${path}`);
      }
    }
  }
});

test("the amounts of a page are the same in each language", () => {
  const amountsOf = (body) => body.match(/\$\d[\d,]*\.\d\d/g).toSorted();
  for (const lang of OTHERS) {
    for (const { path, body } of sites.get(lang)) {
      const inEnglish = english.find((page) => page.path === path);
      assert.deepEqual(amountsOf(body), amountsOf(inEnglish.body), `${lang} ${path}`);
    }
  }
});

test("a locality is found by its state's name in English and in the language of the page", () => {
  const row = pageOf("90853", sites.get("es")).body.match(/<tr [^>]*13202-01[^>]*>.*?<\/th>/s)[0];
  assert.match(row, /data-find="[^"]*new york/);
  assert.match(textOf(row), /^Nueva York Manhattan$/);
});

test("where the site will be stands in the structured data, and breadcrumbs lead down to the page", async () => {
  for (const lang of LANGUAGES) {
    const site = "https://a.example/practice/";
    const home = lang === "en" ? site : `${site}${lang}/`;
    for (const { path, structuredData } of await pagesIn(lang, site)) {
      const [page, { itemListElement: trail }] = structuredData;
      const own = `${home}${path.replace("index.html", "")}`;
      assert.equal(page.url, own);
      const trailed = [...new Set([home, `${home}codes/`, own])];
      assert.deepEqual(
        trail.map(({ item }) => item),
        trailed,
        path,
      );
    }
  }
});
