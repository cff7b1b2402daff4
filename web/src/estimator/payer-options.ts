import { html } from "lit";
import { optionsOf } from "./field.ts";
import type { Payer, Reference } from "./reference.ts";

const PROGRAMS: Record<Payer["program"], string> = {
  medicare: "Medicare",
  medicaid: "Medicaid, by state",
  commercial: "Commercial",
  federal: "Federal",
  self_pay: "Self-pay",
};

/** Every payer that rules are held for, by the kind of program. */
export function payerOptions(reference: Reference | undefined, selected: string) {
  const programs = Map.groupBy(reference?.payers ?? [], ({ program }) => program);
  const named = (payers: Payer[]) => payers.map(({ id, name }) => [id, name] as const);
  return Object.entries(PROGRAMS).map(
    ([program, label]) => html`<optgroup label=${label}>
      ${optionsOf(named(programs.get(program as Payer["program"]) ?? []), selected)}
    </optgroup>`,
  );
}

export function payerName(reference: Reference | undefined, id: string): string {
  return reference?.payers.find((payer) => payer.id === id)?.name ?? id;
}
