import { type Book, known } from "./book.ts";
import type { GuideCode } from "./content.ts";
import { type Content, type Html, html } from "./html.ts";
import type { Rule } from "./schedules.ts";

/** Add-ons, modifiers, same-day rules, groups by payer, what payers want of their own, denials. */
export function rulesSections(book: Book, facts: GuideCode): Content {
  return [
    addOnSection(book, facts),
    sameDaySection(book, facts),
    groupSizeSection(book, facts),
    denialSection(book, facts),
    payerNoteSection(book, facts),
  ];
}

function addOnSection(book: Book, { code, add_ons = [], never_with = [], modifiers }: GuideCode) {
  const held = modifiers.map((id) => {
    const { codes, sources } = known(book.content.facts.modifiers[id], `modifiers "${id}"`);
    const text = known(book.content.words.modifiers[id], `words for the modifiers "${id}"`);
    return html`<div><dt>${book.list(codes)}</dt><dd>${fillCode(text, code)}${book.sourceLine(sources)}</dd></div>
`;
  });
  const added = add_ons.map(({ code: each, sources }) => {
    const text = known(book.content.words.modifiers[`add-on-${each}`], `words for ${each}`);
    return html`<div><dt>${book.link(each)}</dt><dd>${fillCode(text, code)}${book.sourceLine(sources)}</dd></div>
`;
  });
  const never =
    never_with.length > 0 &&
    html`<p>${book.say("never_with", { code, codes: book.links(never_with) })}</p>${book.sourceLine(["rule:90785-blocked"])}`;
  const none = added.length === 0 && html`<p>${book.say("no_add_ons", { code })}</p>`;
  return html`<section>
<h2 id="add-ons">${book.say("add_ons_heading")}</h2>
${none}${never}
${
  added.length + held.length > 0 &&
  html`<dl class="terms">
${added}${held}</dl>`
}
</section>`;
}

const fillCode = (text: string, code: string) => text.replaceAll("{code}", code);

/** Medicare's pairs with 90853; from the page of another code, those that name it. */
function sameDayRules(book: Book, code: string): Rule[] {
  const rules = [...book.schedules.rules.values()].filter(
    ({ kind, applies_to, limit }) =>
      kind === "same_day_pair" &&
      applies_to?.programs?.includes("medicare") &&
      (limit?.codes ?? []).length > 0,
  );
  if (code === "90853") return rules;
  return rules.filter(({ limit }) => limit?.codes?.some((each) => covers(each, code)));
}

function covers(range: string, code: string): boolean {
  const [from = "", to = from] = range.split("-");
  return from <= code && code <= to && from.length === code.length;
}

function sameDaySection(book: Book, { code }: GuideCode): Content {
  const rules = sameDayRules(book, code);
  const heading = html`<h2 id="same-day">${book.say("same_day_heading")}</h2>`;
  if (rules.length === 0) {
    return html`<section>
${heading}
<p>${book.say("same_day_none", { code })}</p>
</section>`;
  }
  const rows = rules.map((rule) => {
    const codes = rule.limit?.codes ?? [];
    const words = known(book.content.words.same_day[rule.id], `same-day words for ${rule.id}`);
    const other = code === "90853" ? codesOf(book, codes) : book.link("90853");
    return html`<tr><th scope="row">${other}</th><td>${words.which}</td><td>${words.helps}</td></tr>
`;
  });
  return html`<section>
${heading}
<p>${book.say(code === "90853" ? "same_day_lede" : "same_day_lede_other", { code })}</p>
<div class="scroll" role="region" aria-labelledby="same-day-caption" tabindex="0">
<table class="words">
<caption id="same-day-caption">${book.say("same_day_caption", { code })}</caption>
<thead><tr><th scope="col">${book.say("column_other_code")}</th><th scope="col">${book.say("column_denied")}</th><th scope="col">${book.say("column_helps")}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>
${book.sourceLine(rules.map(({ id }) => `rule:${id}`))}
</section>`;
}

const codesOf = (book: Book, codes: readonly string[]): Content =>
  codes.map((each, at) => [at > 0 && ", ", book.link(each, each.replace("-", "–"))]);

