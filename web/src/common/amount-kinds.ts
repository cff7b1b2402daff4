import { html, nothing } from "lit";
import type { BenchmarkRange, SessionTotals, TableKind } from "../generated/contract.ts";
import { t } from "./i18n.ts";
import { dollars } from "./money.ts";

/** What kind of table an amount is from. */
export function kindName(kind: TableKind): string {
  return t(`common.kind.${kind}`);
}

const IS_THE_PAYERS = new Set<TableKind>(["medicare", "fee_schedule"]);

/** Said at once of whatever the payer did not print itself. */
export function amountTag(kind: TableKind | undefined) {
  if (!kind || IS_THE_PAYERS.has(kind)) return nothing;
  return html`<span class="basis">${kindName(kind)}</span>`;
}

export function rangeInWords({ p25_cents, median_cents, p75_cents }: BenchmarkRange): string {
  return t("common.range.of_line", {
    low: dollars(p25_cents),
    high: dollars(p75_cents),
    median: dollars(median_cents),
  });
}

/** What the session comes to with the quartiles in place of the median. */
export function rangeOfSession({ range }: SessionTotals): string {
  if (!range) return "";
  return t("common.range.of_session", {
    low: dollars(range.low_cents),
    high: dollars(range.high_cents),
  });
}

/** A figure that no table gives is said, not guessed. */
export function dollarsIfKnown(cents: number | null): string {
  return cents === null ? t("common.not_known") : dollars(cents);
}
