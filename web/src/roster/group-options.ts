import { html } from "lit";
import { choiceField, optionsOf, textField } from "../common/field.ts";
import { t } from "../common/i18n.ts";
import { choicesOf, groupName } from "./detail-names.ts";
import type { GroupDetails } from "./form.ts";
import type { RosterView } from "./view.ts";

/** What the group as a whole is checked by. */
export function groupOptions(view: RosterView) {
  return html`<div class="pair">
      ${groupText(view, "attendees", t("roster.group.attendees.hint", { count: view.size }))}
      ${groupText(view, "billing_clinicians", t("roster.group.billing_clinicians.hint"))}
    </div>
    <div class="pair">${filingDate(view)} ${groupText(view, "code", t("roster.group.code.hint"))}</div>
    ${choiceField(view, {
      id: "composition",
      label: groupName("composition"),
      value: view.form.composition,
      options: optionsOf(choicesOf("composition"), view.form.composition),
      onChoose: (chosen) => view.change({ composition: chosen as GroupDetails["composition"] }),
    })}`;
}

export function groupText(
  view: RosterView,
  id: "minutes" | "attendees" | "billing_clinicians" | "code",
  hint?: string,
) {
  return textField(view, {
    id,
    label: groupName(id),
    ...(hint && { hint }),
    isNumber: id !== "code",
    value: view.form[id],
    onInput: (typed) => view.change({ [id]: typed }, id),
  });
}

function filingDate(view: RosterView) {
  return textField(view, {
    id: "filing_date",
    label: groupName("filing_date"),
    hint: t("roster.group.filing_date.hint"),
    type: "date",
    value: view.form.filing_date,
    onInput: (day) => view.change({ filing_date: day }, "filing_date"),
  });
}
