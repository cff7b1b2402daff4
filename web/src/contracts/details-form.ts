import { html, nothing } from "lit";
import { checkbox, field, textOf } from "../common/field.ts";
import { payerName, payerOptions } from "../common/payer-options.ts";
import { fileNameOf, SELF_PAY, slugOf } from "./contract-table.ts";
import type { ContractsView } from "./contracts-view.ts";

/** What a contract is called, whom it stands for and when: and the buttons that take it up. */
export function detailsForm(view: ContractsView) {
  const { details, reference } = view;
  return html`<div class="details-grid">
      ${field(view, {
        id: "contract-name",
        label: "Name of the contract",
        hint: "Such as Blue Plan 2026.",
        control: ({ describedBy, isInvalid }) => html`<input
          id="contract-name"
          maxlength="80"
          autocomplete="off"
          .value=${details.name}
          aria-describedby=${describedBy}
          aria-invalid=${isInvalid}
          @input=${(event: Event) => view.setDetails({ name: textOf(event) })}
        />`,
      })}
      ${field(view, {
        id: "contract-payer",
        label: "Payer that it stands for",
        hint: "Claims are checked by that payer’s rules.",
        control: ({ describedBy, isInvalid }) => html`<select
          id="contract-payer"
          aria-describedby=${describedBy}
          aria-invalid=${isInvalid}
          @change=${(event: Event) => view.setDetails({ payer: textOf(event) })}
        >
          <option value="" .selected=${details.payer === ""}>Choose a payer</option>
          ${payerOptions({ reference, selected: details.payer, isOfContract: true })}
        </select>`,
      })}
      ${day(view, "from", "First day in force, optional")}
      ${day(view, "to", "Last day in force, optional")}
    </div>
    ${
      details.payer === SELF_PAY
        ? slidingScale(view)
        : [
            ownPayer(view),
            checkbox({
              id: "contract-lesser",
              label: "A charge below the rate is what is allowed",
              hint: "The lesser of charge and rate, as most contracts have it.",
              isChecked: details.isLesserOfCharge,
              onChange: (isLesserOfCharge) => view.setDetails({ isLesserOfCharge }),
            }),
          ]
    }
    ${takeUp(view, slugOf(details.name), details.name.trim() !== "")}`;
}

/** A payer whose published amounts are held keeps them; a contract stands beside it. */
export function hasPublishedAmounts({ reference }: ContractsView, payer: string): boolean {
  return reference.tableFiles.some(({ payers }) => payers.includes(payer));
}

function ownPayer(view: ContractsView) {
  const { payer, isOwnPayer } = view.details;
  if (hasPublishedAmounts(view, payer)) {
    return html`<p class="hint">
      What ${payerName(view, payer)} publishes is held here, so this contract is listed as a payer of
      its own beside it.
    </p>`;
  }
  return checkbox({
    id: "contract-own",
    label: "List it as a payer of its own, beside that payer",
    hint: "Else every member of that payer is priced by it.",
    isChecked: isOwnPayer,
    onChange: (isOwnPayer) => view.setDetails({ isOwnPayer }),
  });
}

function slidingScale(view: ContractsView) {
  return field(view, {
    id: "contract-scale",
    label: "Steps of a sliding scale, optional",
    hint: "Each with its percent of the fee, such as A 75, B 50.",
    control: ({ describedBy, isInvalid }) => html`<input
      id="contract-scale"
      autocomplete="off"
      .value=${view.details.scale}
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @input=${(event: Event) => view.setDetails({ scale: textOf(event) })}
    />`,
  });
}

function day(view: ContractsView, name: "from" | "to", label: string) {
  const id = `contract-${name}`;
  return field(view, {
    id,
    label,
    control: ({ describedBy, isInvalid }) => html`<input
      id=${id}
      type="date"
      .value=${view.details[name]}
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @input=${(event: Event) => view.setDetails({ [name]: textOf(event) })}
    />`,
  });
}

/** Save, or use without saving; what saving means stands beside the button. */
export function takeUp(view: ContractsView, slug: string, isNamed = true) {
  const isHeld =
    isNamed &&
    view.contracts.some(({ document }) => fileNameOf(document) === `contracts/${slug}.json`);
  return html`${
    isHeld
      ? html`<p class="unpriced">A contract of this name is here already; this one takes its place.</p>`
      : nothing
  }
    <div class="take-up">
      <button
        type="button"
        class="main-button"
        aria-describedby="saving-hint"
        @click=${() => view.add(true)}
      >
        Save
      </button>
      <button type="button" class="quiet" @click=${() => view.add(false)}>Use without saving</button>
      ${
        view.step.at === "start"
          ? nothing
          : html`<button type="button" class="quiet" @click=${view.cancel}>Cancel</button>`
      }
      <p class="hint" id="saving-hint">
        Saving keeps it in this browser, on this device, until it is deleted here. Without saving it
        is gone once the page is closed. Either way it goes nowhere else.
      </p>
    </div>`;
}
