import { dollars } from "../../src/common/money.ts";
import type { Amount, MedicareAmounts, Period } from "./amounts.ts";
import { periodsOf } from "./amounts.ts";
import type { CodeText, GuideCode, GuideContent } from "./content.ts";
import { type Content, fill, fillText, type Html, html } from "./html.ts";
import { areaOf } from "./localities.ts";
import type { Locality, Rule, RuleSource, Schedules } from "./schedules.ts";

/** Everything that one page is made of: schedules, facts, words, the engine's amounts, its sources. */
export class Book {
  readonly schedules: Schedules;
  readonly content: GuideContent;
  readonly amounts: MedicareAmounts;
  readonly periods: readonly Period[];
  /** Of the last year, for everyone but qualifying APM participants. */
  readonly latest: Period;
  /** By name, in the order in which the page cites them: a book is of one page. */
  readonly #cited = new Map<string, RuleSource>();
  readonly #dates: Intl.DateTimeFormat;
  readonly #lists: Record<"conjunction" | "disjunction", Intl.ListFormat>;

  /** The folder of the guide in this language; empty where the site's place is not known. */
  readonly #folder: string;

  constructor(
    schedules: Schedules,
    content: GuideContent,
    amounts: MedicareAmounts,
    siteUrl: string,
  ) {
    this.#folder = siteUrl && `${siteUrl}${content.lang === "en" ? "" : `${content.lang}/`}codes/`;
    this.schedules = schedules;
    this.content = content;
    this.amounts = amounts;
    this.periods = schedules.years.flatMap(periodsOf);
    const latest = this.periods.filter(({ qualifyingApm }) => !qualifyingApm).at(-1);
    if (latest === undefined) throw new Error("no Medicare year is held");
    this.latest = latest;
    this.#dates = new Intl.DateTimeFormat(content.locale, { dateStyle: "long", timeZone: "UTC" });
    const list = (type: Intl.ListFormatType) => new Intl.ListFormat(content.locale, { type });
    this.#lists = { conjunction: list("conjunction"), disjunction: list("disjunction") };
  }

  /** Words of the template, with what stands in braces filled in. */
  say(name: string, values: Record<string, Content> = {}): Html {
    return fill(this.word(name), values);
  }

  sayText(name: string, values: Record<string, string | number> = {}): string {
    return fillText(this.word(name), values);
  }

  word(name: string): string {
    return known(this.content.words.text[name], `words for "${name}"`);
  }

  textOf(code: string): CodeText {
    return known(this.content.texts.get(code), `a text for ${code}`);
  }

  hasPage(code: string): boolean {
    return this.content.texts.has(code);
  }

  date(day: string): string {
    return this.#dates.format(new Date(`${day}T00:00:00Z`));
  }

  /** "March 9 – December 31, 2024". */
  days(from: string, to: string): string {
    const [first, last] = [from, to].map((day) => new Date(`${day}T00:00:00Z`));
    return this.#dates.formatRange(known(first, from), known(last, to));
  }

  time(day: string): Html {
    return html`<time datetime="${day}">${this.date(day)}</time>`;
  }

  list(words: readonly string[], type: "conjunction" | "disjunction" = "conjunction"): string {
    return this.#lists[type].format(words);
  }

  /** "90834" as a link where the guide has a page of it. */
  link(code: string, label: Content = code): Content {
    return this.hasPage(code) ? html`<a href="${code}.html">${label}</a>` : label;
  }

  links(codes: readonly string[]): Content {
    const parts = this.#lists.conjunction.formatToParts(codes);
    return parts.map(({ type, value }) => (type === "element" ? this.link(value) : value));
  }

  money(amount: Amount): Content {
    return amount === null ? html`<span class="none">–</span>` : dollars(amount);
  }

  /** Amounts of Medicare that a text may name: {national}, {facility}, {national:90785}, {year}. */
  figures(code: string): Record<string, string | number> {
    const figures: Record<string, string | number> = { code, year: this.latest.year };
    const put = (name: string, amount: Amount) => {
      if (amount !== null) figures[name] = dollars(amount);
    };
    put("national", this.amounts.national(code, this.latest, "nonfacility"));
    put("facility", this.amounts.national(code, this.latest, "facility"));
    for (const { code: each, unpaid } of this.content.facts.codes) {
      if (unpaid === undefined) {
        put(`national:${each}`, this.amounts.national(each, this.latest, "nonfacility"));
      }
    }
    return figures;
  }

