import { t } from "../common/i18n.ts";
import { detailName } from "./detail-names.ts";
import type { MemberDetails, MemberEntry } from "./form.ts";

/** Cards where there is little room, else a table; where there is much, with all amounts. */
export type Layout = "cards" | "table" | "wide";

/** Of a member, what may stand in its row. */
export type ColumnName =
  | "payer"
  | "place"
  | "modifiers"
  | "isComplex"
  | "charge_cents"
  | "authorization"
  | "coverage"
  | "note"
  | "same_day";

const IN_TABLE: readonly ColumnName[] = [
  "payer",
  "place",
  "modifiers",
  "isComplex",
  "charge_cents",
  "authorization",
  "coverage",
  "note",
  "same_day",
];
const IN_CARD: readonly ColumnName[] = ["payer", "place"];

/** What is set in the row itself; the rest is under Details. */
export function columnsOf(layout: Layout): readonly ColumnName[] {
  return layout === "cards" ? IN_CARD : IN_TABLE;
}

export function isInRow(layout: Layout, name: string): boolean {
  return (columnsOf(layout) as readonly string[]).includes(name);
}

/** What a member's control is called. */
export function controlName(name: ColumnName | keyof MemberDetails): string {
  if (name === "place") return t("roster.column.place.full");
  if (name === "isComplex") return t("roster.column.isComplex.full");
  return detailName(name);
}

/** The same, as short as a column is narrow. */
export function columnName(name: ColumnName): string {
  return t(`roster.column.${name}`);
}

/** A member's own, where a copy of the rest leaves it as it is. */
export function withoutOwn(entry: MemberEntry): Partial<MemberEntry> {
  const { alias: _alias, diagnosis: _diagnosis, ...rest } = entry;
  return rest;
}
