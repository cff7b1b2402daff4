import { html, nothing } from "lit";
import { dollars } from "../common/money.ts";
import type { Claim, Finding } from "../generated/contract.ts";
import { basisTag, severityMark, whyOf, worthOf } from "./findings.ts";
import { fixButton } from "./fix-button.ts";
import { undoNotice } from "./undo.ts";
import type { EstimatorView } from "./view.ts";

/** A rule may find several things in one claim, each in words of its own. */
export function findingId(index: number, claim: Claim, { rule, message }: Finding): string {
  const ofRule = claim.findings.filter((finding) => finding.rule === rule);
  const number = ofRule.findIndex((finding) => finding.message === message);
  return `finding-${index}-${rule}${number > 0 ? `-${number}` : ""}`;
}

/** What was found with one member's claim, each in a line that opens. */
export function memberFindings(view: EstimatorView, claim: Claim, index: number) {
  const where = `findings-${index}`;
  return html`${undoNotice(view, where)} ${claim.findings.length > 1 ? atRisk(claim) : nothing}
    ${
      claim.findings.length > 0
        ? html`<ul class="member-findings" aria-label="Findings of member ${index + 1}">
          ${worstFirst(claim.findings).map((finding) =>
            findingLine(view, finding, { id: findingId(index, claim, finding), index, where }),
          )}
        </ul>`
        : nothing
    }`;
}

const WORST_FIRST = ["denial", "warning", "note"];

function worstFirst(findings: readonly Finding[]): Finding[] {
  return WORST_FIRST.flatMap((severity) => findings.filter((each) => each.severity === severity));
}

/** Several findings may touch the same money, which is counted once. */
function atRisk({ at_risk_cents, denied_cents }: Claim) {
  if (at_risk_cents === 0) return nothing;
  return html`<p class="hint">
    At risk on this claim, all findings together: <strong>${dollars(at_risk_cents)}</strong>; of
    that, what denials would take: <strong>${dollars(denied_cents)}</strong>
  </p>`;
}

interface Standpoint {
  id: string;
  /** Of the member. */
  index: number;
  /** Where the way back from a fix is offered. */
  where: string;
}

function findingLine(view: EstimatorView, finding: Finding, standpoint: Standpoint) {
  const { id } = standpoint;
  const isOpen = view.open.has(id);
  return html`<li>
    <details
      ?open=${isOpen}
      @toggle=${(event: Event) => view.setOpen(id, (event.target as HTMLDetailsElement).open)}
    >
      <summary id=${id}>
        ${severityMark(finding.severity)}
        <span class="said"><span>${finding.message}</span> ${basisTag(finding)}</span>
        <span class="worth">${worthOf(finding)}</span>
      </summary>
      ${isOpen ? findingBody(view, finding, standpoint) : nothing}
    </details>
  </li>`;
}

function findingBody(view: EstimatorView, finding: Finding, { id, index, where }: Standpoint) {
  const findings = [{ value: finding, positions: [index + 1] }];
  const fix = fixButton(view, { id: `fix-${id}`, where, findings, describedBy: `${id}-fix` });
  return html`<div class="finding-body">
    <p id="${id}-fix"><strong>What to do:</strong> ${finding.fix}</p>
    ${
      fix === nothing && finding.severity !== "note" && !view.open.has(`details-${index}`)
        ? html`<button
          type="button"
          class="quiet no-print"
          aria-label="Open details of member ${index + 1}"
          @click=${() => view.goTo(`payer-${index}`)}
        >
          Open details
        </button>`
        : fix
    }
    ${whyOf(finding, view.reference)}
  </div>`;
}
