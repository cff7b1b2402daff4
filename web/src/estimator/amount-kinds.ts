import { html, nothing } from "lit";
import type { BenchmarkRange, SessionTotals, TableKind } from "../generated/contract.ts";
import { dollars } from "./money.ts";

/** What kind of table an amount is from. */
export const KINDS: Record<TableKind, string> = {
  medicare: "Medicare’s own files",
  fee_schedule: "The payer’s fee schedule",
  secondary_source: "Secondary source",
  benchmark: "Benchmark",
  contract: "Your contract",
  self_pay: "Your own fees",
};

const IS_THE_PAYERS = new Set<TableKind>(["medicare", "fee_schedule"]);

/** Said at once of whatever the payer did not print itself. */
export function amountTag(kind: TableKind | undefined) {
  if (!kind || IS_THE_PAYERS.has(kind)) return nothing;
  return html`<span class="basis">${KINDS[kind]}</span>`;
}

export function rangeInWords({ p25_cents, median_cents, p75_cents }: BenchmarkRange): string {
  return `Middle half of what others were paid: ${dollars(p25_cents)} to ${dollars(p75_cents)}, median ${dollars(median_cents)}.`;
}

/** What the session comes to with the quartiles in place of the median. */
export function rangeOfSession({ range }: SessionTotals): string {
  if (!range) return "";
  return `With their quartiles the session comes to ${dollars(range.low_cents)} to ${dollars(range.high_cents)}.`;
}
