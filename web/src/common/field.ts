import { html, nothing, type TemplateResult } from "lit";
import { t } from "./i18n.ts";
import { type Problems, problemAt } from "./problems.ts";

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
export function field(view: Problems, { id, label, isInline, hint, answer, control }: Field) {
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

export function problemText(view: Problems, id: string) {
  const problem = problemAt(view, id);
  return problem
    ? html`<p class="problem" id="${id}-problem">
        <span class="visually-hidden">${t("common.error")} </span>${problem.message}
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

/** What a control may be set to: the value, and the words for it. */
export type Options = Iterable<readonly [value: string, words: string]>;

export function optionsOf(options: Options, selected: string) {
  return [...options].map(
    ([value, words]) =>
      html`<option value=${value} .selected=${value === selected}>${words}</option>`,
  );
}

interface Plain {
  id: string;
  label: Part;
  hint?: Part;
  answer?: Part;
  value: string;
}

interface Choice extends Plain {
  options: Part | Part[];
  onChoose: (value: string) => void;
}

export function choiceField(view: Problems, { options, onChoose, ...plain }: Choice) {
  return field(view, {
    ...plain,
    control: ({ describedBy, isInvalid }) => html`<select
      id=${plain.id}
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @change=${(event: Event) => onChoose(textOf(event))}
    >
      ${options}
    </select>`,
  });
}

interface Text extends Plain {
  type?: "text" | "date";
  isNumber?: boolean;
  onInput: (text: string) => void;
}

export function textField(view: Problems, { type, isNumber, onInput, ...plain }: Text) {
  return field(view, {
    ...plain,
    control: ({ describedBy, isInvalid }) => html`<input
      id=${plain.id}
      type=${type ?? "text"}
      inputmode=${isNumber ? "numeric" : nothing}
      autocomplete="off"
      autocapitalize="characters"
      spellcheck="false"
      .value=${plain.value}
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @input=${(event: Event) => onInput(textOf(event))}
    />`,
  });
}
