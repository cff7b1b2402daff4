import { html, nothing } from "lit";
import { choiceField, dollarsInput, field, optionsOf, textField } from "../common/field.ts";
import { SELF_PAY } from "../common/names.ts";
import { type Payers, payerName, payerOptions } from "../common/payer-options.ts";
import {
  AUTHORIZATIONS,
  COMPLEXITY_REASONS,
  COVERAGES,
  DELIVERIES,
  DETAIL_NAMES,
  NOTES,
  PATIENT_LOCATIONS,
  SECONDARIES,
} from "./detail-names.ts";
import { isAsked, type MemberDetails, type MemberEntry } from "./form.ts";
import { inWords } from "./payer-tables.ts";
import { namesTold } from "./request.ts";
import { undoNotice } from "./undo.ts";
import type { EstimatorView } from "./view.ts";

type Choices = Record<string, string>;

const CHOICES: Partial<Record<keyof MemberDetails, Choices>> = {
  note: NOTES,
  authorization: AUTHORIZATIONS,
  coverage: COVERAGES,
  delivery: { "": "Not told", ...DELIVERIES },
  patient_location: { "": "Not told", ...PATIENT_LOCATIONS },
  complexity_reason: { "": "None given", ...COMPLEXITY_REASONS },
  secondary: SECONDARIES,
};

/** Who pays what, apart from what the claim is checked by. */
const COSTS: readonly (keyof MemberDetails)[] = [
  "charge_cents",
  "sliding_scale",
  "deductible_remaining_cents",
  "copay_cents",
  "coinsurance_percent",
  "out_of_pocket_remaining_cents",
  "secondary",
];

const HINTS: Partial<Record<keyof MemberDetails, string>> = {
  modifiers: "Such as 95; several with spaces.",
  diagnosis: "ICD-10-CM, such as F33.1.",
  same_day: "Such as 90834-59, 99213-25.",
  coinsurance_percent: "Of what deductible and copay leave.",
  secondary: "Medigap, Medicaid or another.",
};

/** The panel that holds a control, where it is one of a member's. */
export function panelOf(control: string): string | undefined {
  const [name = "", position] = control.split("-");
  return position && name in DETAIL_NAMES ? `details-${position}` : undefined;
}

/** What a member's claim is checked by, besides what its row holds. */
export function memberDetails(view: EstimatorView, index: number) {
  const entry = view.form.members[index];
  if (!entry) return nothing;
  const names = (Object.keys(DETAIL_NAMES) as (keyof MemberDetails)[]).filter((name) =>
    isAsked(name, entry),
  );
  const grid = (each: typeof names) => html`<div class="details-grid">
    ${each.map((name) => detail(view, entry, index, name))}
  </div>`;
  return html`${grid(names.filter((name) => !COSTS.includes(name)))}
    <h4>Who pays what</h4>
    ${grid(names.filter((name) => COSTS.includes(name)))} ${sameForAll(view, entry, index)}`;
}

function detail(view: EstimatorView, entry: MemberEntry, index: number, name: keyof MemberDetails) {
  const value = entry[name];
  const isFee = name === "charge_cents" && entry.payer === SELF_PAY;
  const plain = { id: `${name}-${index}`, label: isFee ? "Fee" : DETAIL_NAMES[name], value };
  const hint = HINTS[name];
  if (name === "payer") {
    return choiceField(view, {
      ...plain,
      options: payerOptions({ ...view, selected: value }),
      // What another payer's tables offer means nothing to this one.
      onChoose: (payer) => view.changeMember(index, { payer, program: "", sliding_scale: "" }),
    });
  }
  const choices = choicesOf(view, entry, name);
  if (choices) {
    if (choices.length === 0) return nothing;
    return choiceField(view, {
      ...plain,
      ...(hint && { hint }),
      options: optionsOf(choices, value),
      onChoose: (chosen) => view.changeMember(index, { [name]: chosen }),
    });
  }
  if (name.endsWith("_cents")) {
    const onInput = (text: string) => view.changeMember(index, { [name]: text }, plain.id);
    return field(view, { ...plain, control: dollarsInput({ ...plain, onInput }) });
  }
  return textField(view, {
    ...plain,
    ...(hint && { hint }),
    isNumber: name === "units",
    onInput: (text) => view.changeMember(index, { [name]: text }, plain.id),
  });
}

/** What a detail may be; nothing where it is typed. */
function choicesOf(
  { tables }: EstimatorView,
  { payer }: MemberEntry,
  name: keyof MemberDetails,
): (readonly [value: string, words: string])[] | undefined {
  if (name === "program") return tables.get(payer)?.programs ?? [];
  if (name === "sliding_scale") return tables.get(payer)?.steps ?? [];
  const choices = CHOICES[name];
  return choices && Object.entries(choices);
}

/** A diagnosis is a patient's own; the rest is often the same for the whole group. */
function sameForAll(view: EstimatorView, { diagnosis: _, ...entry }: MemberEntry, index: number) {
  const { isComplex: _ticked, place: _place, ...details } = entry;
  const id = `copy-${index}`;
  const copy = () =>
    view.amend((other) => ({ ...other, ...details }), {
      words: `Copied to all ${view.size} members.`,
      where: id,
      backTo: id,
    });
  return html`<div class="finding-foot">
    <button type="button" id=${id} class="quiet" aria-describedby="${id}-hint" @click=${copy}>
      Same for all ${view.size} members
    </button>
    <p class="hint" id="${id}-hint">Copies all of this but the diagnosis.</p>
    ${undoNotice(view, id)}
  </div>`;
}

const SAYS_ENOUGH = new Set<keyof MemberDetails>(["delivery", "patient_location"]);

/** "Texas Medicaid", "Modifiers 95", "Note missing": what is not as usual, for the closed row. */
export function toldOf(entry: MemberEntry, payers: Payers): string[] {
  return namesTold(entry).map((name) => {
    const value = entry[name].trim();
    if (name === "payer") return payerName(payers, value);
    if (name === "program") return inWords(value);
    if (name.endsWith("_cents")) return `${DETAIL_NAMES[name]} $${value.replace("$", "")}`;
    const words = CHOICES[name]?.[value];
    if (words && SAYS_ENOUGH.has(name)) return words;
    return `${DETAIL_NAMES[name]} ${words?.toLowerCase() ?? value}`;
  });
}
