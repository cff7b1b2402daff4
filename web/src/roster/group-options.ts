import { html } from "lit";
import { choiceField, optionsOf, textField } from "../common/field.ts";
import { COMPOSITIONS, GROUP_NAMES } from "./detail-names.ts";
import type { GroupDetails } from "./form.ts";
import type { EstimatorView } from "./view.ts";

/** What the group as a whole is checked by. */
export function groupOptions(view: EstimatorView) {
  return html`<div class="pair">
      ${text(view, "minutes", "How long it was.")} ${text(view, "attendees", `If other than ${view.size}.`)}
    </div>
    <div class="pair">
      ${text(view, "billing_clinicians", "1 if left empty.")} ${filingDate(view)}
    </div>
    ${choiceField(view, {
      id: "composition",
      label: GROUP_NAMES.composition,
      value: view.form.composition,
      options: optionsOf(Object.entries(COMPOSITIONS), view.form.composition),
      onChoose: (chosen) => view.change({ composition: chosen as GroupDetails["composition"] }),
    })}`;
}

function text(
  view: EstimatorView,
  id: "minutes" | "attendees" | "billing_clinicians",
  hint: string,
) {
  return textField(view, {
    id,
    label: GROUP_NAMES[id],
    hint,
    isNumber: true,
    value: view.form[id],
    onInput: (typed) => view.change({ [id]: typed }, id),
  });
}

function filingDate(view: EstimatorView) {
  return textField(view, {
    id: "filing_date",
    label: GROUP_NAMES.filing_date,
    hint: "When it is sent.",
    type: "date",
    value: view.form.filing_date,
    onInput: (day) => view.change({ filing_date: day }, "filing_date"),
  });
}
