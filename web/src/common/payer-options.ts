import { html } from "lit";
import type { Contract } from "../contracts/library.ts";
import { optionsOf } from "./field.ts";
import { t } from "./i18n.ts";
import { MEDICARE } from "./names.ts";
import type { Payer, Reference } from "./reference.ts";

const PROGRAMS: readonly Payer["program"][] = [
  "medicare",
  "medicaid",
  "commercial",
  "federal",
  "self_pay",
];

/** Where payers and their names are found. */
export interface Payers {
  reference: Reference | undefined;
  contracts?: readonly Contract[];
}

interface Choice extends Payers {
  selected: string;
  /** A contract stands for a payer that others' contracts or schedules do not decide. */
  isOfContract?: boolean;
}

/** Every payer that rules or amounts are held for, by the kind of program. */
export function payerOptions({ selected, isOfContract, ...payers }: Choice) {
  const ofProgram = Map.groupBy(payers.reference?.payers ?? [], ({ program }) => program);
  const own = new Set(contractTables(payers).map(({ payer }) => payer));
  const listed = PROGRAMS.map((program): Group => {
    const ids = (ofProgram.get(program) ?? []).map(({ id }) => id);
    const label = t(`common.program.${program}`);
    return [label, isOfContract ? ids.filter((id) => id !== MEDICARE) : ids];
  });
  const ids = new Set(listed.flatMap(([, each]) => each));
  const more: Group[] = [
    [t("common.payers.benchmarks"), benchmarksOf(payers)],
    [t("common.payers.contracts"), [...own].filter((id) => !ids.has(id))],
    // Of a contract that has been deleted since.
    [
      t("common.payers.gone"),
      [selected].filter((id) => id !== "" && !ids.has(id) && !own.has(id) && !isBenchmark(id)),
    ],
  ];
  const words = (id: string) => {
    const payer = payerName(payers, id);
    return own.has(id) && ids.has(id) ? t("common.payers.by_contract", { payer }) : payer;
  };
  return (isOfContract ? listed : [...listed, ...more])
    .filter(([, each]) => each.length > 0)
    .map(
      ([label, each]) => html`<optgroup label=${label}>
        ${optionsOf(
          each.map((id) => [id, words(id)] as const),
          selected,
        )}
      </optgroup>`,
    );
}

type Group = [label: string, ids: readonly string[]];

const BENCHMARK = /^benchmark-/;
const ANY_STATE = "medicaid";

export function isBenchmark(payer: string): boolean {
  return BENCHMARK.test(payer);
}

function benchmarksOf({ reference }: Payers): string[] {
  return reference?.tableFiles.flatMap(({ payers }) => payers).filter(isBenchmark) ?? [];
}

function contractTables({ contracts }: Payers) {
  return (contracts ?? []).flatMap(({ document, errors }) =>
    errors.length > 0 ? [] : document.tables,
  );
}

/** "Texas Medicaid", "Benchmark: Texas Medicaid", or what a contract's payer is called. */
export function payerName(payers: Payers, id: string): string {
  if (isBenchmark(id)) {
    const of = id.replace(BENCHMARK, "");
    const name = payerName(payers, of);
    // "Medicaid, state not named" is of all states here.
    const payer = of === ANY_STATE ? (name.split(",")[0] ?? name) : name;
    return t("common.payers.benchmark", { payer });
  }
  const listed = payers.reference?.payers.find((payer) => payer.id === id);
  const own = contractTables(payers).find(({ payer }) => payer === id);
  return listed?.name ?? own?.name ?? id;
}
