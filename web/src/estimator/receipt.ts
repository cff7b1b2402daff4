import { html, nothing } from "lit";
import type { ChosenBy, Claim, ClaimLine, PricedBy, ReceiptStep } from "../generated/contract.ts";
import { KINDS, rangeInWords } from "./amount-kinds.ts";
import { MEDICARE } from "./form.ts";
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
    ${line.priced_by ? pricedBy(line.priced_by) : nothing}
    ${line.range ? html`<p class="hint">${rangeInWords(line.range)}</p>` : nothing}
    ${line.receipt ? html`<ol class="steps">${line.receipt.map(step)}</ol>` : unpriced(line)}`;
}

const CHOICES: Record<ChosenBy, string> = {
  code: "the code",
  modifier: "a modifier",
  clinician: "who treats",
  place_of_service: "the place of service",
  setting: "the setting",
  telehealth: "telehealth",
  date: "the date",
};

const LIST = new Intl.ListFormat("en-US");

/** Which row priced a line, and what of the line it was chosen by. */
function pricedBy({ schedule, kind, row, who, low_sample, chosen_by }: PricedBy) {
  const chosen = chosen_by.map((each) => CHOICES[each]);
  return html`<p class="hint">
    ${KINDS[kind]}: <strong>${schedule}</strong>${row === undefined ? "" : `, row ${row}`}${who ? `, ${who}` : ""}.
    ${chosen.length > 0 ? `Chosen by ${LIST.format(chosen)}.` : "It holds for any line."}
    ${low_sample ? "It rests on few observations." : nothing}
  </p>`;
}

const ROUNDED: Record<string, string> = { half: "rounded", up: "rounded up", down: "rounded down" };

/** The engine's expression in the signs of a school book. */
function readable(arithmetic: string): string {
  return arithmetic
    .replaceAll("*", "×")
    .replaceAll(" - ", " − ")
    .replace(
      /^round_(half|up|down)\((.+), ([\d.]+)\)$/,
      (_, way: string, amount: string, step: string) => `${amount}, ${ROUNDED[way]} to ${step}`,
    )
    .replace(/^min\(([^,]+), ([^,]+)\)$/, "lesser of $1 and $2");
}

const OUTCOMES = new Set(["payer_pays", "plan_pays", "patient_owes", "secondary_pays"]);

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

/** Where there is a secondary payer, what it pays. */
export function secondaryRow({ secondary_pays_cents: cents }: { secondary_pays_cents?: number }) {
  return cents === undefined ? [] : [["Secondary payer pays", cents] as [string, number]];
}

/** Of Medicare's part only. */
function withheldRow({ payer, sequestration_cents: cents }: Claim): [string, number][] {
  return payer === MEDICARE || cents > 0 ? [["Withheld by sequestration", cents]] : [];
}

function claimTotal(claim: Claim) {
  const rows: [string, number][] = [
    ["Allowed", claim.allowed_cents],
    [`${payerOf([claim])} pays`, claim.payer_pays_cents],
    ...secondaryRow(claim),
    ["Patient owes", claim.patient_owes_cents],
    ...withheldRow(claim),
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
