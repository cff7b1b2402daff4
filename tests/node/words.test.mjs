// The words of the page by language: every part has the same entries in each, with the same values
// in them; every entry is used, and every one that is used is there. What the data says to people
// has a dictionary for each language.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runnerImport } from "vite";
import { readCases, readContract } from "./lib/conformance.mjs";
import { dataFolder, fetchFromDisk, startEngine } from "./lib/engine.mjs";
import { root } from "./lib/root.mjs";
import { contracts, examples } from "./lib/rule-examples.mjs";

const words = join(root, "web/i18n");
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));
const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .map((name) => name.replaceAll("\\", "/"))
        .sort()
    : [];
const jsonIn = (folder) => filesIn(folder).filter((name) => name.endsWith(".json"));

const LANGUAGES = readdirSync(words).filter((name) => /^[a-z]{2}$/.test(name));
const OTHERS = LANGUAGES.filter((language) => language !== "en");
/** The guide's words are held to the same facts in guide.test.mjs. */
const PARTS = jsonIn(join(words, "en"))
  .map((name) => name.replace(".json", ""))
  .filter((part) => part !== "guide");
const partOf = (language, part) => readJson(join(words, language, `${part}.json`));

/** Of an entry: the sentence, or one for each plural form. */
const formsOf = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry));
const otherOf = (entry) => entry.other ?? entry;
const valuesIn = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

/** Words that are the same in another language: names, units, and what two languages share. */
const SAME = {
  es: new Set([
    "Medicare",
    "Medicaid",
    "CPT estimator",
    "Federal",
    "Error:",
    "Alias",
    "Ctrl + Z",
    "D",
    "Esc",
    "N",
  ]),
};
/** "{detail}, {value}": nothing that has another language. */
const hasWords = (text) => /\p{L}/u.test(text.replace(/\{\w+\}/g, ""));

/** States are called in Spanish as in English, but for some. */
const MAY_BE_SAME = /^state\.|^name$/;

for (const language of OTHERS) {
  const mandatory = new Intl.PluralRules(language)
    .resolvedOptions()
    // Of a million and more: `other` is right, if less elegant.
    .pluralCategories.filter((form) => form !== "many");

  test(`every part of the page has a file in ${language}, and no other`, () => {
    assert.deepEqual(jsonIn(join(words, language)), jsonIn(join(words, "en")));
  });

  for (const part of PARTS) {
    const english = partOf("en", part);
    const said = partOf(language, part);

    test(`${part} has the same entries in ${language}, in the same order`, () => {
      assert.deepEqual(Object.keys(said), Object.keys(english));
    });

    test(`${part} names the same values in ${language}`, () => {
      for (const [key, entry] of Object.entries(english)) {
        const wanted = valuesIn(otherOf(entry));
        assert.deepEqual(valuesIn(otherOf(said[key] ?? "")), wanted, key);
      }
    });

    test(`${part} has the plural forms of ${language}`, () => {
      for (const [key, entry] of Object.entries(english)) {
        assert.equal(typeof said[key], typeof entry, key);
        if (typeof entry === "string") continue;
        for (const form of mandatory) assert.ok(said[key][form], `${key}, ${form}`);
      }
    });

    test(`${part} leaves nothing empty or English in ${language}`, () => {
      const left = Object.entries(said).filter(([key, entry]) => {
        if (MAY_BE_SAME.test(key)) return false;
        const before = formsOf(english[key] ?? "");
        return formsOf(entry).some(
          (form) =>
            form.trim() === "" ||
            (before.includes(form) && hasWords(form) && !SAME[language].has(form)),
        );
      });
      assert.deepEqual(left, []);
    });
  }
}

for (const language of LANGUAGES) {
  for (const part of PARTS) {
    test(`${part} names the same values in each plural form of ${language}`, () => {
      for (const [key, entry] of Object.entries(partOf(language, part))) {
        const wanted = valuesIn(otherOf(entry));
        // That there is one of it may go without a figure.
        const withoutCount = wanted.filter((value) => value !== "{count}");
        for (const form of formsOf(entry)) {
          const values = valuesIn(form);
          assert.deepEqual(values, values.includes("{count}") ? wanted : withoutCount, key);
        }
      }
    });
  }
}

const source = ["web/src", "web/site", "web/guide"]
  .flatMap((folder) =>
    filesIn(join(root, folder))
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(root, folder, name), "utf8")),
  )
  .join("\n")
  .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