  rule(id: string): Rule {
    return known(this.schedules.rules.get(id), `a rule "${id}"`);
  }

  /** The sources behind a key of web/guide/codes.json, or behind a rule. */
  sources(keys: readonly string[]): RuleSource[] {
    const found = keys.flatMap((key) => {
      const [, rule] = /^rule:(.+)$/.exec(key) ?? [];
      if (rule !== undefined) return this.rule(rule).sources;
      const [, year] = /^medicare:(\d{4})$/.exec(key) ?? [];
      if (year !== undefined) return this.yearSource(Number(year));
      return known(this.content.facts.sources[key], `a source "${key}"`);
    });
    return distinct(found);
  }

  yearSource(year: number): RuleSource {
    const held = this.schedules.years.find(({ from }) => from.startsWith(`${year}-`));
    const { from, sources } = known(held, `Medicare's year ${year}`);
    const [sentence = ""] = sources.relative_values.split(/[,.;] (?=taken|The )/);
    return { title: sentence, from };
  }

  source({ title, url, from }: RuleSource): Content {
    const name = this.content.words.sources?.[title] ?? this.inEnglish(title);
    const words = url === undefined ? name : html`<a href="${url}">${name}</a>`;
    return from === undefined ? words : html`${words} (${this.date(from)})`;
  }

  /** A title as it is printed, told to be English where the page is not. */
  inEnglish(words: string): Content {
    return this.content.lang === "en" ? words : html`<span lang="en">${words}</span>`;
  }

  /** "Sources 3, 7" under a statement: numbers in the list at the end of the page. */
  sourceLine(keys: readonly string[]): Content {
    const sources = this.sources(keys);
    return sources.length > 0 && html`<p class="source">${this.cite(sources)}</p>`;
  }

  cite(sources: readonly RuleSource[]): Html {
    const links = distinct(sources).map((source, at) => {
      const number = this.#numberOf(source);
      return [at > 0 && ", ", html`<a href="#source-${number}">${number}</a>`];
    });
    return this.say(links.length === 1 ? "source_of" : "sources_of", { sources: links });
  }

  /** What has been cited so far, in the order of its numbers. */
  get cited(): readonly RuleSource[] {
    return [...this.#cited.values()];
  }

  #numberOf(source: RuleSource): number {
    const key = nameOf(source);
    if (!this.#cited.has(key)) this.#cited.set(key, source);
    return [...this.#cited.keys()].indexOf(key) + 1;
  }

  /** Of a file beside this page: whole where the site's place is known, else as a link has it. */
  address(file: string): string {
    return this.#folder ? new URL(file, this.#folder).href : file;
  }

  area(locality: Locality): string {
    const name = areaOf(locality);
    return this.content.words.areas?.[name] ?? name;
  }

  /** A name of fee_schedules/ in the language of the page. */
  named(name: string): string {
    return this.content.names[name] ?? name;
  }

  payer(id: string): string {
    return this.named(known(this.schedules.payers.get(id), `a payer "${id}"`).name);
  }

  /** Whom a rule speaks of: payers by name, or all of a program. */
  scope({ applies_to: { payers, programs } = {} }: Rule): string {
    if (payers !== undefined) return this.list(payers.map((id) => this.payer(id)));
    if (programs === undefined) return this.word("every_payer");
    return this.list(programs.map((id) => known(this.content.words.programs[id], id)));
  }

  isPriced({ unpaid }: GuideCode): boolean {
    return unpaid === undefined;
  }
}

export function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the guide has no ${what}`);
  return value;
}

const nameOf = ({ title, url = "" }: RuleSource) => `${title} ${url}`;

export function distinct(sources: readonly RuleSource[]): RuleSource[] {
  return [...new Map(sources.map((source) => [nameOf(source), source])).values()];
}
