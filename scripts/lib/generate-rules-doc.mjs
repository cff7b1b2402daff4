// Writes docs/rules.md, for people: every rule of fee_schedules/rules/, the modifiers and the
// habits. Run by hand where the rules have changed; tests/node/rules-doc.test.mjs says when.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readJson, runCommand, SCHEDULES } from "./command.mjs";

const TARGET = fileURLToPath(new URL("../../docs/rules.md", import.meta.url));
const COMMAND = "node scripts/lib/generate-rules-doc.mjs";

const usage = `usage: ${COMMAND} [--check] [--to FILE]

Writes docs/rules.md from fee_schedules/.

  --check    write nothing; exit with 1 where the file is not what would be written
  --to FILE  another file than docs/rules.md`;

/** Titles of the rule files; a file that is not among them goes by its name. */
const TITLES = {
  pricing: "What pricing finds",
  payer_tables: "What the payer's tables say",
  units: "Units",
  group: "The group",
  modifiers: "Modifiers on the line",
  telehealth: "Telehealth",
  add_ons: "Add-on codes",
  same_day: "Other codes of that day",
  readiness: "Before the claim is sent",
};
const GROUPS = {
  CO: "the practice bears it",
  PR: "the patient bears it",
  OA: "another adjustment",
  PI: "the payer reduces it",
};
const PROGRAMS = {
  medicare: "Medicare",
  medicaid: "Medicaid",
  commercial: "commercial payers",
  federal: "federal payers",
  self_pay: "self-pay",
};
const FITS = {
  yes: "belongs",
  conditional: "in some cases",
  by_state: "the payer's rules say",
  unused: "no meaning",
  no: "does not belong",
};
const DOUBTS = {
  inferred: "**Inferred:** it follows from definitions; no document says it of group therapy.",
  disputed: "**Disputed:** sources disagree; who says what is in the text.",
};

// --- words -------------------------------------------------------------------------------------

