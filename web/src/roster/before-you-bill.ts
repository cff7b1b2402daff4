import { html, nothing } from "lit";
import { dollars } from "../common/money.ts";
import { membersInWords } from "../common/names.ts";
import type { Estimate, Finding, Fix } from "../generated/contract.ts";
import { type Alike, type Concern, concernsOf } from "./alike.ts";
import { basisTag, OTHER_LINE, severityMark, whyOf } from "./findings.ts";
import { fixButton } from "./fix-button.ts";
import { findingId } from "./member-findings.ts";
import { undoNotice } from "./undo.ts";
import type { EstimatorView } from "./view.ts";

const SUMMARY = "summary";

/** What stands in the way of being paid, best fix first, and what each is worth. */
export function beforeYouBill(view: EstimatorView, estimate: Estimate) {
  const concerns = concernsOf(estimate);
  return html`<section class="card" aria-labelledby="findings-title">
    <h3 id="findings-title">Before you bill</h3>
    ${undoNotice(view, SUMMARY)}
    ${
      concerns.length === 0
        ? html`<p class="hint">
          Nothing stands out in what is told so far. Payer, modifiers, note, authorization and more
          are checked once they stand under a member's Details, in the list of members.
        </p>`
        : [
            stakes(estimate),
            html`<ol class="findings">
              ${concerns.map((concern) => entry(view, estimate, concern))}
            </ol>`,
          ]
    }
  </section>`;
}

function stakes({ session }: Estimate) {
  const { at_risk_cents: atRisk, other_lines_at_risk_cents: otherLines } = session;
  const ofTheseClaims: [string, number][] = [
    ["Money at risk", atRisk],
    ["Of that, what denials would take", session.denied_cents],
    ["Expected if nothing is fixed", session.expected_if_unfixed_cents],
  ];
  const besides: [string, number][] = [["Besides: other lines that day, at risk", otherLines]];
  const rows = [...(atRisk > 0 ? ofTheseClaims : []), ...(otherLines > 0 ? besides : [])];
  if (rows.length === 0) return nothing;
  return html`<dl class="amounts stakes">
      ${rows.map(
        ([name, cents]) => html`<div>
          <dt>${name}</dt>
          <dd class="money">${dollars(cents)}</dd>
        </div>`,
      )}
    </dl>
    ${
      session.unpriced_members > 0
        ? html`<p class="hint">Claims whose amounts are not known are left out of these.</p>`
        : nothing
    }`;
}

function entry(view: EstimatorView, estimate: Estimate, concern: Concern) {
  const { rule, findings, fix } = concern;
  const [first] = findings;
  if (!first) return nothing;
  const id = `concern-${rule}`;
  const isOneWording = findings.length === 1;
  const whom = (alike: Alike<Finding>) => whomLink(view, estimate, concern, alike);
  return html`<li class="finding">
    <p class="finding-head">
      ${severityMark(first.value.severity)} ${isOneWording ? whom(first) : nothing}
      ${basisTag(first.value)} ${fix ? worth(fix, findings) : nothing}
    </p>
    ${findings.map(
      (alike, index) => html`${isOneWording ? nothing : html`<p>${whom(alike)}</p>`}
        <p class="finding-message">${alike.value.message}</p>
        <p id="${id}-${index}">${alike.value.fix}</p>`,
    )}
    ${
      fix && fix.worth_cents === 0 && fix.at_risk_cents > 0
        ? html`<p class="hint">
          Secured only once what else touches the same money is fixed too.
        </p>`
        : nothing
    }
    <div class="finding-foot">
      ${fixButton(view, { id: `fix-${rule}`, where: SUMMARY, findings, describedBy: `${id}-0` })}
      <details class="print-open">
        <summary>Why, and who says so</summary>
        ${whyOf(first.value, view.reference)}
      </details>
    </div>
  </li>`;
}

/** Whom it concerns, and the way to the first of them. */
function whomLink(
  view: EstimatorView,
  { claims }: Estimate,
  { isOfSession }: Concern,
  { value, positions }: Alike<Finding>,
) {
  const everyone = claims.length;
  const words = () => {
    if (positions.length < everyone) return membersInWords(positions);
    return isOfSession ? "The whole group" : `All ${everyone} members`;
  };
  const [first] = positions;
  if (first === undefined) return html`<span class="whom">The whole group</span>`;
  const claim = claims[first - 1];
  const target = isOfSession || !claim ? `member-${first - 1}` : findingId(first - 1, claim, value);
  const go = (event: Event) => {
    event.preventDefault();
    view.goTo(target);
  };
  return html`<a class="whom" href="#${target}" @click=${go}>${words()}</a>`;
}

function worth({ worth_cents, at_risk_cents }: Fix, findings: readonly Alike<Finding>[]) {
  if (worth_cents > 0) return worthInWords("Worth", worth_cents);
  if (at_risk_cents > 0) return worthInWords("At risk", at_risk_cents);
  const otherLines = findings.filter(({ value }) => value.other_line_cents);
  if (otherLines.length === 0) return html`<span class="worth">Worth not known</span>`;
  return otherLines.map(({ value, positions }) =>
    worthInWords(OTHER_LINE, value.other_line_cents ?? 0, positions.length > 1 ? " each" : ""),
  );
}

function worthInWords(words: string, cents: number, each = "") {
  return html`<span class="worth">${words} <strong>${dollars(cents)}</strong>${each}</span>`;
}
