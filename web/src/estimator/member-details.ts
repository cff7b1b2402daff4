import { html, nothing } from "lit";
import { choiceField, type Options, optionsOf, textField } from "./field.ts";
import { type MemberDetails, type MemberEntry, USUAL_DETAILS } from "./form.ts";
import {
  AUTHORIZATIONS,
  COMPLEXITY_REASONS,
  COVERAGES,
  DELIVERIES,
  DETAIL_NAMES,
  NOTES,
  PATIENT_LOCATIONS,
} from "./names.ts";
import { payerName, payerOptions } from "./payer-options.ts";
import type { Reference } from "./reference.ts";
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
};

const HINTS: Partial<Record<keyof MemberDetails, string>> = {
  modifiers: "Such as 95; several with spaces.",
  diagnosis: "ICD-10-CM, such as F33.1.",
  same_day: "Such as 90834-59, 99213-25.",
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
  const names = (Object.keys(DETAIL_NAMES) as (keyof MemberDetails)[]).filter(
    (name) => name !== "complexity_reason" || entry.isComplex,
  );
  return html`<div class="details-grid">
      ${names.map((name) => detail(view, entry, index, name))}
    </div>
    ${sameForAll(view, entry, index)}`;
}

function detail(view: EstimatorView, entry: MemberEntry, index: number, name: keyof MemberDetails) {
  const value = entry[name];
  const plain = { id: `${name}-${index}`, label: DETAIL_NAMES[name], value };
  const choices = CHOICES[name];
  if (name === "payer" || choices) {
    const options: Options = Object.entries(choices ?? {});
    return choiceField(view, {
      ...plain,
      options: choices ? optionsOf(options, value) : payerOptions(view.reference, value),
      onChoose: (chosen) => view.changeMember(index, { [name]: chosen }),
    });
  }
  const hint = HINTS[name];
  return textField(view, {
    ...plain,
    ...(hint && { hint }),
    isNumber: name === "units",
    onInput: (text) => view.changeMember(index, { [name]: text }, plain.id),
  });
}

/** A diagnosis is a patient's own; the rest is often the same for the whole group. */
function sameForAll(view: EstimatorView, { diagnosis: _, ...entry }: MemberEntry, index: number) {
  const { isComplex: _ticked, place: _place, deductible: _left, ...details } = entry;
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
export function toldOf(entry: MemberEntry, reference: Reference | undefined): string[] {
  return (Object.keys(USUAL_DETAILS) as (keyof MemberDetails)[])
    .filter((name) => entry[name].trim() !== USUAL_DETAILS[name])
    .filter((name) => name !== "complexity_reason" || entry.isComplex)
    .map((name) => {
      const value = entry[name].trim();
      if (name === "payer") return payerName(reference, value);
      const words = CHOICES[name]?.[value];
      if (words && SAYS_ENOUGH.has(name)) return words;
      return `${DETAIL_NAMES[name]} ${words?.toLowerCase() ?? value}`;
    });
}