const titleOf = (name) => TITLES[name] ?? name.replaceAll("_", " ");
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const escapeText = (text) => text.replace(/[\\*_`|[\]<>]/g, "\\$&");
const anchor = (title) =>
  title
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");
const linkTo = (title) => `[${title}](#${anchor(title)})`;
const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

function list(words, last = "and") {
  return words.length < 2
    ? words.join()
    : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** A link where there is an address; an address holds no character that would end it. */
function link({ title, url, from }) {
  const day = from === undefined ? "" : `, ${from}`;
  const address = url?.replace(/[()\s<>]/g, (sign) => `%${sign.charCodeAt().toString(16)}`);
  return (url === undefined ? escapeText(title) : `[${escapeText(title)}](${address})`) + day;
}

function days({ from, to }) {
  return to === null ? `since ${from}` : `from ${from} to ${to}`;
}

/** Words of a rule with what is known beforehand filled in, and names for the rest. */
function filled(text, { limit = {}, applies_to = {} }, names) {
  const { most, least, minutes_per_unit: step } = limit;
  const known = { limit: most ?? least ?? step };
  if (applies_to.payers?.length === 1) known.payer = escapeText(names.get(applies_to.payers[0]));
  return text
    .split(/\{(\w+)\}/)
    .map((part, at) => {
      if (at % 2 === 0) return escapeText(part);
      return known[part] === undefined ? `*${part.replaceAll("_", " ")}*` : `${known[part]}`;
    })
    .join("");
}

// --- a rule ------------------------------------------------------------------------------------

function whoOf({ applies_to: { codes, payers, programs, macs } = {} }, names) {
  let who = "every payer";
  if (programs !== undefined) who = list(programs.map((program) => PROGRAMS[program]));
  if (payers !== undefined) who = list(payers.map((id) => escapeText(names.get(id))));
  if (macs !== undefined) who += ` (contractor ${list(macs, "or")})`;
  return capital(codes === undefined ? who : `${who}, on ${list(codes)}`);
}

function consequenceOf({ kind, severity, group, carc, rarc = [] }, { reasons, remarks }) {
  if (kind === "exempt") return "**Exempt**";
  const word = `**${capital(severity)}**`;
  if (carc === undefined) return word;
  const reason = `${group}-${carc}, ${reasons.get(carc)} (${GROUPS[group]})`;
  return `${word}, ${[reason, ...rarc.map((code) => `${code}, ${remarks.get(code)}`)].join("; ")}`;
}

function figuresOf({ limit: { units_per_day: units } = {} }) {
  if (units === undefined) return [];
  const figures = Object.entries(units).map(([code, most]) => `${code}: ${most}`);
  return [`Units a day: ${figures.join(", ")}.`];
}

const rankOf = ({ applies_to: { payers, programs, macs } = {} }) =>
  [macs, payers, programs, []].findIndex((list) => list !== undefined);

/** Whether both may speak of one claim. */
function mayMeet(one, other, payers) {
  const speaksOf = ({ applies_to = {} }, { id, program }) =>
    (applies_to.payers ?? [id]).includes(id) &&
    (applies_to.programs ?? [program]).includes(program);
  const [codes, others] = [one, other].map(({ applies_to }) => applies_to?.codes);
  return (
    (codes ?? others ?? [undefined]).some((code) => (others ?? [code]).includes(code)) &&
    one.from <= (other.to ?? one.from) &&
    other.from <= (one.to ?? other.from) &&
    payers.some((payer) => speaksOf(one, payer) && speaksOf(other, payer))
  );
}

/** The less specific rules of its topic, which are silent where it speaks. */
function beatenBy(rule, { rules, payers }) {
  return rules.filter(
    (other) =>
      rule.topic !== undefined &&
      other.topic === rule.topic &&
      rankOf(rule) < rankOf(other) &&
      mayMeet(rule, other, payers),
  );
}

function precedenceOf(rule, book) {
  const beaten = beatenBy(rule, book).map(({ id }) => `[${id}](#${id})`);
  return beaten.length === 0 ? [] : [`Silences ${list(beaten)}.`];
}

function blockOf(rule, book) {
  const { id, message, fix, basis, sources } = rule;
  return [
    `### ${id}`,
    consequenceOf(rule, book),
    ...(basis in DOUBTS ? [`> ${DOUBTS[basis]}`] : []),
    `${whoOf(rule, book.names)}, ${days(rule)}.`,
    filled(message, rule, book.names),
    `*What to do:* ${filled(fix, rule, book.names)}`,
    ...figuresOf(rule),
    ...precedenceOf(rule, book),
    `*${capital(basis)}*: ${sources.map(link).join("; ")}.`,
  ].join("\n\n");
}

// --- tables ------------------------------------------------------------------------------------

function modifierTable({ basis, sources, modifiers }) {
  const rows = modifiers.map(({ code, name, effect, fits, note = "", from, to }) => {
    const inForce = [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(" ");
    const remark = [inForce && capital(`${inForce}.`), escapeText(note)].filter(Boolean).join(" ");
    const cells = [
      code,
      escapeText(name),
      ...["medicare", "medicaid", "commercial"].map((each) => FITS[fits[each]]),
      effect === "payment" ? "yes" : "",
      remark,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "## Modifiers",
    `What each says, and whether it belongs on a line of 90853. ${escapeText(basis)}`,
    [
      "| Code | Says | Medicare | Medicaid | Commercial | Affects payment | Remarks |",
      "| --- | --- | --- | --- | --- | --- | --- |",
      ...rows,
    ].join("\n"),
    `Read in: ${sources.map(link).join("; ")}.`,
  ].join("\n\n");
}

function wordsOfChange({ add_same_day: services = [], ...change }) {
  const words = Object.entries(change).map(([name, value]) => {
    const [verb, ...rest] = name.split("_");
    const values = Array.isArray(value) ? list(value) : value;
    if (verb === "add" || verb === "remove") return `${verb} ${values}`;
    if (name === "order_modifiers") return "modifiers that affect payment first";
    if (name.startsWith("same_day_add")) return `add ${values} to the other codes of that day`;
    return `${[verb, ...rest].join(" ")}: ${value === "" ? "none" : String(values).replaceAll("_", " ")}`;
  });
  const others = services.map(
    ({ code, modifiers = [] }) => `${[code, ...modifiers].join("-")} that day`,
  );
  return [...words, ...others].join("; ");
}

function whomItConcerns({ telehealth, places_of_service: places }) {
  if (places !== undefined) return `at place ${list(places, "or")}`;
  if (telehealth === undefined) return "all";
  return telehealth ? "by telehealth" : "in person";
}

function habitList(habits, ids) {
  const row = ({ id, name, when = {}, change, rules }) => {
    const trips = rules.map((rule) => (ids.has(rule) ? `[${rule}](#${rule})` : rule));
    const cells = [`\`${id}\``, escapeText(name), whomItConcerns(when), wordsOfChange(change)];
    return `| ${[...cells, trips.join(", ")].join(" | ")} |`;
  };
  return [
    "## Habits",
    "Mistakes that a practice makes with every member whom they concern. `cpt-estimator estimate --what-if ID` says what one would cost.",
    [
      "| Id | Mistake | Concerns | What it makes of each claim | Rules that it usually trips |",
      "| --- | --- | --- | --- | --- |",
      ...habits.map(row),
    ].join("\n"),
  ].join("\n\n");
}

// --- the page ----------------------------------------------------------------------------------

function readBook(folder) {
  const read = (name) => readJson(join(folder, name));
  const byCode = (rows) => new Map(rows.map(({ code, name }) => [code, name]));
  const { carc, rarc } = read("rules/denial_codes.json");
  const files = read("index.json")
    .files.filter(({ schema }) => schema === "rules/1")
    .map(({ name }) => ({ name: name.replace(/^.*\/|\.json$/g, ""), rules: read(name).rules }));
  const rules = files.flatMap((file) => file.rules);
  const { payers } = read("payers.json");
  return {
    files,
    rules,
    payers,
    names: new Map(payers.map(({ id, name }) => [id, name])),
    reasons: byCode(carc),
    remarks: byCode(rarc),
    modifiers: read("rules/modifier_codes.json"),
    habits: read("rules/habits.json").habits,
  };
}

function headOf({ files, rules }) {
  const bases = ["published", "inferred", "disputed"].map(
    (word) => `${rules.filter(({ basis }) => basis === word).length} ${word}`,
  );
  const sections = files.map(
    (file) => `- ${linkTo(titleOf(file.name))}: ${count(file.rules.length, "rule")}`,
  );
  return [
    "# Rules",
    `What claims are checked against: ${count(rules.length, "rule")}, ${list(bases)}.`,
    `Generated from \`fee_schedules/rules/\`. Do not edit it: change the data, then run \`${COMMAND}\`; with \`--check\` it only says whether the page is current.`,
    "A **denial** is expected to be refused, a **warning** may be, and a **note** puts nothing at risk. *Words like these* are filled in by a finding. A rule that starts on 2019-01-01, the first day that can be priced, began earlier or has no known beginning; any other first day is that of the rule, of its source or of the modifier it asks for. Where one rule silences others, it is more specific on their topic; see [how rules are chosen](precedence.md). Which denial code a payer would give is our reading throughout.",
    [...sections, `- ${linkTo("Modifiers")}`, `- ${linkTo("Habits")}`].join("\n"),
  ].join("\n\n");
}

/** The page as Markdown, from the data in `folder`. */
export function rulesPage(folder = SCHEDULES) {
  const book = readBook(folder);
  const ids = new Set(book.rules.map(({ id }) => id));
  const sections = book.files.map(({ name, rules }) =>
    [`## ${titleOf(name)}`, ...rules.map((rule) => blockOf(rule, book))].join("\n\n"),
  );
  return `${[headOf(book), ...sections, modifierTable(book.modifiers), habitList(book.habits, ids)].join("\n\n")}\n`;
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  runCommand({
    usage,
    options: { check: { type: "boolean" }, to: { type: "string" } },
    run({ check, to = TARGET }) {
      const page = rulesPage();
      const isCurrent = readIfThere(to) === page;
      if (!check && !isCurrent) writeFileSync(to, page);
      if (isCurrent) console.log("The page of rules is up to date.");
      else if (check) console.error(`The page of rules is not what the data says: run ${COMMAND}`);
      else console.log("The page of rules is written.");
      process.exitCode = check && !isCurrent ? 1 : 0;
    },
  });
}
