import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { clinicianField } from "../common/clinician-field.ts";
import { checkbox, dollarsInput, field, textOf } from "../common/field.ts";
import { t } from "../common/i18n.ts";
import { localityInState, localityName, stateName } from "../common/names.ts";
import { placeOptions } from "../common/place-options.ts";
import { inForce, type Locality } from "../common/reference.ts";
import { zipField } from "../common/zip-field.ts";
import type { Estimate } from "../generated/contract.ts";
import { FEWEST_MEMBERS, MOST_MEMBERS } from "./form.ts";
import { groupOptions, groupText } from "./group-options.ts";
import type { RosterView } from "./view.ts";

/** The controls that describe the session as a whole. */
export function sessionForm(view: RosterView) {
  return html`<form
    class="card session"
    novalidate
    aria-labelledby="session-title"
    @submit=${(event: Event) => event.preventDefault()}
  >
    <h2 id="session-title">${t("roster.session.title")}</h2>
    <div class="strip">
      ${zipField(view)} ${dateField(view)} ${localityField(view)} ${clinicianField(view, t("roster.session.clinician"))}
      ${placeField(view)} ${sizeField(view)} ${groupText(view, "minutes")}
    </div>
    ${splitZipChoice(view)} ${participationField(view)} ${moreOptions(view)}
  </form>`;
}

function dateField(view: RosterView) {
  const { form, reference } = view;
  return field(view, {
    id: "date",
    label: t("roster.session.date"),
    control: ({ describedBy, isInvalid }) => html`<input
      id="date"
      type="date"
      min=${reference?.firstDay ?? nothing}
      max=${reference?.lastDay ?? nothing}
      .value=${form.date}
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @input=${(event: Event) => view.change({ date: textOf(event) }, "date")}
    />`,
  });
}

function splitZipChoice(view: RosterView) {
  const { form, splitZip, reference } = view;
  if (!splitZip || splitZip.zip !== form.zip) return nothing;
  const [usual] = splitZip.localities;
  const chosen = form.locality || usual?.locality;
  const counties = (id: string) => reference?.localities.find((each) => each.id === id)?.counties;
  return html`<fieldset class="choices">
    <legend>${t("roster.split.title", { zip: splitZip.zip })}</legend>
    <p class="hint">${t("roster.split.hint")}</p>
    ${splitZip.localities.map(
      ({ locality, name, state }) => html`<div class="check">
        <input
          type="radio"
          name="split"
          id="split-${locality}"
          .checked=${locality === chosen}
          aria-describedby="split-${locality}-hint"
          @change=${() => view.change({ locality })}
        />
        <label for="split-${locality}">${localityInState(name, state)}</label>
        <p class="hint" id="split-${locality}-hint">
          ${t(locality === usual?.locality ? "roster.split.usual" : "roster.split.other", {
            locality,
            counties: localityName(counties(locality) ?? t("common.not_known")),
          })}
        </p>
      </div>`,
    )}
  </fieldset>`;
}

function localityField(view: RosterView) {
  const { form, reference, splitZip, estimate, standing, layout } = view;
  const option = ({ id, name }: Locality) =>
    html`<option value=${id} .selected=${id === form.locality}>
      ${localityName(name)} (${id})
    </option>`;
  const statesWithLocalities = () => {
    const localities = (reference?.localities ?? []).filter((locality) =>
      inForce([locality], form.date),
    );
    const states = Map.groupBy(localities, (locality) => stateName(locality.state));
    const names = [...states.keys()].sort();
    return names.map(
      (name) => html`<optgroup label=${name}>${states.get(name)?.map(option)}</optgroup>`,
    );
  };
  const choose = (event: Event) => {
    const locality = textOf(event);
    const isOfSplitZip = splitZip?.zip === form.zip;
    view.change(isOfSplitZip || !locality ? { locality } : { locality, zip: "" });
  };
  return field(view, {
    id: "locality",
    label: t("roster.session.locality"),
    // In a strip it stands right below, in the headline.
    ...(estimate &&
      standing === "current" &&
      layout === "cards" && { answer: pricedLocality(estimate) }),
    control: ({ describedBy, isInvalid }) => html`<select
      id="locality"
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @change=${choose}
    >
      <option value="" .selected=${form.locality === ""}>${t("roster.session.locality.from_zip")}</option>
      ${guard([reference, form.date, form.locality], statesWithLocalities)}
    </select>`,
  });
}

