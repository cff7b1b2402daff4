import { html, nothing } from "lit";
import { pieces, t } from "../common/i18n.ts";
import type { Claim, Finding } from "../generated/contract.ts";
import { controlName } from "./columns.ts";
import { inSentence } from "./detail-names.ts";
import { fieldOfFinding } from "./field-of-finding.ts";
import { amountOf, basisTag, severityMark, whyOf, worthOf } from "./findings.ts";
import { fixButton } from "./fix-button.ts";
import type { ControlName } from "./member-control.ts";
import { memberInSentence } from "./member-name.ts";
import { undoNotice } from "./undo.ts";
import type { RosterView } from "./view.ts";

/** A rule may find several things in one claim, each in words of its own. */
export function findingId(index: number, claim: Claim, { rule, message }: Finding): string {
  const ofRule = claim.findings.filter((finding) => finding.rule === rule);
  const number = ofRule.findIndex((finding) => finding.message === message);
  return `finding-${index}-${rule}${number > 0 ? `-${number}` : ""}`;
}

/** What was found with one member's claim, each in a line that opens. */
export function memberFindings(view: RosterView, claim: Claim, index: number) {
  const where = `findings-${index}`;
  return html`${undoNotice(view, where)} ${claim.findings.length > 1 ? atRisk(claim) : nothing}
    ${
      claim.findings.length > 0
        ? html`<ul class="member-findings" 
          id=${where}
          tabindex="-1"
          aria-label=${t("roster.findings_of", { member: memberInSentence(view.form, index) })}
        >
          ${worstFirst(claim.findings).map((finding) =>
            findingLine(view, finding, { id: findingId(index, claim, finding), index, where }),
          )}
        </ul>`
        : nothing
    }`;
}

const WORST_FIRST = ["denial", "warning", "note"];

export function worstFirst(findings: readonly Finding[]): Finding[] {
  return WORST_FIRST.flatMap((severity) => findings.filter((each) => each.severity === severity));
}

/** Several findings may touch the same money, which is counted once. */
function atRisk({ at_risk_cents, denied_cents }: Claim) {
  if (at_risk_cents === 0) return nothing;
  return html`<p class="hint">
    ${pieces("roster.at_risk_together", {
      amount: amountOf(at_risk_cents),
      denied: amountOf(denied_cents),
    })}
  </p>`;
}

interface Standpoint {
  id: string;
  /** Of the member. */
  index: number;
  /** Where the way back from a fix is offered. */
  where: string;
}

function findingLine(view: RosterView, finding: Finding, standpoint: Standpoint) {
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

function findingBody(view: RosterView, finding: Finding, { id, index, where }: Standpoint) {
  const findings = [{ value: finding, positions: [index + 1] }];
  const fix = fixButton(view, { id: `fix-${id}`, where, findings, describedBy: `${id}-fix` });
  return html`<div class="finding-body">
    <p id="${id}-fix"><strong>${t("roster.what_to_do")}</strong> ${finding.fix}</p>
    ${fix === nothing && finding.severity !== "note" ? wayToField(view, finding, index) : fix}
    ${whyOf(finding, view.reference)}
  </div>`;
}

/** Where a person must decide, to the control that decides it. */
function wayToField(view: RosterView, finding: Finding, index: number) {
  const field = fieldOfFinding(finding);
  if (!field) return nothing;
  const name = controlName(field as ControlName);
  return html`<button
    type="button"
    class="quiet"
    aria-label=${t("roster.go_to_of", {
      field: inSentence(name),
      member: memberInSentence(view.form, index),
    })}
    @click=${() => view.goTo(`${field}-${index}`)}
  >
    ${t("roster.go_to", { field: inSentence(name) })}
  </button>`;
}
