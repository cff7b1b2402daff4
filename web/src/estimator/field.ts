import { html, nothing, type TemplateResult } from "lit";
import { type EstimatorView, problemAt } from "./view.ts";

type Part = TemplateResult | string | typeof nothing;

/** What a control needs to be tied to its hint and its error. */
export interface Ties {
  describedBy: string | typeof nothing;
  isInvalid: "true" | typeof nothing;
}

interface Field {
  id: string;
  label: Part;
  /** The control stands beside its label. */
  isInline?: boolean;
  hint?: Part;
  /** Said after the control, as its value changes. */
  answer?: Part;
  control: (ties: Ties) => TemplateResult;
}

/** A labelled control with its hint above and the error in the words of the summary. */
export function field(view: EstimatorView, { id, label, isInline, hint, answer, control }: Field) {
  const problem = problemAt(view, id);
  const described = [hint && `${id}-hint`, problem && `${id}-problem`, answer && `${id}-answer`];
  const ties: Ties = {
    describedBy: described.filter(Boolean).join(" ") || nothing,
    isInvalid: problem ? "true" : nothing,
  };
  const classes = ["field", ...(isInline ? ["inline"] : []), ...(problem ? ["has-problem"] : [])];
  return html`<div class=${classes.join(" ")}>
    <label for=${id}>${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${problemText(view, id)}
    ${control(ties)}
    ${answer ? html`<p class="answer" id="${id}-answer">${answer}</p>` : nothing}
  </div>`;
}

export function problemText(view: EstimatorView, id: string) {
  const problem = problemAt(view, id);
  return problem
    ? html`<p class="problem" id="${id}-problem">
        <span class="visually-hidden">Error: </span>${problem.message}
      </p>`
    : nothing;
}

interface Checkbox {
  id: string;
  label: Part;
  hint?: Part;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

export function checkbox({ id, label, hint, isChecked, onChange }: Checkbox) {
  return html`<div class="check">
    <input
      type="checkbox"
      id=${id}
      .checked=${isChecked}
      aria-describedby=${hint ? `${id}-hint` : nothing}
      @change=${(event: Event) => onChange(checkedOf(event))}
    />
    <label for=${id}>${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
  </div>`;
}

interface Dollars {
  id: string;
  value: string;
  onInput: (text: string) => void;
}

export function dollarsInput({ id, value, onInput }: Dollars) {
  return ({ describedBy, isInvalid }: Ties) => html`<span class="dollars">
    <input
      id=${id}
      inputmode="decimal"
      autocomplete="off"
      placeholder="0.00"
      .value=${value}
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @input=${(event: Event) => onInput(textOf(event))}
    />
  </span>`;
}

export function textOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

export function checkedOf(event: Event): boolean {
  return (event.target as HTMLInputElement).checked;
}
