import { html, nothing } from "lit";
import { checkbox, dollarsInput, field, type Ties, textOf } from "../common/field.ts";
import {
  CLINICIANS,
  clinicianName,
  localityInState,
  localityName,
  stateName,
} from "../common/names.ts";
import { placeOptions } from "../common/place-options.ts";
import { inForce, type Locality } from "../common/reference.ts";
import type { ClinicianType, Estimate } from "../generated/contract.ts";
import { FEWEST_MEMBERS, MOST_MEMBERS, sizeOf } from "./form.ts";
import { groupOptions } from "./group-options.ts";
import { INTERACTIVE_COMPLEXITY } from "./request.ts";
import type { EstimatorView } from "./view.ts";

/** The controls that describe the session. */
export function sessionForm(view: EstimatorView) {
  return html`<form class="card" novalidate @submit=${(event: Event) => event.preventDefault()}>
    <h2>The session</h2>
    <div class="pair">${zipField(view)} ${dateField(view)}</div>
    ${splitZipChoice(view)} ${localityField(view)} ${clinicianField(view)}
    ${participationField(view)} ${sizeField(view)} ${placeField(view)} ${complexityField(view)}
    ${moreOptions(view)}
    <button type="button" class="quiet" @click=${view.reset}>Reset to example</button>
  </form>`;
}

function zipField(view: EstimatorView) {
  return field(view, {
    id: "zip",
    label: "ZIP code",
    control: ({ describedBy, isInvalid }: Ties) => html`<input
      id="zip"
      inputmode="numeric"
      autocomplete="postal-code"
      maxlength="5"
      .value=${view.form.zip}
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @input=${(event: Event) => view.change({ zip: textOf(event), locality: "" }, "zip")}
    />`,
  });
}

