import { html, nothing } from "lit";
import type { Claim, ClaimLine, PricedBy, ReceiptStep } from "../generated/contract.ts";
import { dollarsIfKnown, kindName, rangeInWords } from "./amount-kinds.ts";
import { listed, t } from "./i18n.ts";
import { dollars } from "./money.ts";
import { codeName, MEDICARE, payerOf } from "./names.ts";

/** The arithmetic behind one claim, line by line, so that it can be redone on paper. */
export function receipt(claim: Claim) {
  return html`<div class="receipt">
    ${claim.lines.map(lineReceipt)}
    ${claim.lines.length > 1 ? claimTotal(claim) : nothing}
  </div>`;
}

function lineReceipt(line: ClaimLine) {
  const { code, modifiers, units } = line;
  const words = [
    codeName(code),
    ...(modifiers.length > 0
      ? [t("common.receipt.modifiers", { list: modifiers.join(", ") })]
      : []),
    ...(units > 1 ? [t("common.receipt.units", { count: units })] : []),
  ];
  return html`<h4><span class="code">${code}</span> ${words.join(", ")}</h4>
    ${line.priced_by ? pricedBy(line.priced_by) : nothing}
    ${line.range ? html`<p class="hint">${rangeInWords(line.range)}</p>` : nothing}
    ${line.receipt ? html`<ol class="steps">${line.receipt.map(step)}</ol>` : unpriced(line)}`;
}

/** Which row priced a line, and what of the line it was chosen by. */
function pricedBy({ schedule, kind, row, who, low_sample, chosen_by }: PricedBy) {
  const chosen = chosen_by.map((each) => t(`common.chosen.${each}`));
  const place = [
    ...(row === undefined ? [] : [t("common.receipt.row", { row: String(row) })]),
    ...(who ? [who] : []),
  ];
  const words = [
    chosen.length > 0
      ? t("common.receipt.chosen_by", { list: listed(chosen) })
      : t("common.receipt.any_line"),
    ...(low_sample ? [t("common.receipt.low_sample")] : []),
  ];
  return html`<p class="hint">
    ${kindName(kind)}: <strong>${schedule}</strong>${place.map((each) => `, ${each}`)}.
    ${words.join(" ")}
  </p>`;
}

/** The engine's expression in the signs of a school book. */
export function readable(arithmetic: string): string {
  return arithmetic
    .replaceAll("*", "×")
    .replaceAll(" - ", " − ")
    .replace(
      /^round_(half|up|down)\((.+), ([\d.]+)\)$/,
      (_, way: "half" | "up" | "down", amount: string, step: string) =>
        t(`common.rounded.${way}`, { amount, step }),
    )
    .replace(/^min\(([^,]+), ([^,]+)\)$/, (_, a: string, b: string) =>
      t("common.receipt.lesser", { a, b }),
    );
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
  return html`<p>${t("common.receipt.unpriced", { amount: dollarsIfKnown(line.allowed_cents) })}</p>`;
}

/** Where there is a secondary payer, what it pays. */
export function secondaryRow({ secondary_pays_cents: cents }: { secondary_pays_cents?: number }) {
  return cents === undefined ? [] : [[t("common.secondary_pays"), cents] as [string, number]];
}

/** Of Medicare's part only. */
function withheldRow({ payer, sequestration_cents: cents }: Claim): [string, number][] {
  return payer === MEDICARE || cents > 0 ? [[t("common.withheld"), cents]] : [];
}

function claimTotal(claim: Claim) {
  const rows: [string, number][] = [
    [t("common.allowed"), claim.allowed_cents],
    [t("common.pays", { payer: payerOf([claim]) }), claim.payer_pays_cents],
    ...secondaryRow(claim),
    [t("common.patient_owes"), claim.patient_owes_cents],
    ...withheldRow(claim),
  ];
  return html`<h4>${t("common.receipt.whole_claim")}</h4>
    <dl class="amounts">
      ${rows.map(
        ([name, cents]) => html`<div>
          <dt>${name}</dt>
          <dd class="money">${dollars(cents)}</dd>
        </div>`,
      )}
    </dl>`;
}
