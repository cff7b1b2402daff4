import { html, nothing } from "lit";
import {
  checkbox,
  choiceField,
  dollarsInput,
  field,
  optionsOf,
  textField,
} from "../common/field.ts";
import { t } from "../common/i18n.ts";
import { SELF_PAY } from "../common/names.ts";
import { payerName } from "../common/payer-options.ts";
import { controlName, isInRow, type Layout } from "./columns.ts";
import { choicesOf, choiceWords, DETAILS, detailName, isChoice, isDetail } from "./detail-names.ts";
import { isAsked, type MemberDetails, type MemberEntry } from "./form.ts";
import { applyToAll } from "./menus.ts";
import { inWords } from "./payer-tables.ts";
import { namesTold } from "./request.ts";
import { undoNotice } from "./undo.ts";
import type { RosterView } from "./view.ts";

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

const HINTED = ["modifiers", "diagnosis", "same_day", "coinsurance_percent", "secondary"] as const;

/** The panel that holds a control, where it is one of a member's and not in its row. */
export function panelOf(control: string, layout: Layout): string | undefined {
  const [name = "", position] = control.split("-");
  const isOfMember = isDetail(name) || name === "isComplex";
  return position && isOfMember && !isInRow(layout, name) ? `details-${position}` : undefined;
}

/** What a member's claim is checked by, besides what its row holds. */
export function memberDetails(view: RosterView, index: number) {
  const entry = view.form.members[index];
  if (!entry) return nothing;
  const names = DETAILS.filter((name) => isAsked(name, entry) && !isInRow(view.layout, name));
  const grid = (each: readonly (keyof MemberDetails)[], first: unknown = nothing) =>
    html`<div class="details-grid">
      ${first} ${each.map((name) => detail(view, entry, index, name))}
    </div>`;
  return html`${grid(
    names.filter((name) => !COSTS.includes(name)),
    isInRow(view.layout, "isComplex") ? nothing : complexity(view, entry, index),
  )}
    <h4>${t("roster.who_pays")}</h4>
    ${grid(names.filter((name) => COSTS.includes(name)))} ${sameForAll(view, index)}`;
}

function complexity(view: RosterView, { isComplex }: MemberEntry, index: number) {
  return checkbox({
    id: `isComplex-${index}`,
    label: controlName("isComplex"),
    isChecked: isComplex,
    onChange: (isTicked) => view.changeMember(index, { isComplex: isTicked }),
  });
}

function detail(view: RosterView, entry: MemberEntry, index: number, name: keyof MemberDetails) {
  const value = entry[name];
  const isFee = name === "charge_cents" && entry.payer === SELF_PAY;
  const label = isFee ? t("roster.detail.fee") : detailName(name);
  const plain = { id: `${name}-${index}`, label, value };
  const hinted = HINTED.find((each) => each === name);
  const hint = hinted && t(`roster.detail.${hinted}.hint`);
  const choices = choicesFor(view, entry, name);
  if (choices) {
    if (choices.length === 0) return nothing;
    return choiceField(view, {
      ...plain,
      ...(hint && { hint }),
      options: optionsOf(choices, value),
      onChoose: (chosen) => view.changeMember(index, { [name]: chosen }),
    });
  }
  const onInput = (text: string) => view.changeMember(index, { [name]: text }, plain.id);
  if (name.endsWith("_cents")) {
    return field(view, { ...plain, control: dollarsInput({ ...plain, onInput }) });
  }
  return textField(view, {
    ...plain,
    ...(hint && { hint }),
    isNumber: name === "units",
    onInput,
  });
}

/** What a detail may be; nothing where it is typed. */
function choicesFor({ tables }: RosterView, { payer }: MemberEntry, name: keyof MemberDetails) {
  if (name === "program") return tables.get(payer)?.programs ?? [];
  if (name === "sliding_scale") return tables.get(payer)?.steps ?? [];
  return isChoice(name) ? choicesOf(name) : undefined;
}

function sameForAll(view: RosterView, index: number) {
  const id = `copy-${index}`;
  return html`<div class="finding-foot">
    <button
      type="button"
      id=${id}
      class="quiet"
      aria-describedby="${id}-hint"
      @click=${() => applyToAll(view, index, id)}
    >
      ${t("roster.action.apply", { count: view.size })}
    </button>
    <p class="hint" id="${id}-hint">${t("roster.action.apply.hint")}</p>
    ${undoNotice(view, id)}
  </div>`;
}

const SAYS_ENOUGH = new Set<keyof MemberDetails>(["delivery", "patient_location"]);

/** "Modifiers 95", "Note missing": what is not as usual, and not seen in the row. */
export function toldOf(view: RosterView, entry: MemberEntry): string[] {
  return namesTold(entry)
    .filter((name) => !isInRow(view.layout, name))
    .map((name) => toldInWords(view, entry, name));
}

function toldInWords(view: RosterView, entry: MemberEntry, name: keyof MemberDetails): string {
  const value = entry[name].trim();
  if (name === "payer") return payerName(view, value);
  if (name === "program") return inWords(value);
  const words = isChoice(name) ? choiceWords(name, value) : undefined;
  if (words && SAYS_ENOUGH.has(name)) return words;
  const said = name.endsWith("_cents") ? `$${value.replace("$", "")}` : value;
  return t("roster.told", { detail: detailName(name), value: words?.toLowerCase() ?? said });
}
