import { type Book, known } from "./book.ts";
import type { Fact, GuideCode } from "./content.ts";
import { type Content, type Html, html } from "./html.ts";

interface Row {
  name: string;
  /** Nothing where no source says it. */
  value: Content;
  sources: readonly string[];
}

/** The box at the top: unit, time, add-on or not, whom it is for, whether Medicare pays. */
export function factsSection(book: Book, facts: GuideCode): Html {
  const { code } = facts;
  const rows = rowsOf(book, facts);
  const unknown = rows.filter(({ value }) => value === undefined);
  const shown = rows.map(
    ({ name, value, sources }) =>
      value !== undefined &&
      html`<div><dt>${book.say(`fact_${name}`)}</dt><dd><span>${value}</span>${book.sourceLine(sources)}</dd></div>
`,
  );
  return html`<section class="facts">
<h2 id="facts">${book.say("facts_heading", { code })}</h2>
<dl>
${shown}${unknown.length > 0 && unknownRow(book, unknown)}</dl>
</section>`;
}

function unknownRow(book: Book, unknown: readonly Row[]): Html {
  const names = unknown.map(({ name }) => book.word(`unknown_${name}`));
  return html`<div><dt>${book.say("fact_unknown")}</dt><dd><span>${book.say("not_known", { names: book.list(names) })}</span></dd></div>
`;
}

function rowsOf(book: Book, facts: GuideCode): Row[] {
  const { people, unit, timed, minutes, add_on, parents, unpaid, telehealth } = facts;
  return [
    { name: "people", value: fromList(book, "people", people), sources: people.sources },
    { name: "unit", value: fromList(book, "unit", unit), sources: unit.sources },
    { name: "timed", value: fromList(book, "timed", timed), sources: timed.sources },
    { name: "minutes", value: minutesOf(book, minutes, timed), sources: minutes.sources },
    { name: "add_on", value: addOnOf(book, add_on, parents), sources: add_on.sources },
    { name: "units_a_day", value: unitsOf(book, facts), sources: unitSources(book, facts) },
    {
      name: "medicare",
      value: unpaid ? word(book, `unpaid_${unpaid.reason}`) : book.say("fact_medicare_paid"),
      sources: unpaid?.sources ?? [`medicare:${book.latest.year}`],
    },
    ...(telehealth === undefined
      ? []
      : [
          {
            name: "telehealth",
            value: telehealthOf(book, telehealth),
            sources: telehealth.sources,
          },
        ]),
  ];
}

const word = (book: Book, name: string) =>
  known(book.content.words.facts[name], `words for the fact "${name}"`);

function fromList(book: Book, name: string, { value }: Fact<string | boolean>): Content {
  return value === null ? undefined : word(book, `${name}_${value}`);
}

function minutesOf(book: Book, { value }: GuideCode["minutes"], timed: GuideCode["timed"]) {
  if (timed.value === false) return book.say("minutes_none");
  if (value === null) return undefined;
  return value.to === null
    ? book.say("minutes_from", { from: value.from })
    : book.say("minutes_between", { from: value.from, to: value.to });
}

function addOnOf(book: Book, { value }: GuideCode["add_on"], parents: readonly string[] = []) {
  if (value === null) return undefined;
  return value ? book.say("add_on_yes", { parents: book.links(parents) }) : book.say("add_on_no");
}

function telehealthOf(book: Book, { since }: NonNullable<GuideCode["telehealth"]>): Content {
  return since === null
    ? book.say("telehealth_listed")
    : book.say("telehealth_since", { since: since.slice(0, 4) });
}

const UNIT_RULES = ["mue-medicare-2026-04", "mue-medicaid-2026-01"];

function unitsOf(book: Book, { code, hospital_units: hospital }: GuideCode): Content {
  const most = book.rule("mue-medicare-2026-04").limit?.units_per_day?.[code];
  if (most === undefined) return undefined;
  const medicaid = book.rule("mue-medicaid-2026-01").limit?.units_per_day?.[code];
  const name = medicaid === most ? "units_of_both" : "units_of_medicare";
  return [
    book.say(name, { units: most }),
    hospital && html` ${book.say("units_of_hospital", { units: hospital.units })}`,
  ];
}

function unitSources(book: Book, { code, hospital_units: hospital }: GuideCode): string[] {
  const rules = UNIT_RULES.filter((id) => book.rule(id).limit?.units_per_day?.[code] !== undefined);
  return [...rules.map((id) => `rule:${id}`), ...(hospital?.sources ?? [])];
}
