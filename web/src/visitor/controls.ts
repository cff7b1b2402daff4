import { html, nothing } from "lit";
import { clinicianField } from "../common/clinician-field.ts";
import { dollarsInput, field, textOf } from "../common/field.ts";
import { t } from "../common/i18n.ts";
import { localityInState } from "../common/names.ts";
import { isBenchmark, payerName } from "../common/payer-options.ts";
import { zipField } from "../common/zip-field.ts";
import {
  isGroupCode,
  MOST_PATIENTS,
  NATIONAL_MEDICAID,
  PAYER_KINDS,
  type PayerKind,
  patientsOf,
  resized,
  withCount,
} from "./form.ts";
import type { VisitorView } from "./view.ts";

/** What the estimate is made of: few enough to see at once. */
export function controls(view: VisitorView) {
  return html`<form class="card" novalidate @submit=${(event: Event) => event.preventDefault()}>
    <h2>${t(isGroupCode(view.form.code) ? "visitor.your_group" : "visitor.your_session")}</h2>
    ${zip(view)} ${splitZip(view)} ${clinician(view)} ${setting(view)} ${size(view)} ${mix(view)} ${fee(view)} ${sessions(view)}
    <button type="button" class="quiet" @click=${view.reset}>${t("visitor.reset")}</button>
  </form>`;
}

function zip(view: VisitorView) {
  const { estimate, isCurrent } = view;
  if (!estimate || !isCurrent) return zipField(view);
  return zipField(view, localityInState(estimate.locality_name, estimate.state));
}

/** CMS splits few ZIP codes; where this is one, the visitor knows on which side the practice lies. */
function splitZip(view: VisitorView) {
  const { estimate, form } = view;
  const neighbours = estimate?.neighbouring_localities ?? [];
  if (!estimate || estimate.zip !== form.zip || neighbours.length === 0) return nothing;
  const all = [
    { locality: estimate.locality, name: estimate.locality_name, state: estimate.state },
    ...neighbours.filter(({ locality }) => locality !== estimate.locality),
  ];
  return field(view, {
    id: "locality",
    label: t("visitor.split_zip", { zip: form.zip }),
    control: ({ describedBy }) => html`<select
      id="locality"
      aria-describedby=${describedBy}
      @change=${(event: Event) => view.change({ locality: textOf(event) })}
    >
      ${all.map(
        ({ locality, name, state }) => html`<option
          value=${locality}
          .selected=${locality === estimate.locality}
        >
          ${localityInState(name, state)}
        </option>`,
      )}
    </select>`,
  });
}

function setting(view: VisitorView) {
  const choice = (isTelehealth: boolean, words: string) => html`<button
    type="button"
    aria-pressed=${view.form.isTelehealth === isTelehealth}
    @click=${() => view.change({ isTelehealth })}
  >
    ${words}
  </button>`;
  return html`<div class="field" role="group" aria-labelledby="setting">
    <span class="label" id="setting">${t("visitor.setting")}</span>
    <div class="split-buttons">
      ${choice(false, t("visitor.in_person"))} ${choice(true, t("visitor.telehealth"))}
    </div>
  </div>`;
}

function clinician(view: VisitorView) {
  const isGroup = isGroupCode(view.form.code);
  return clinicianField(view, t(isGroup ? "visitor.who_leads" : "visitor.who_treats"));
}

/** Twelve is as many as some payers cover; the slider goes as far as groups usually do. */
const SLIDER_END = 16;

function size(view: VisitorView) {
  const { mix, code } = view.form;
  if (!isGroupCode(code)) return nothing;
  const patients = patientsOf(mix);
  return html`<div class="field size">
    <label for="size">${t("visitor.patients")}</label>
    <output for="size">${patients}</output>
    <input
      id="size"
      type="range"
      min="2"
      max=${Math.max(SLIDER_END, patients)}
      .value=${String(patients)}
      aria-valuetext=${t("visitor.count_patients", { count: patients })}
      @input=${(event: Event) => view.setMix(resized(mix, Number(textOf(event))))}
    />
  </div>`;
}

function mix(view: VisitorView) {
  return html`<fieldset class="mix">
    <legend class="label">${t("visitor.who_pays")}</legend>
    ${PAYER_KINDS.map((kind) => payerRow(view, kind))}
  </fieldset>`;
}

function payerRow(view: VisitorView, kind: PayerKind) {
  const { mix: counts } = view.form;
  const count = counts[kind];
  const name = t(`visitor.payer.${kind}`);
  const more = isGroupCode(view.form.code)
    ? withCount(counts, kind, count + 1)
    : // One patient: another payer takes the place of this one.
      { medicare: 0, medicaid: 0, commercial: 0, self_pay: 0, [kind]: 1 };
  const step = (change: ReturnType<typeof withCount>, sign: string, words: string) => html`<button
    type="button"
    aria-label=${words}
    aria-disabled=${change === undefined ? "true" : nothing}
    @click=${() => view.setMix(change)}
  >
    ${sign}
  </button>`;
  const less = withCount(counts, kind, count - 1);
  return html`<div class="mix-row ${count > 0 ? "is-in" : ""}">
    <span class="mix-name">
      <span class="swatch ${kind}" aria-hidden="true"></span>
      <span>${name} <span class="hint">${tableOf(view, kind)}</span></span>
    </span>
    <span class="stepper" role="group" aria-label=${name}>
      ${step(less, "−", t("visitor.one_fewer", { payer: name }))}
      <output class="count" aria-label=${t("visitor.count_patients", { count })}>${count}</output>
      ${step(count < MOST_PATIENTS ? more : undefined, "+", t("visitor.one_more", { payer: name }))}
    </span>
  </div>`;
}

/** Said only where it is not the payer's own schedule, or of which state it is. */
function tableOf({ payers, reference }: VisitorView, kind: PayerKind) {
  if (kind === "commercial") return t("visitor.benchmark");
  if (kind !== "medicaid" || !payers) return nothing;
  const payer = payers.medicaid;
  if (payer === NATIONAL_MEDICAID) return t("visitor.national_benchmark");
  return isBenchmark(payer) ? t("visitor.benchmark") : payerName({ reference }, payer);
}

function fee(view: VisitorView) {
  const { form } = view;
  if (form.mix.self_pay === 0) return nothing;
  return field(view, {
    id: "fee",
    label: t("visitor.fee"),
    control: dollarsInput({
      id: "fee",
      value: form.fee,
      onInput: (text) => view.change({ fee: text }, "fee"),
    }),
  });
}

function sessions(view: VisitorView) {
  return field(view, {
    id: "sessions",
    label: t("visitor.sessions_per_year"),
    isInline: true,
    hint: t("visitor.sessions_hint"),
    control: ({ describedBy, isInvalid }) => html`<input
      id="sessions"
      class="short"
      inputmode="numeric"
      autocomplete="off"
      maxlength="3"
      .value=${view.form.sessionsPerYear}
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @input=${(event: Event) => view.change({ sessionsPerYear: textOf(event) }, "sessions")}
    />`,
  });
}
