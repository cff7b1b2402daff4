import { html, nothing } from "lit";
import { checkedOf, optionsOf, type Ties, textOf } from "../common/field.ts";
import { payerName, payerOptions } from "../common/payer-options.ts";
import { placeName, placeOptions } from "../common/place-options.ts";
import type { ColumnName } from "./columns.ts";
import { choicesOf, choiceWords, isChoice } from "./detail-names.ts";
import type { MemberDetails, MemberEntry } from "./form.ts";
import { lazyOptions } from "./lazy-options.ts";
import type { RosterView } from "./view.ts";

export type ControlName = ColumnName | keyof MemberDetails;

interface MemberControl {
  id: string;
  name: ControlName;
  value: string | boolean;
  /** Where no visible label says it. */
  label?: string;
  ties: Ties;
  isUsual?: boolean;
  placeholder?: string;
  /** `isTyped`: the text may not be complete yet. */
  onChange: (value: string | boolean, isTyped: boolean) => void;
}

/** One control of one member, in its row, its details, or for a whole column. */
export function memberControl(view: RosterView, control: MemberControl) {
  const { name, value } = control;
  const { reference } = view;
  if (typeof value === "boolean") return tick(control, value);
  if (name === "payer") {
    return list(control, value, payerName(view, value), () =>
      payerOptions({ ...view, selected: value }),
    );
  }
  if (name === "place") {
    return list(control, value, placeName(reference, value), () => placeOptions(reference, value));
  }
  if (isChoice(name)) {
    return list(control, value, choiceWords(name, value), () => optionsOf(choicesOf(name), value));
  }
  const input = text(control, value, name);
  return name.endsWith("_cents") ? html`<span class="dollars">${input}</span>` : input;
}

function list(control: MemberControl, value: string, words: string, options: () => unknown) {
  const { id, label, ties, isUsual, onChange } = control;
  return html`<select
    id=${id}
    class=${isUsual ? "usual" : nothing}
    aria-label=${label ?? nothing}
    aria-describedby=${ties.describedBy}
    aria-invalid=${ties.isInvalid}
    @change=${(event: Event) => onChange(textOf(event), false)}
    ${lazyOptions(value, words, options)}
  ></select>`;
}

function tick({ id, label, ties, onChange }: MemberControl, isChecked: boolean) {
  return html`<input
    id=${id}
    type="checkbox"
    aria-label=${label ?? nothing}
    aria-describedby=${ties.describedBy}
    aria-invalid=${ties.isInvalid}
    .checked=${isChecked}
    @change=${(event: Event) => onChange(checkedOf(event), false)}
  />`;
}

function text(control: MemberControl, value: string, name: ControlName) {
  const { id, label, ties, placeholder, onChange } = control;
  const isDollars = name.endsWith("_cents");
  const inputMode = isDollars ? "decimal" : name === "units" ? "numeric" : nothing;
  return html`<input
    id=${id}
    inputmode=${inputMode}
    autocomplete="off"
    autocapitalize="characters"
    spellcheck="false"
    placeholder=${placeholder ?? nothing}
    aria-label=${label ?? nothing}
    aria-describedby=${ties.describedBy}
    aria-invalid=${ties.isInvalid}
    .value=${value}
    @input=${(event: Event) => onChange(textOf(event), true)}
  />`;
}

/** What a member's control shows: a place of its own, or the group's. */
export function shownValue(entry: MemberEntry, name: ControlName, groupPlace: string) {
  return name === "place" ? entry.place || groupPlace : entry[name];
}

/** What choosing `value` changes; what another payer's tables offer means nothing to this one. */
export function changesOf(
  name: ControlName,
  value: string | boolean,
  groupPlace: string,
): Partial<MemberEntry> {
  if (name === "place") return { place: value === groupPlace ? "" : String(value) };
  if (name === "payer") return { payer: String(value), program: "", sliding_scale: "" };
  return { [name]: value };
}