function pricedLocality({ locality, locality_name, state }: Estimate) {
  return html`${localityInState(locality_name, state)} <span class="code">${locality}</span>`;
}

function participationField(view: RosterView) {
  const { form, reference } = view;
  const rows = reference?.terms.non_participating ?? [];
  const terms = inForce(
    rows.filter(({ types }) => types.includes(form.clinician)),
    form.date,
  );
  if (!terms) return nothing;
  return checkbox({
    id: "participating",
    label: t("roster.session.participating"),
    hint: t("roster.session.participating.hint", {
      percent: terms.percent,
      limit: terms.limiting_charge_percent,
    }),
    isChecked: form.isParticipating,
    onChange: (isParticipating) => view.change({ isParticipating }),
  });
}

function sizeField(view: RosterView) {
  const { size, typedSize } = view;
  const step = (next: number) => {
    if (next >= FEWEST_MEMBERS && next <= MOST_MEMBERS) view.setSize(String(next));
  };
  const onKey = (event: KeyboardEvent) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (way === undefined || event.ctrlKey) return;
    event.preventDefault();
    step(size + way);
  };
  return field(view, {
    id: "size",
    label: t("roster.session.size"),
    control: ({ describedBy, isInvalid }) => html`<div class="stepper">
      <button
        type="button"
        aria-label=${t("roster.session.size.fewer")}
        aria-disabled=${size <= FEWEST_MEMBERS ? "true" : nothing}
        @click=${() => step(size - 1)}
      >
        −
      </button>
      <input
        id="size"
        inputmode="numeric"
        autocomplete="off"
        maxlength="3"
        .value=${typedSize ?? String(size)}
        aria-describedby=${describedBy}
        aria-invalid=${isInvalid}
        @input=${(event: Event) => view.setSize(textOf(event))}
        @keydown=${onKey}
      />
      <button
        type="button"
        aria-label=${t("roster.session.size.more")}
        aria-disabled=${size >= MOST_MEMBERS ? "true" : nothing}
        @click=${() => step(size + 1)}
      >
        +
      </button>
    </div>`,
  });
}

function placeField(view: RosterView) {
  const { form, reference } = view;
  const others = form.members.filter((member) => member.place).length;
  return field(view, {
    id: "place",
    label: t("roster.session.place"),
    ...(others > 0 && { answer: t("roster.session.place.others", { count: others }) }),
    control: ({ describedBy, isInvalid }) => html`<select
      id="place"
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @change=${(event: Event) => view.change({ place: textOf(event) })}
    >
      ${guard([reference, form.place], () => placeOptions(reference, form.place))}
    </select>`,
  });
}

function moreOptions(view: RosterView) {
  const { form, reference } = view;
  const yearly = inForce(reference?.terms.deductible ?? [], form.date)?.dollars;
  return html`<details class="more">
    <summary>${t("roster.more")}</summary>
    ${view.isFirstShowing ? nothing : groupOptions(view)}
    <div class="pair">
      ${field(view, {
        id: "charge",
        label: t("roster.session.charge"),
        hint: t("roster.session.charge.hint"),
        control: dollarsInput({
          id: "charge",
          value: form.charge,
          onInput: (charge) => view.change({ charge }, "charge"),
        }),
      })}
      ${field(view, {
        id: "deductible",
        label: t("roster.session.deductible"),
        hint: yearly
          ? t("roster.session.deductible.hint", { amount: yearly })
          : t("roster.session.deductible.hint.unknown"),
        control: dollarsInput({
          id: "deductible",
          value: form.deductible,
          onInput: (deductible) => view.change({ deductible }, "deductible"),
        }),
      })}
    </div>
    ${checkbox({
      id: "qualifying-apm",
      label: t("roster.session.apm"),
      hint: t("roster.session.apm.hint"),
      isChecked: form.isQualifyingApm,
      onChange: (isQualifyingApm) => view.change({ isQualifyingApm }),
    })}
    <button type="button" class="quiet" @click=${view.reset}>${t("roster.reset")}</button>
  </details>`;
}
