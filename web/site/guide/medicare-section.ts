import type { ClinicianType } from "../../src/generated/contract.ts";
import type { Amount, Period } from "./amounts.ts";
import { type Book, known } from "./book.ts";
import type { GuideCode } from "./content.ts";
import { type Content, type Html, html } from "./html.ts";
import { areaOf, zipPrefixes } from "./localities.ts";
import type { Locality } from "./schedules.ts";

const CLINICIANS: readonly ClinicianType[] = [
  "psychiatrist",
  "clinical_psychologist",
  "nurse_practitioner",
  "clinical_nurse_specialist",
  "physician_assistant",
  "clinical_social_worker",
  "marriage_family_therapist",
  "mental_health_counselor",
];

/** The national amounts, year by year and by who treats, and the table of localities. */
export function medicareSection(book: Book, { code, clinicians }: GuideCode): Html {
  const { year } = book.latest;
  return html`<section>
<h2 id="medicare">${book.say("medicare_heading")}</h2>
<p>${book.say("medicare_lede", { year })}</p>
${book.sourceLine(book.schedules.years.toReversed().map((held) => `medicare:${held.from.slice(0, 4)}`))}
<div class="pair">
${nationalTable(book, code)}
${clinicianTable(book, code, clinicians?.types ?? CLINICIANS)}
</div>
${clinicians && html`<p class="note">${book.say("clinicians_limited")}</p>${book.sourceLine(clinicians.sources)}`}
<p class="note">${book.say("price_is_not_permission")}</p>
<h3 id="localities">${book.say("localities_heading", { code })}</h3>
<p>${book.say("localities_lede")}</p>
${localityTable(book, code)}
</section>`;
}

function nationalTable(book: Book, code: string): Html {
  const rows = book.periods.toReversed().map((period) => {
    const [office, facility] = (["nonfacility", "facility"] as const).map((setting) =>
      book.money(book.amounts.national(code, period, setting)),
    );
    return html`<tr><th scope="row">${daysOf(book, period)}</th><td>${office}</td><td>${facility}</td></tr>
`;
  });
  return html`<table class="amounts">
<caption>${book.say("national_caption", { code })}</caption>
<thead><tr><th scope="col">${book.say("column_dates")}</th><th scope="col">${book.say("column_office")}</th><th scope="col">${book.say("column_facility")}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>`;
}

/** "2025", or the days where the year has several conversion factors. */
function daysOf(book: Book, { year, from, to, qualifyingApm }: Period): Content {
  const isWhole = from.endsWith("-01-01") && (to ?? "").endsWith("-12-31");
  if (qualifyingApm) return book.say("year_for_apm", { year });
  if (isWhole) return year;
  return book.days(from, to ?? from);
}

function clinicianTable(book: Book, code: string, types: readonly ClinicianType[]): Html {
  const rows = types.map((type) => {
    const [office, facility] = (["nonfacility", "facility"] as const).map((setting) =>
      book.money(book.amounts.nationalBy(type, code, book.latest, setting)),
    );
    const name = known(book.content.words.clinicians[type], `name of ${type}`);
    return html`<tr><th scope="row">${name}</th><td>${office}</td><td>${facility}</td></tr>
`;
  });
  return html`<table class="amounts">
<caption>${book.say("clinician_caption", { code, year: book.latest.year })}</caption>
<thead><tr><th scope="col">${book.say("column_clinician")}</th><th scope="col">${book.say("column_office")}</th><th scope="col">${book.say("column_facility")}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>`;
}

/** The factor that stood at the end of a year prices its column. */
function columnsOf(book: Book): Period[] {
  const byYear = new Map(
    book.periods.filter((period) => !period.qualifyingApm).map((period) => [period.year, period]),
  );
  return [...byYear.values()];
}

function localityTable(book: Book, code: string): Html {
  const columns = columnsOf(book);
  const zips = zipPrefixes(book.schedules.zip5);
  const rows = sorted(book).map((locality) =>
    localityRow(book, locality, zips.get(locality.id) ?? "", {
      amounts: columns.map((period) => book.amounts.local(code, period, locality.id)),
    }),
  );
  const late = columns.filter(({ year, from }) => from !== `${year}-01-01`);
  return html`<div class="filter" hidden data-filter data-shown="${book.word("rows_shown")}">
<label for="find-locality">${book.say("filter_label")}</label>
<input id="find-locality" type="search" autocomplete="off" spellcheck="false" aria-describedby="find-locality-hint">
<p id="find-locality-hint" class="note">${book.say("filter_hint")}</p>
<p role="status" class="status"></p>
</div>
<div class="scroll" role="region" aria-labelledby="localities-caption" tabindex="0">
<table class="localities" data-sortable>
<caption id="localities-caption">${book.say("localities_caption", { code })}</caption>
<thead><tr><th scope="col" aria-sort="ascending">${book.say("column_locality")}</th>${columns.map(({ year }) => html`<th scope="col">${year}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>
<p class="note">${late.map(({ year, from }) => html`${book.say("column_from", { year, from: book.date(from) })} `)}${book.say("localities_note")}</p>
${endedNotes(book)}`;
}

function stateOf(book: Book, { state }: Locality): string {
  return known(book.content.words.states[state], `name of the state ${state}`);
}

/** By the state's name, and in a state by the area's, its rest last. */
function sorted(book: Book): Locality[] {
  const collator = new Intl.Collator(book.content.lang);
  const key = (locality: Locality) => [
    stateOf(book, locality),
    /^REST OF /.test(locality.name) ? "1" : "0",
    areaOf(locality),
  ];
  return book.schedules.localities.toSorted((one, other) => {
    const others = key(other);
    return (
      key(one)
        .map((part, at) => collator.compare(part, others[at] ?? ""))
        .find((order) => order !== 0) ?? 0
    );
  });
}

function localityRow(
  book: Book,
  locality: Locality,
  zips: string,
  { amounts }: { amounts: readonly Amount[] },
): Html {
  const state = stateOf(book, locality);
  const area = areaOf(locality);
  const inEnglish = book.content.statesInEnglish[locality.state] ?? "";
  const isWholeState = area.toLowerCase() === inEnglish.toLowerCase();
  const counties = /^ALL /.test(locality.counties) ? "" : locality.counties.toLowerCase();
  const also = inEnglish === state ? "" : inEnglish;
  const find = [locality.state, locality.id, also, counties].filter(Boolean).join(" ");
  const name = isWholeState ? state : html`${state} <small>${book.area(locality)}</small>`;
  return html`<tr data-find="${find.toLowerCase()}" data-zip="${zips}"><th scope="row">${name}</th>${amounts.map((amount) => html`<td>${book.money(amount)}</td>`)}</tr>
`;
}

/** Why a locality has no amount in some years. */
function endedNotes(book: Book): Content {
  const byId = new Map(book.schedules.localities.map((locality) => [locality.id, locality]));
  const notes = book.schedules.localities.flatMap((locality) => {
    const into = byId.get(locality.merged_into ?? "");
    if (locality.to === null || into === undefined) return [];
    const words = { area: book.area(locality), into: book.area(into), to: book.date(locality.to) };
    return [html`<li>${book.say("locality_ended", words)}</li>`];
  });
  return notes.length > 0 && html`<ul class="note">${notes}</ul>`;
}
