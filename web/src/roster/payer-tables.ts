import type { Engine } from "#engine";
import { t } from "../common/i18n.ts";
import type { Reference } from "../common/reference.ts";
import type { Contract } from "../contracts/library.ts";

interface Table {
  payer: string;
  program?: string;
  default?: boolean;
  sliding_scale?: { step: string; title?: string }[];
}

type Choices = [value: string, words: string][];

/** What a payer's tables offer to choose from. */
export interface PayerTables {
  /** Empty where there is one schedule only. */
  programs: Choices;
  /** Of a sliding scale. */
  steps: Choices;
}

/** Reads the tables of a payer from the files that the engine prices with. */
export async function loadPayerTables(
  engine: Engine,
  { tableFiles }: Reference,
  payer: string,
  contracts: readonly Contract[],
): Promise<PayerTables> {
  const names = tableFiles.filter(({ payers }) => payers.includes(payer)).map(({ name }) => name);
  const files = (await Promise.all(names.map((name) => engine.file(name)))) as {
    tables: Table[];
  }[];
  const own: { tables: Table[] }[] = contracts.map(({ document }) => document);
  const tables = [...files, ...own]
    .flatMap((file) => file.tables)
    .filter((each) => each.payer === payer);
  return { programs: programsOf(tables), steps: stepsOf(tables) };
}

function programsOf(tables: readonly Table[]): Choices {
  const programs = new Map(
    tables.map(({ program = "general", default: isUsual = true }) => [program, isUsual]),
  );
  const isOneOnly = [...programs.values()].every((isUsual) => isUsual) && programs.size < 2;
  if (isOneOnly) return [];
  const usual = [...programs].find(([, isUsual]) => isUsual)?.[0];
  const others = [...programs.keys()].filter((program) => program !== usual);
  return [
    ["", usual ? t("roster.program.usual", { program: inWords(usual) }) : t("roster.program.none")],
    ...others.map((program): [string, string] => [program, inWords(program)]),
  ];
}

function stepsOf(tables: readonly Table[]): Choices {
  const steps = tables.flatMap((table) => table.sliding_scale ?? []);
  if (steps.length === 0) return [];
  return [
    ["", t("roster.full_fee")],
    ...steps.map(({ step, title }): [string, string] => [step, title ?? step]),
  ];
}

/** "Outpatient hospital" of "outpatient-hospital". */
export function inWords(program: string): string {
  const words = program.replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
