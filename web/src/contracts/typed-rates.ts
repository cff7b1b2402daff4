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
    const message = "Enter the percent of Medicare with at most two decimals, such as 110 or 97.5.";
    problems.push({ field: "percent", message });
  }
  const amount = readDollars(flat);
  if (amount instanceof Misread) {
    problems.push({ field: "flat", message: `Enter the rate of 90853 in ${amount.accepted}.` });
  } else if (amount !== undefined) rows.push({ code: "90853", amount });
  if (rows.length === 0 && problems.length === 0) {
    problems.push({
      field: "percent",
      message: "Enter a percent of Medicare, a rate of 90853, or both.",
    });
  }
  return { rows, problems };
}