/** "roster.html" is a page, and "roster.title" an entry of the site's own words. */
const isOfSite = (name) => name.endsWith(".html") || name in partOf("en", "site");

/** Entries asked for by name: "common.error", or `common.kind.${kind}` as a pattern. */
function askedFor(part) {
  const named = source.matchAll(new RegExp(`"${part}\\.([\\w.]+)"`, "g"));
  const composed = source.matchAll(new RegExp(`\`${part}\\.((?:\\$\\{[^}]*\\}|[\\w.])+)\``, "g"));
  return {
    keys: new Set([...named].map(([, key]) => key).filter((key) => !isOfSite(`${part}.${key}`))),
    patterns: [...composed].map(([, key]) => patternOf(key)),
  };
}

function patternOf(key) {
  const literal = key.split(/\$\{[^}]*\}/).map((text) => text.replaceAll(".", "\\."));
  return new RegExp(`^${literal.join(".+")}$`);
}

/** Parts whose entries are asked for with the name of the part. */
const NAMED = PARTS.filter((part) => !["site", "engine"].includes(part));

for (const part of NAMED) {
  const { keys, patterns } = askedFor(part);
  const there = Object.keys(partOf("en", part));

  test(`every entry of ${part} that is asked for is there`, () => {
    assert.deepEqual(
      [...keys].filter((key) => !there.includes(key)),
      [],
    );
    const unmatched = patterns.filter((pattern) => !there.some((key) => pattern.test(key)));
    assert.deepEqual(unmatched, []);
  });

  test(`every entry of ${part} is asked for`, () => {
    const isAsked = (key) => keys.has(key) || patterns.some((pattern) => pattern.test(key));
    assert.deepEqual(
      there.filter((key) => !isAsked(key)),
      [],
    );
  });
}

test("titles and descriptions fit what search engines show", () => {
  for (const language of LANGUAGES) {
    for (const [key, text] of Object.entries(partOf(language, "site"))) {
      if (key.endsWith(".title")) assert.ok(text.length <= 70, `${language} ${key}`);
      if (key.endsWith(".description")) assert.ok(text.length <= 170, `${language} ${key}`);
    }
  }
});

// --- what the data says --------------------------------------------------------------------------

const { readTranslations, textsToTranslate, translate } = (
  await runnerImport(join(root, "web/site/translate-data.ts"), {
    configFile: false,
    logLevel: "error",
  })
).module;
const schedules = join(root, "fee_schedules");
const READ = jsonIn(schedules).filter(
  (name) =>
    /^rules\/|^benchmarks\/|^(payers|places_of_service)\.json$/.test(name) &&
    textsToTranslate(readFileSync(join(schedules, name), "utf8")).size > 0,
);
const translations = readTranslations();

for (const language of OTHERS) {
  test(`every data file that people read of has a dictionary in ${language}`, () => {
    const own = translations.filter((each) => each.language === language);
    assert.deepEqual(
      own.map(({ name }) => name),
      READ,
    );
  });
}

for (const { language, name, dictionary } of translations) {
  const english = textsToTranslate(readFileSync(join(schedules, name), "utf8"));

  test(`${name} is translated whole to ${language}, with nothing that it does not say`, (t) => {
    const missing = [...english].filter((text) => !dictionary[text]);
    t.diagnostic(`${english.size - missing.length} translated, ${missing.length} missing`);
    assert.deepEqual(missing, []);
    assert.deepEqual(
      Object.keys(dictionary).filter((text) => !english.has(text)),
      [],
    );
  });

  test(`${name} keeps its values in ${language}`, () => {
    for (const [text, said] of Object.entries(dictionary)) {
      assert.deepEqual(valuesIn(said), valuesIn(text), text);
    }
  });
}

