import { type Payers, payerName } from "../../common/payer-options.ts";
import type { Claim, ClaimLine, Estimate, Finding } from "../../generated/contract.ts";
import { csvText } from "./csv-text.ts";
import { decimal } from "./decimal.ts";

/** The service and what is added to it; more where a claim has more. */
const FEWEST_LINES = 2;
/** A claim form has room for this many with each line. */
export const MOST_MODIFIERS = 4;

const PER_LINE = [
  "cpt",
  "modifiers",
  "units",
  "charge",
  "expected_allowed",
  "expected_payer",
  "expected_patient",
] as const;

/** The claims as the practice's system takes them: a row for each, each line of it in columns. */
export interface ClaimTable {
  header: string[];
  rows: string[][];
  /** Members with more modifiers than a claim form has room for. */
  crowded: string[];
}

export function claimTable({ service, claims }: Estimate, payers: Payers): ClaimTable {
  const count = Math.max(FEWEST_LINES, ...claims.map(({ lines }) => lines.length));
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  const header = [
    "member",
    "date_of_service",
    "payer",
    "payer_name",
    "place_of_service",
    "diagnosis",
    ...numbers.flatMap((number) => PER_LINE.map((name) => `${name}_${number}`)),
    "findings",
    "worst_finding",
  ];
  const rows = claims.map((claim) => [
    claim.member,
    service.date,
    claim.payer,
    payerName(payers, claim.payer),
    claim.place_of_service,
    claim.diagnosis ?? "",
    ...numbers.flatMap((number) => lineCells(claim.lines[number - 1])),
    String(claim.findings.length),
    worstOf(claim.findings) ?? "",
  ]);
  const crowded = claims.filter(({ lines }) =>
    lines.some(({ modifiers }) => modifiers.length > MOST_MODIFIERS),
  );
  return { header, rows, crowded: crowded.map(({ member }: Claim) => member) };
}

function lineCells(line: ClaimLine | undefined): string[] {
  if (!line) return PER_LINE.map(() => "");
  return [
    line.code,
    line.modifiers.slice(0, MOST_MODIFIERS).join(" "),
    String(line.units),
    decimal(line.charge_cents),
    decimal(line.allowed_cents),
    decimal(line.payer_pays_cents),
    decimal(line.patient_owes_cents),
  ];
}

const WORST_FIRST: readonly Finding["severity"][] = ["denial", "warning", "note"];

export function worstOf(findings: readonly Finding[]): Finding["severity"] | undefined {
  return WORST_FIRST.find((severity) => findings.some((finding) => finding.severity === severity));
}

export function claimCsv({ header, rows }: ClaimTable): string {
  return csvText([header, ...rows]);
}
