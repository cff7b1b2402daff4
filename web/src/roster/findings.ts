import { html, nothing, svg } from "lit";
import { dollars } from "../common/money.ts";
import type { Reference } from "../common/reference.ts";
import type { Finding, FindingSource } from "../generated/contract.ts";

export type Severity = Finding["severity"];

const SEVERITIES: Record<Severity, string> = {
  denial: "Denial risk",
  warning: "Warning",
  note: "Note",
};

const SHAPES: Record<Severity, ReturnType<typeof svg>> = {
  denial: svg`<path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z"/><path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"/>`,
  warning: svg`<path d="M8 1.8 15 14H1z"/><path d="M8 6.2v3.6m0 1.9v.3"/>`,
  note: svg`<circle cx="8" cy="8" r="6.5"/><path d="M8 7.2v4m0-6.7v.3"/>`,
};

/** Severity as a shape and a word; colour only repeats them. */
export function severityMark(severity: Severity) {
  return html`<span class="severity ${severity}">
    <svg viewBox="0 0 16 16" aria-hidden="true">${SHAPES[severity]}</svg>${SEVERITIES[severity]}
  </span>`;
}

const TAGS: Partial<Record<Finding["basis"], string>> = {
  inferred: "Inferred",
  disputed: "Sources disagree",
};

/** Said at once of whatever no document says outright. */
export function basisTag({ basis }: Finding) {
  const words = TAGS[basis];
  return words ? html`<span class="basis">${words}</span>` : nothing;
}

const BASES: Record<Finding["basis"], string> = {
  published: "Published.",
  inferred: "Inferred: the sources lead to it, but none says it outright.",
  disputed: "Sources disagree: not all of them say so.",
};

/** Why a finding is made: the code to expect, how sure it is, and who says so. */
export function whyOf(finding: Finding, reference: Reference | undefined) {
  const { group, carc, rarc = [], basis, sources } = finding;
  const code = [...(group && carc ? [`${group}-${carc}`] : []), ...rarc].join(", ");
  const reason = carc && reference?.reasons.get(carc);
  return html`<dl class="why">
    ${
      code &&
      html`<div>
        <dt>Denial code, as we read it</dt>
        <dd><span class="code">${code}</span>${reason && html`: ${reason}`}</dd>
      </div>`
    }
    <div>
      <dt>How sure</dt>
      <dd>${BASES[basis]}</dd>
    </div>
    ${
      sources.length > 0
        ? html`<div>
          <dt>${sources.length === 1 ? "Source" : "Sources"}</dt>
          ${sources.map((source) => html`<dd class="said-by">${sourceName(source)}</dd>`)}
        </div>`
        : nothing
    }
  </dl>`;
}

function sourceName({ title, url, from }: FindingSource) {
  const since = from ? ` (from ${from})` : "";
  if (!url || !/^https?:\/\//.test(url)) return `${title}${since}`;
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${title}</a>${since}`;
}

/** What a finding puts at risk of one claim, or what mending it would add. */
export function worthOf({ at_risk_cents, gain_cents, other_line_cents }: Finding) {
  const parts: [string, number | undefined][] = [
    ["At risk", at_risk_cents],
    ["Would add", gain_cents],
    [OTHER_LINE, other_line_cents],
  ];
  return parts.map(([words, cents]) =>
    cents ? html`<span>${words} <strong>${dollars(cents)}</strong></span>` : nothing,
  );
}

/** Of a code that the session's claims do not have. */
export const OTHER_LINE = "Other line that day";
