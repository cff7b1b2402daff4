import { html, nothing, svg } from "lit";
import type { Finding, FindingSource } from "../generated/contract.ts";
import { dollars } from "./money.ts";

export type Severity = Finding["severity"];

const SEVERITIES: Record<Severity, string> = {
  denial: "Denial risk",
  warning: "Warning",
  note: "Note",
};

const BASES: Record<Finding["basis"], string> = {
  published: "A published rule",
  inferred: "Inferred from published rules",
  disputed: "Sources disagree",
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

/** One finding in full; `concerns` says whom. */
export function findingCard(finding: Finding, concerns: string) {
  const code = [finding.group && finding.carc && `${finding.group}-${finding.carc}`]
    .concat(finding.rarc ?? [])
    .filter(Boolean)
    .join(", ");
  return html`<li class="finding ${finding.severity}">
    <p class="finding-head">
      ${severityMark(finding.severity)} <span class="hint">${concerns}</span>
      ${
        finding.at_risk_cents > 0
          ? html`<span class="hint">At risk: ${dollars(finding.at_risk_cents)}</span>`
          : nothing
      }
    </p>
    <p class="finding-message">${finding.message}</p>
    <p>${finding.fix}</p>
    <p class="hint">
      ${BASES[finding.basis]}${code ? html`. Denial code <span class="code">${code}</span>` : nothing}.
      ${
        finding.sources.length > 0
          ? html`Source: ${finding.sources.map(
              (source, index) => html`${index > 0 ? "; " : nothing}${sourceName(source)}`,
            )}`
          : nothing
      }
    </p>
  </li>`;
}

function sourceName({ title, url, from }: FindingSource) {
  const since = from ? ` (from ${from})` : "";
  if (!url || !/^https?:\/\//.test(url)) return `${title}${since}`;
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${title}</a>${since}`;
}
