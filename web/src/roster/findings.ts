import { html, nothing, svg } from "lit";
import { type Key, pieces, t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import { longDate } from "../common/names.ts";
import type { Reference } from "../common/reference.ts";
import type { Finding, FindingSource } from "../generated/contract.ts";

export type Severity = Finding["severity"];

export function severityName(severity: Severity): string {
  return t(`roster.severity.${severity}`);
}

const SHAPES: Record<Severity, ReturnType<typeof svg>> = {
  denial: svg`<path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z"/><path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"/>`,
  warning: svg`<path d="M8 1.8 15 14H1z"/><path d="M8 6.2v3.6m0 1.9v.3"/>`,
  note: svg`<circle cx="8" cy="8" r="6.5"/><path d="M8 7.2v4m0-6.7v.3"/>`,
};

/** The shape alone, where words beside it say what it means. */
export function severityIcon(severity: Severity) {
  return html`<svg class="severity ${severity}" viewBox="0 0 16 16" aria-hidden="true">
    ${SHAPES[severity]}
  </svg>`;
}

/** Severity as a shape and a word; colour only repeats them. */
export function severityMark(severity: Severity) {
  return html`<span class="severity ${severity}">
    <svg viewBox="0 0 16 16" aria-hidden="true">${SHAPES[severity]}</svg>${severityName(severity)}
  </span>`;
}

/** Said at once of whatever no document says outright. */
export function basisTag({ basis }: Finding) {
  if (basis === "published") return nothing;
  return html`<span class="basis">${t(`roster.basis.${basis}`)}</span>`;
}

/** Why a finding is made: the code to expect, how sure it is, and who says so. */
export function whyOf(finding: Finding, reference: Reference | undefined) {
  const { group, carc, rarc = [], basis, sources } = finding;
  const code = [...(group && carc ? [`${group}-${carc}`] : []), ...rarc].join(", ");
  const reason = carc && reference?.reasons.get(carc);
  return html`<dl class="why">
    ${
      code &&
      html`<div>
        <dt>${t("roster.why.code")}</dt>
        <dd><span class="code">${code}</span>${reason && html`: ${reason}`}</dd>
      </div>`
    }
    <div>
      <dt>${t("roster.why.sure")}</dt>
      <dd>${t(`roster.basis.${basis}.said`)}</dd>
    </div>
    ${
      sources.length > 0
        ? html`<div>
          <dt>${t("roster.why.sources", { count: sources.length })}</dt>
          ${sources.map((source) => html`<dd class="said-by">${sourceName(source)}</dd>`)}
        </div>`
        : nothing
    }
  </dl>`;
}

function sourceName({ title, url, from }: FindingSource) {
  const since = from ? ` ${t("roster.why.since", { date: longDate(from) })}` : "";
  if (!url || !/^https?:\/\//.test(url)) return `${title}${since}`;
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${title}</a>${since}`;
}

/** What a finding puts at risk of one claim, or what mending it would add. */
export function worthOf({ at_risk_cents, gain_cents, other_line_cents }: Finding) {
  const parts: [Key, number | undefined][] = [
    ["roster.worth.at_risk", at_risk_cents],
    ["roster.worth.would_add", gain_cents],
    ["roster.worth.other_line", other_line_cents],
  ];
  return parts.map(([key, cents]) =>
    cents ? html`<span>${pieces(key, { amount: amountOf(cents) })}</span>` : nothing,
  );
}

export function amountOf(cents: number) {
  return html`<strong>${dollars(cents)}</strong>`;
}