/** How many may sit in a group, and for how long, payer by payer. */
function groupSizeSection(book: Book, { code, family }: GuideCode): Content {
  const rules = [...book.schedules.rules.values()].filter(
    ({ kind, applies_to }) =>
      (kind === "group_size" || kind === "session_minutes") && applies_to?.codes?.includes(code),
  );
  if (rules.length === 0 || (family !== "group" && family !== "families")) return undefined;
  const rows = rules.map((rule) => {
    const { least, most } = rule.limit ?? {};
    const minutes = rule.kind === "session_minutes";
    const figure = most ?? least ?? "";
    const pattern = minutes ? "least_minutes" : most === undefined ? "least_people" : "most_people";
    const who = rule.applies_to?.macs === undefined ? book.scope(rule) : book.say("scope_ngs");
    return html`<tr><th scope="row">${who}</th><td>${book.say(pattern, { figure })}</td><td>${book.say(`severity_${rule.severity}`)}</td><td>${book.say(`basis_${rule.basis}`)}</td></tr>
`;
  });
  return html`<section>
<h2 id="group-size">${book.say("group_size_heading")}</h2>
<p>${book.say("group_size_lede")}</p>
<div class="scroll" role="region" aria-labelledby="group-size-caption" tabindex="0">
<table class="words">
<caption id="group-size-caption">${book.say("group_size_caption", { code })}</caption>
<thead><tr><th scope="col">${book.say("column_payer")}</th><th scope="col">${book.say("column_limit")}</th><th scope="col">${book.say("column_beyond")}</th><th scope="col">${book.say("column_basis")}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>
${book.sourceLine(rules.map(({ id }) => `rule:${id}`))}
</section>`;
}

/** The rules that are likely to stop a payment: those of the code first, then those of every claim. */
function denialsOf(book: Book, { code, denials }: GuideCode): Rule[] {
  const isPriced = book.content.facts.codes.some(
    (each) => each.code === code && book.isPriced(each),
  );
  const common = isPriced ? book.content.facts.common_denials : [];
  return [...denials, ...common].map((id) => book.rule(id));
}

function denialSection(book: Book, facts: GuideCode): Html {
  const rules = denialsOf(book, facts);
  return html`<section>
<h2 id="denials">${book.say("denials_heading")}</h2>
<p>${book.say("denials_lede")}</p>
<ul class="denials">
${rules.map((rule) => denial(book, rule, facts.code))}</ul>
</section>`;
}

function denial(book: Book, rule: Rule, code: string): Html {
  const words = known(book.content.words.rules[rule.id], `words for the rule ${rule.id}`);
  return html`<li class="${rule.severity}"><h3>${fillCode(words.what, code)}</h3>
${denialCodes(book, rule)}${words.detail !== undefined && html`<p>${fillCode(words.detail, code)}</p>`}
<p>${book.say("fix", { fix: fillCode(words.fix, code) })}</p>
<p class="source">${book.say(`severity_${rule.severity}`)} · ${book.say(`basis_${rule.basis}`)} · ${book.scope(rule)} · ${book.cite(rule.sources)}</p></li>
`;
}

function denialCodes(book: Book, { group, carc, rarc = [] }: Rule): Content {
  if (group === undefined || carc === undefined) return undefined;
  const { schedules } = book;
  const remarks = rarc.map(
    (each) => html`; <b>${each}</b> ${book.named(known(schedules.rarc.get(each), `RARC ${each}`))}`,
  );
  const reason = book.named(known(schedules.carc.get(carc), `CARC ${carc}`));
  return html`<p class="codes"><b>${group}-${carc}</b> ${reason}${remarks}</p>
`;
}

function payerNoteSection(book: Book, { code, payer_notes: ids = [] }: GuideCode): Content {
  if (ids.length === 0) return undefined;
  const items = ids.map((id) => {
    const { payer, sources } = known(book.content.facts.payer_notes[id], `payer note "${id}"`);
    const text = known(book.content.words.payer_notes[id], `words for the payer note "${id}"`);
    return html`<div><dt>${book.payer(payer)}</dt><dd>${fillCode(text, code)}${book.sourceLine(sources)}</dd></div>
`;
  });
  return html`<section>
<h2 id="payers">${book.say("payer_notes_heading")}</h2>
<dl class="terms">
${items}</dl>
</section>`;
}