test("no rule stays English", () => {
  for (const { name, dictionary } of translations.filter(({ name }) => /^rules\//.test(name))) {
    const same = Object.entries(dictionary).filter(([text, said]) => text === said);
    // "bilateral" is both.
    assert.deepEqual(
      same.filter(([text]) => text !== "bilateral"),
      [],
      name,
    );
  }
});

// --- what the engine says ------------------------------------------------------------------------

const { spoken } = (
  await runnerImport(join(root, "tests/node/lib/spanish.mjs"), {
    configFile: false,
    logLevel: "error",
  })
).module;

/** The engine of a page in Spanish: its data translated, what it says of its own not yet. */
const inSpanish = new Map(
  translations
    .filter(({ language }) => language === "es")
    .map(({ name, dictionary }) => [
      new URL(name, dataFolder).href,
      translate(readFileSync(join(schedules, name), "utf8"), dictionary),
    ]),
);
const engine = await startEngine({
  fetchFile: async (address) => {
    const text = inSpanish.get(String(address));
    return text === undefined ? fetchFromDisk(address) : new Response(text);
  },
});
for (const name of contracts) await engine.accept(name, readContract(name));

const namesOf = (rows) =>
  Array.isArray(rows) ? rows.flatMap(({ title, name }) => title ?? name) : [];

/** What documents, payers and localities are called stays as it is. */
const NAMES = [
  ...jsonIn(schedules).map((name) => readJson(join(schedules, name))),
  ...[...contracts].map((name) => JSON.parse(readContract(name))),
]
  .flatMap((file) => [file.title, ...[file.tables, file.payers, file.localities].flatMap(namesOf)])
  .filter(Boolean)
  .sort((a, b) => b.length - a.length);
const withoutNames = (text) => NAMES.reduce((rest, name) => rest.replaceAll(name, "…"), text);

/** Of JSON itself, which no page writes wrong. */
const OF_THE_FORM = /^(Expected |The JSON|Not JSON|Contract version)|JSON/;

const ENGLISH =
  /\b(the|and|of|is|are|was|not|with|for|that|it|this|which|does|no more|none|known|facility|clinician|therapist|nurse|claim|line|code)\b/i;

const ofEngine = partOf("en", "engine");

test("every kind of step has words", () => {
  let kinds;
  JSON.parse(
    readFileSync(join(root, "core/boundary/schema/response.schema.json"), "utf8"),
    (_key, value) => {
      if (value?.title === "ReceiptStepKind") kinds = value.enum;
      return value;
    },
  );
  const steps = Object.keys(ofEngine).filter((key) => key.startsWith("step."));
  assert.deepEqual(steps.map((key) => key.slice("step.".length)).sort(), kinds.toSorted());
});

test("every sentence that is kept for the engine is one that it says", () => {
  const said = ["core", "wasm"]
    .flatMap((folder) =>
      filesIn(join(root, folder))
        .filter((name) => /\.(cpp|h|mjs)$/.test(name))
        .map((name) => readFileSync(join(root, folder, name), "utf8")),
    )
    .join("\n")
    // Literals that go on in the next line are one.
    .replace(/"\s*\n\s*"/g, "")
    .replaceAll('\\"', '"');
  const stale = Object.entries(ofEngine).filter(
    ([key, text]) =>
      /^(problem|step)\./.test(key) &&
      !text.split(/\{\w+\}/).every((piece) => said.includes(piece)),
  );
  assert.deepEqual(stale, []);
});

test("what every rule says in Spanish, filled in, has no English left in it", async () => {
  const said = new Set();
  for (const { request } of examples) {
    const { claims = [], session } = spoken(await engine.estimate({ version: 1, ...request }));
    for (const { findings } of [...claims, ...(session ? [session] : [])]) {
      for (const { message, fix } of findings) said.add(message).add(fix);
    }
  }
  const left = [...said].filter((text) => ENGLISH.test(withoutNames(text)));
  assert.deepEqual(left, []);
  assert.ok(said.size > 200, `${said.size}`);
});

test("every problem that a request can have is said in Spanish", async () => {
  const left = [];
  let said = 0;
  for (const { text, contracts: loaded } of readCases()) {
    if (loaded.length > 0) continue;
    const answer = await engine.estimate(text);
    for (const [at, { message }] of spoken(answer.errors ?? []).entries()) {
      said += 1;
      if (message === answer.errors[at].message) left.push(message);
    }
  }
  assert.deepEqual(
    [...new Set(left)].filter((message) => !OF_THE_FORM.test(message)),
    [],
  );
  assert.ok(said > 50, `${said}`);
});

test("every step of a receipt is said in Spanish", async () => {
  const { request } = examples.find(({ request }) => request.members[0].payer === "medicare");
  const { claims } = spoken(await engine.estimate({ version: 1, ...request, receipts: true }));
  const [first] = claims[0].lines[0].receipt;
  assert.match(first.step, /^Monto de la tabla de tarifas: .* x factor de conversión$/);
});
