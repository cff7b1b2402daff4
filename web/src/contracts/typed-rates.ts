import { say, t } from "../common/i18n.ts";
import type { Problem } from "../common/problems.ts";
import { Misread, readDollars } from "./cells.ts";
import type { TypedRates } from "./contracts-view.ts";
import type { ContractRow } from "./read-rows.ts";

const PERCENT = /^(\d{1,5})(\.\d{1,2})?\s*%?$/;

/** The rows that typed rates come to, or what is wrong with them. */
export function rowsOfRates({ percent, year, locality, flat }: TypedRates): {
  rows: ContractRow[];
  problems: Problem[];
} {
  const rows: ContractRow[] = [];
  const problems: Problem[] = [];
  const [, whole, fraction = ""] = PERCENT.exec(percent.trim()) ?? [];
  if (whole !== undefined) {
    rows.push({
      code: "*",
      percent_of_medicare: {
        percent: whole + fraction,
        ...(year && { year: Number(year) }),
        locality,
      },
    });
  } else if (percent.trim() !== "") {
    problems.push({ field: "percent", message: t("contracts.enter.percent") });
  }
  const amount = readDollars(flat);
  if (amount instanceof Misread) {
    const accepted = say(amount.accepted);
    problems.push({ field: "flat", message: t("contracts.enter.flat", { accepted }) });
  } else if (amount !== undefined) rows.push({ code: "90853", amount });
  if (rows.length === 0 && problems.length === 0) {
    problems.push({ field: "percent", message: t("contracts.enter.any_rate") });
  }
  return { rows, problems };
}
