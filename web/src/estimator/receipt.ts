import { html, nothing } from "lit";
import type { Claim, ClaimLine, ReceiptStep } from "../generated/contract.ts";
import { dollars, dollarsIfKnown } from "./money.ts";
import { codeName, payerOf } from "./names.ts";

/** The arithmetic behind one claim, line by line, so that it can be redone on paper. */
export function receipt(claim: Claim) {
  return html`<div class="receipt">
    ${claim.lines.map(lineReceipt)}
    ${claim.lines.length > 1 ? claimTotal(claim) : nothing}
  </div>`;
}

function lineReceipt(line: ClaimLine) {
  const modifiers = line.modifiers.length > 0 ? `, modifier ${line.modifiers.join(", ")}` : "";
  const units = line.units > 1 ? `, ${line.units} units` : "";
  return html`<h4><span class="code">${line.code}</span> ${codeName(line.code)}${modifiers}${units}</h4>
    ${line.receipt ? html`<ol class="steps">${line.receipt.map(step)}</ol>` : unpriced(line)}`;
}

/** The engine's expression in the signs of a school book. */
function readable(arithmetic: string): string {
  return arithmetic
    .replaceAll("*", "×")
    .replaceAll(" - ", " − ")
    .replace(/^min\(([^,]+), ([^,]+)\)$/, "lesser of $1 and $2");
}

const OUTCOMES = new Set(["payer_pays", "patient_owes"]);

function step({ kind, step: words, arithmetic, value, source }: ReceiptStep) {
  return html`<li class=${OUTCOMES.has(kind) ? "outcome" : nothing}>
    <span class="step-words">${words.replaceAll(" x ", " × ")}</span>
    <span class="money">${value}</span>
    <span class="arithmetic">${readable(arithmetic)}</span>
    <span class="source">${source}</span>
  </li>`;
}

function unpriced(line: ClaimLine) {
  return html`<p>Allowed amount: ${dollarsIfKnown(line.allowed_cents)}. Nothing prices this line.</p>`;
}

function claimTotal(claim: Claim) {
  const rows: [string, number][] = [
    ["Allowed", claim.allowed_cents],
    [`${payerOf([claim])} pays`, claim.payer_pays_cents],
    ["Patient owes", claim.patient_owes_cents],
    ["Withheld by sequestration", claim.sequestration_cents],
  ];
  return html`<h4>The claim, all lines</h4>
    <dl class="amounts">
      ${rows.map(
        ([name, cents]) => html`<div>
          <dt>${name}</dt>
          <dd class="money">${dollars(cents)}</dd>
        </div>`,
      )}
    </dl>`;
}