function dateField(view: EstimatorView) {
  const { form, reference } = view;
  return field(view, {
    id: "date",
    label: "Date of service",
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

function splitZipChoice(view: EstimatorView) {
  const { form, splitZip, reference } = view;
  if (!splitZip || splitZip.zip !== form.zip) return nothing;
  const [usual] = splitZip.localities;
  const chosen = form.locality || usual?.locality;
  const counties = (id: string) => reference?.localities.find((each) => each.id === id)?.counties;
  return html`<fieldset class="choices">
    <legend>Which locality is ZIP ${splitZip.zip} in?</legend>
    <p class="hint">CMS splits this ZIP code between localities by its last four digits.</p>
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
          ${locality}${locality === usual?.locality ? ", where CMS places most of it" : ""}.
          Counties: ${localityName(counties(locality) ?? "not known")}
        </p>
      </div>`,
    )}
  </fieldset>`;
}

function localityField(view: EstimatorView) {
  const { form, reference, splitZip, estimate, standing } = view;
  const localities = (reference?.localities ?? []).filter((locality) =>
    inForce([locality], form.date),
  );
  const states = Map.groupBy(localities, (locality) => stateName(locality.state));
  const names = [...states.keys()].sort();
  const option = ({ id, name }: Locality) =>
    html`<option value=${id} .selected=${id === form.locality}>
      ${localityName(name)} (${id})
    </option>`;
  const choose = (event: Event) => {
    const locality = textOf(event);
    const isOfSplitZip = splitZip?.zip === form.zip;
    view.change(isOfSplitZip || !locality ? { locality } : { locality, zip: "" });
  };
  return field(view, {
    id: "locality",
    label: "Medicare locality",
    ...(estimate && standing === "current" && { answer: pricedLocality(estimate) }),
    control: ({ describedBy, isInvalid }) => html`<select
      id="locality"
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @change=${choose}
    >
      <option value="" .selected=${form.locality === ""}>Found from the ZIP code</option>
      ${names.map(
        (name) => html`<optgroup label=${name}>${states.get(name)?.map(option)}</optgroup>`,
      )}
    </select>`,
  });
}

function pricedLocality({ locality, locality_name, state }: Estimate) {
  return html`${localityInState(locality_name, state)} <span class="code">${locality}</span>`;
}

function clinicianField(view: EstimatorView) {
  const { form, reference } = view;
  const rows = reference?.terms.clinician_percentages ?? [];
  const percent = inForce(
    rows.filter(({ types }) => types.includes(form.clinician)),
    form.date,
  )?.percent;
  return field(view, {
    id: "clinician",
    label: "Who leads the group",
    ...(percent && { answer: `Medicare allows ${percent}% of the fee schedule.` }),
    control: ({ describedBy, isInvalid }) => html`<select
      id="clinician"
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @change=${(event: Event) => view.change({ clinician: textOf(event) as ClinicianType })}
    >
      ${CLINICIANS.map(
        (type) =>
          html`<option value=${type} .selected=${type === form.clinician}>
            ${clinicianName(type)}
          </option>`,
      )}
    </select>`,
  });
}

function participationField(view: EstimatorView) {
  const { form, reference } = view;
  const rows = reference?.terms.non_participating ?? [];
  const terms = inForce(
    rows.filter(({ types }) => types.includes(form.clinician)),
    form.date,
  );
  if (!terms) return nothing;
  return checkbox({
    id: "participating",
    label: "Participates in Medicare",
    hint: `Without a participation agreement Medicare allows ${terms.percent}% of that amount. If
      the claim is not assigned, the patient may be charged up to the limiting charge:
      ${terms.limiting_charge_percent}% of the reduced amount.`,
    isChecked: form.isParticipating,
    onChange: (isParticipating) => view.change({ isParticipating }),
  });
}

function sizeField(view: EstimatorView) {
  const { form } = view;
  // What was typed last, though its figures may still be on their way.
  const size = sizeOf(form.size) ?? view.size;
  const step = (next: number) => {
    if (next >= FEWEST_MEMBERS && next <= MOST_MEMBERS) view.change({ size: String(next) });
  };
  const onKey = (event: KeyboardEvent) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    step(size + way);
  };
  return field(view, {
    id: "size",
    isInline: true,
    label: "Group size",
    control: ({ describedBy, isInvalid }) => html`<div class="stepper">
      <button
        type="button"
        aria-label="One member fewer"
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
        .value=${form.size}
        aria-describedby=${describedBy}
        aria-invalid=${isInvalid}
        @input=${(event: Event) => view.change({ size: textOf(event) }, "size")}
        @keydown=${onKey}
      />
      <button
        type="button"
        aria-label="One member more"
        aria-disabled=${size >= MOST_MEMBERS ? "true" : nothing}
        @click=${() => step(size + 1)}
      >
        +
      </button>
    </div>`,
  });
}

function placeField(view: EstimatorView) {
  const { form, reference, size } = view;
  const others = form.members.slice(0, size).filter((member) => member.place).length;
  return field(view, {
    id: "place",
    label: "Place of service",
    ...(others > 0 && {
      answer: `${others === 1 ? "1 member has" : `${others} members have`} a place of their own.`,
    }),
    control: ({ describedBy, isInvalid }) => html`<select
      id="place"
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @change=${(event: Event) => view.change({ place: textOf(event) })}
    >
      ${placeOptions(reference, form.place)}
    </select>`,
  });
}

function complexityField(view: EstimatorView) {
  const { form, size } = view;
  const complex = form.members.slice(0, size).filter((member) => member.isComplex).length;
  return html`<div class="field" role="group" aria-labelledby="complexity-all">
    <span class="label" id="complexity-all">
      Interactive complexity, ${INTERACTIVE_COMPLEXITY}
    </span>
    <div class="split-buttons">
      <button
        type="button"
        aria-pressed=${complex === size}
        @click=${() => view.changeAllMembers({ isComplex: true })}
      >
        All members
      </button>
      <button
        type="button"
        aria-pressed=${complex === 0}
        @click=${() => view.changeAllMembers({ isComplex: false })}
      >
        None
      </button>
    </div>
    <p class="answer">
      ${
        complex === 0 || complex === size
          ? "Or tick single members in the list of members."
          : `${complex} of ${size} members, as ticked in the list of members.`
      }
    </p>
  </div>`;
}

function moreOptions(view: EstimatorView) {
  const { form, reference } = view;
  const yearly = inForce(reference?.terms.deductible ?? [], form.date)?.dollars;
  return html`<details class="more">
    <summary>More options</summary>
    ${view.isFirstShowing ? nothing : groupOptions(view)}
    ${field(view, {
      id: "charge",
      label: "Charge for each patient, optional",
      hint: "Your fee for the session. Payers allow the lesser of it and their own amount.",
      control: dollarsInput({
        id: "charge",
        value: form.charge,
        onInput: (charge) => view.change({ charge }, "charge"),
      }),
    })}
    ${field(view, {
      id: "deductible",
      label: "Deductible left, every member, optional",
      hint: yearly
        ? `What the patient still pays before the payer does; of Medicare $${yearly} at the start of
          that year. One member’s own is under Details.`
        : "What the patient still pays before the payer does. One member’s own is under Details.",
      control: dollarsInput({
        id: "deductible",
        value: form.deductible,
        onInput: (deductible) => view.change({ deductible }, "deductible"),
      }),
    })}
    ${checkbox({
      id: "qualifying-apm",
      label: "Qualifying APM participant",
      hint: `The clinician takes part in an advanced alternative payment model. From 2026 that has a
        conversion factor of its own.`,
      isChecked: form.isQualifyingApm,
      onChange: (isQualifyingApm) => view.change({ isQualifyingApm }),
    })}
  </details>`;
}
