import { type Key, t } from "../common/i18n.ts";
import type { Problem } from "../common/problems.ts";
import type { ContractError } from "../generated/contract.ts";
import { RATES } from "./columns.ts";
import {
  type ContractDetails,
  type ContractDocument,
  type ContractTable,
  fileNameOf,
  placeOf,
  SELF_PAY,
  stepsOf,
} from "./contract-table.ts";
import type { Contract } from "./library.ts";
import { MOST_PROBLEMS_LISTED } from "./limits.ts";
import type { Reading } from "./read-rows.ts";

/** What a contract still lacks before it can be taken up. */
export function problemsOfDetails({ name, payer, from, to, scale }: ContractDetails): Problem[] {
  const problems: Problem[] = [];
  if (name.trim() === "") {
    problems.push({ field: "contract-name", message: t("contracts.enter.name") });
  }
  if (payer === "") {
    problems.push({ field: "contract-payer", message: t("contracts.enter.payer") });
  }
  if (from && to && to < from) {
    problems.push({ field: "contract-to", message: t("contracts.enter.last_day") });
  }
  if (payer === SELF_PAY && !stepsOf(scale)) {
    problems.push({ field: "contract-scale", message: t("contracts.enter.scale") });
  }
  return problems;
}

/** Another contract that would price the same claims on the same days. */
export function problemOfOverlap(
  document: ContractDocument,
  contracts: readonly Contract[],
): Problem[] {
  const [table] = document.tables;
  const name = fileNameOf(document);
  const other = contracts
    .filter((contract) => contract.name !== name && contract.errors.length === 0)
    .flatMap((contract) => contract.document.tables)
    .find((each) => table && each.payer === table.payer && overlaps(each, table));
  if (!other) return [];
  const message = t("contracts.overlap", { title: other.title });
  return [{ field: "contract-from", message }];
}

function overlaps(a: ContractTable, b: ContractTable): boolean {
  const isBefore = (to: string | null | undefined, from: string | null | undefined) =>
    Boolean(to && from && to < from);
  return !isBefore(a.to, b.from) && !isBefore(b.to, a.from);
}

/** What keeps a sheet from being a contract. */
export function problemsOfSheet(
  { layout, rows, problemCount }: Reading,
  isLeavingOut: boolean,
): Problem[] {
  const { roles } = layout;
  if (!roles.includes("code")) {
    return [{ field: "role-0", message: t("contracts.enter.code_column") }];
  }
  if (!RATES.some((rate) => roles.includes(rate))) {
    return [{ field: "role-0", message: t("contracts.enter.rate_column") }];
  }
  if (problemCount > 0 && !isLeavingOut) {
    const message = t("contracts.enter.mended", { count: problemCount });
    return [{ field: "row-problems", message }];
  }
  if (rows.length > 0) return [];
  return [{ field: "role-0", message: t("contracts.no_priced_row") }];
}

const FIELDS: Record<string, string> = {
  title: "contract-name",
  id: "contract-name",
  name: "contract-name",
  payer: "contract-payer",
  rules_of: "contract-payer",
  from: "contract-from",
  to: "contract-to",
  amount: "flat",
  percent_of_medicare: "percent",
};

/** What the engine says of a contract, at the control or by the row of the sheet that can mend it. */
export function problemsOfEngine(
  errors: readonly ContractError[],
  document: ContractDocument,
  isTyped: boolean,
): Problem[] {
  const problems = errors.slice(0, MOST_PROBLEMS_LISTED).map((error) => {
    const { row, position, field } = placeOf(error, document);
    const message = error.message.replace(`${fileNameOf(document)}: `, "");
    const at = (key: Key, place: number): Problem => ({
      field: "",
      message: t(key, { place: String(place), problem: message }),
    });
    if (row !== undefined) return at("contracts.at_row", row);
    if (position !== undefined && !isTyped) return at("contracts.at_rate", position + 1);
    return { field: FIELDS[field] ?? "", message };
  });
  const rest = errors.length - problems.length;
  if (rest > 0) problems.push({ field: "", message: t("contracts.more", { count: rest }) });
  return problems;
}

export function addedInWords(document: ContractDocument, rows: number): string {
  const [table] = document.tables;
  return t("contracts.added", { title: table?.title ?? "", count: rows });
}
