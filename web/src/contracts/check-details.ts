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
import { rowsInWords } from "./sheet-step.ts";

/** What a contract still lacks before it can be taken up. */
export function problemsOfDetails({ name, payer, from, to, scale }: ContractDetails): Problem[] {
  const problems: Problem[] = [];
  if (name.trim() === "") {
    problems.push({
      field: "contract-name",
      message: "Name the contract, such as Blue Plan 2026.",
    });
  }
  if (payer === "") {
    problems.push({
      field: "contract-payer",
      message: "Choose the payer that the contract stands for.",
    });
  }
  if (from && to && to < from) {
    problems.push({ field: "contract-to", message: "The last day in force is before the first." });
  }
  if (payer === SELF_PAY && !stepsOf(scale)) {
    problems.push({
      field: "contract-scale",
      message: "Enter each step with its percent of the fee, such as A 75, B 50.",
    });
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
  return [
    {
      field: "contract-from",
      message: `${other.title} prices the same payer on the same days. Give each its own days, or this one the same name to take its place, or list it as a payer of its own.`,
    },
  ];
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
    return [{ field: "role-0", message: "Say which column holds the procedure code." }];
  }
  if (!RATES.some((rate) => roles.includes(rate))) {
    return [{ field: "role-0", message: "Say which column holds the rate." }];
  }
  if (problemCount > 0 && !isLeavingOut) {
    const have =
      problemCount === 1 ? "1 mistake is" : `${problemCount.toLocaleString("en-US")} mistakes are`;
    return [
      {
        field: "row-problems",
        message: `${have} in the rows. Mend them in the file, or leave those rows out.`,
      },
    ];
  }
  if (rows.length > 0) return [];
  return [
    {
      field: "role-0",
      message: "No row is for a code that is priced here. Is the column of codes the right one?",
    },
  ];
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
    if (row !== undefined) return { field: "", message: `Row ${row}: ${message}` };
    if (position !== undefined && !isTyped) {
      return { field: "", message: `Rate ${position + 1}: ${message}` };
    }
    return { field: FIELDS[field] ?? "", message };
  });
  const rest = errors.length - problems.length;
  if (rest > 0) problems.push({ field: "", message: `And ${rest.toLocaleString("en-US")} more.` });
  return problems;
}

export function addedInWords(document: ContractDocument, rows: number): string {
  const [table] = document.tables;
  return `${table?.title ?? ""}: ${rowsInWords(rows)}.`;
}
