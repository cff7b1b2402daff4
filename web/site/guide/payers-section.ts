import { centsOf, dollars } from "../../src/common/money.ts";
import { type Book, known } from "./book.ts";
import type { GuideCode } from "./content.ts";
import { type Content, html } from "./html.ts";
import type { PayerRow, PayerTable, RuleSource } from "./schedules.ts";

/** Tables that ended before this day say nothing of what is paid now. */
const TOO_OLD = "2025-01-01";

/** What state Medicaid programs and benchmarks have for a code. */
export function payersSection(book: Book, { code }: GuideCode): Content {
  const tables = latestTables(book, code);
  const benchmarks = benchmarkLines(book, code);
  if (tables.length === 0 && benchmarks.length === 0) return undefined;
  return html`<section>
<h2 id="medicaid">${book.say("medicaid_heading")}</h2>
${tables.length === 0 ? html`<p>${book.say("medicaid_none", { code })}</p>` : medicaidTable(book, code, tables)}
${benchmarks}
</section>`;
}

/** The last table of each program that lists the code. */
function latestTables(book: Book, code: string): PayerTable[] {
  const byProgram = new Map<string, PayerTable>();
  for (const table of book.schedules.tables) {
    const isOfState = table.kind === "fee_schedule" || table.kind === "secondary_source";
    const isOver = (table.to ?? TOO_OLD) < TOO_OLD;
    if (!isOfState || isOver || amountsOf(table, code).length === 0) continue;
    const key = `${table.payer} ${table.program ?? ""}`;
    const held = byProgram.get(key);
    if (held === undefined || (held.from ?? "") < (table.from ?? "")) byProgram.set(key, table);
  }
  return [...byProgram.values()].toSorted((one, other) =>
    book.payer(one.payer).localeCompare(book.payer(other.payer), book.content.lang),
  );
}

function amountsOf({ rows }: PayerTable, code: string): PayerRow[] {
  return rows.filter((row) => row.code === code && row.amount !== undefined);
}

function medicaidTable(book: Book, code: string, tables: readonly PayerTable[]): Content {
  const rows = tables.map((table) => {
    const until = table.to ?? table.as_of;
    const days = [
      table.from === undefined ? book.say("days_not_known") : book.time(table.from),
      until !== undefined && until !== table.from && [" – ", book.time(until)],
    ];
    return html`<tr><th scope="row">${book.payer(table.payer)}${remarks(book, table)}</th><td class="figure">${rangeOf(book, amountsOf(table, code))}${unitOf(book, table)}</td><td>${book.inEnglish(table.title)}</td><td>${days}</td></tr>
`;
  });
  return html`<p>${book.say("medicaid_lede")}</p>
<div class="scroll" role="region" aria-labelledby="medicaid-caption" tabindex="0">
<table class="words">
<caption id="medicaid-caption">${book.say("medicaid_caption", { code })}</caption>
<thead><tr><th scope="col">${book.say("column_state")}</th><th scope="col">${book.say("column_amount")}</th><th scope="col">${book.say("column_schedule")}</th><th scope="col">${book.say("column_known")}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>
<p class="note">${book.say("medicaid_note")} ${book.cite(tables.map(sourceOf))}</p>`;
}

function remarks(book: Book, { kind, program }: PayerTable): Content {
  return [
    kind === "secondary_source" && html` <small>${book.say("secondary_source")}</small>`,
    program === "outpatient-hospital" && html` <small>${book.say("hospital_claim")}</small>`,
  ];
}

/** What an amount is for, where it is not for one session. */
function unitOf(book: Book, { unit }: PayerTable): Content {
  const name = unit?.replace(" ", "_") ?? "";
  return ["per_hour", "per_day"].includes(name) && html` ${book.say(name)}`;
}

/** The lowest and the highest of the rows, as the schedule prints them. */
function rangeOf(book: Book, rows: readonly PayerRow[]): Content {
  const cents = rows.map(({ amount = "" }) => known(centsOf(amount), `cents in "${amount}"`));
  const inOrder = cents.toSorted((one, other) => one - other);
  const [lowest = 0] = inOrder;
  const highest = inOrder.at(-1) ?? lowest;
  if (lowest === highest) return dollars(lowest);
  return book.say("range", { lowest: dollars(lowest), highest: dollars(highest) });
}

const BENCHMARKS = [
  ["benchmark-commercial", "benchmark_commercial"],
  ["benchmark-medicaid", "benchmark_medicaid"],
] as const;

function benchmarkLines(book: Book, code: string): Content[] {
  return BENCHMARKS.flatMap(([payer, name]) => {
    const table = book.schedules.tables.find((each) => each.payer === payer);
    const range = table?.rows.find((row) => row.code === code)?.range;
    if (table === undefined || range === undefined) return [];
    const { p25, median, p75 } = range;
    const shown = (amount: string) => dollars(known(centsOf(amount), `cents in "${amount}"`));
    const quartiles =
      p25 !== undefined &&
      p75 !== undefined &&
      html` ${book.say("quartiles", { p25: shown(p25), p75: shown(p75) })}`;
    const source: RuleSource = { title: table.source.title };
    return [
      html`<p>${book.say(name, { median: shown(median), code })}${quartiles} ${book.say("benchmark_not_rate")}</p>
<p class="source">${book.cite([source])}</p>
`,
    ];
  });
}

function sourceOf({ source: { title, url }, from }: PayerTable): RuleSource {
  return {
    title,
    ...(url === undefined ? {} : { url }),
    ...(from === undefined ? {} : { from }),
  };
}
