import type { ContractError } from "../generated/contract.ts";
import type { ContractRow } from "./read-rows.ts";

/** A table of a payer table file, as far as this page writes and shows one. */
export interface ContractTable {
  id: string;
  payer: string;
  name?: string;
  rules_of?: string;
  kind: "contract" | "self_pay";
  title: string;
  from?: string | null;
  to?: string | null;
  lesser_of_charge?: boolean;
  sliding_scale?: Step[];
  source: { title: string };
  rows: ContractRow[];
}

/** What a patient on a step of the sliding scale pays of the fee. */
interface Step {
  step: string;
  title?: string;
  percent: string;
}

/** A payer table file: what the engine loads, what is saved, and what is exported. */
export interface ContractDocument {
  schema: "payer-table/1";
  tables: ContractTable[];
}

/** What a person says of a contract besides its rates. */
export interface ContractDetails {
  name: string;
  /** A payer of the list, whose rules apply. */
  payer: string;
  /** Whether it stands beside the payer in the list, as one of its own. */
  isOwnPayer: boolean;
  from: string;
  to: string;
  isLesserOfCharge: boolean;
  /** Of the practice's own fees: steps and percentages, as typed. */
  scale: string;
}

export const SELF_PAY = "self-pay";

export function documentOf(
  details: ContractDetails,
  rows: ContractRow[],
  source: string,
): ContractDocument {
  const { payer, from, to, isOwnPayer, isLesserOfCharge } = details;
  const isSelfPay = payer === SELF_PAY;
  const scale = isSelfPay ? stepsOf(details.scale) : [];
  const name = details.name.trim();
  const slug = slugOf(name);
  const table: ContractTable = {
    id: `contract-${slug}`,
    ...(isOwnPayer && !isSelfPay ? { payer: `own-${slug}`, name, rules_of: payer } : { payer }),
    kind: isSelfPay ? "self_pay" : "contract",
    title: name,
    ...(from && { from }),
    ...(to && { to }),
    lesser_of_charge: isLesserOfCharge,
    ...(scale && scale.length > 0 && { sliding_scale: scale }),
    source: { title: source },
    rows,
  };
  return { schema: "payer-table/1", tables: [table] };
}

const STEP = /^(\S.{0,30}?)\s*[ :=]\s*(\d{1,3}(?:\.\d{1,2})?)\s*%?$/;

/** Steps of "A 75, B 50"; nothing where one of them is not a name and a percentage. */
export function stepsOf(text: string): Step[] | undefined {
  const steps: Step[] = [];
  for (const part of text.split(/[,;\n]/).map((each) => each.trim())) {
    if (part === "") continue;
    const [, step, percent] = STEP.exec(part) ?? [];
    if (step === undefined || percent === undefined) return undefined;
    steps.push({ step, title: `${step}: ${percent}%`, percent });
  }
  return steps;
}

const LONGEST_SLUG = 48;

/** "blue-plan-2026" of "Blue Plan, 2026". */
export function slugOf(name: string): string {
  const ascii = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return ascii.slice(0, LONGEST_SLUG).replace(/^-+|-+$/g, "") || "contract";
}

/** Under which name the engine and the browser hold it: one of the same title takes its place. */
export function fileNameOf({ tables: [table] }: ContractDocument): string {
  return `contracts/${slugOf(table?.title ?? "")}.json`;
}

export function rowCount({ tables }: ContractDocument): number {
  return tables.reduce((sum, { rows }) => sum + rows.length, 0);
}

/** Where in a document an error is: the field of a table, or a row by its number in the sheet. */
export function placeOf({ path }: ContractError, { tables }: ContractDocument) {
  const [, table = "", index, inRow, field] =
    /^\/tables\/(\d+)(?:\/rows\/(\d+)(?:\/(\w+))?|\/(\w+))?/.exec(path) ?? [];
  if (index === undefined) return { field: field ?? "" };
  const position = Number(index);
  return { position, row: tables[Number(table)]?.rows[position]?.row, field: inRow ?? "" };
}
