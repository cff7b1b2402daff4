import { html, nothing } from "lit";
import { checkbox, field, textOf } from "../common/field.ts";
import { t } from "../common/i18n.ts";
import { payerName, payerOptions } from "../common/payer-options.ts";
import { fileNameOf, SELF_PAY, slugOf } from "./contract-table.ts";
import type { ContractsView } from "./contracts-view.ts";

/** What a contract is called, whom it stands for and when: and the buttons that take it up. */
export function detailsForm(view: ContractsView) {
  const { details, reference } = view;
  return html`<div class="details-grid">
      ${field(view, {
        id: "contract-name",
        label: t("contracts.name"),
        hint: t("contracts.name_hint"),
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
        label: t("contracts.payer"),
        hint: t("contracts.payer_hint"),
        control: ({ describedBy, isInvalid }) => html`<select
          id="contract-payer"
          aria-describedby=${describedBy}
          aria-invalid=${isInvalid}
          @change=${(event: Event) => view.setDetails({ payer: textOf(event) })}
        >
          <option value="" .selected=${details.payer === ""}>${t("contracts.choose_payer")}</option>
          ${payerOptions({ reference, selected: details.payer, isOfContract: true })}
        </select>`,
      })}
      ${day(view, "from", t("contracts.first_day"))}
      ${day(view, "to", t("contracts.last_day"))}
    </div>
    ${
      details.payer === SELF_PAY
        ? slidingScale(view)
        : [
            ownPayer(view),
            checkbox({
              id: "contract-lesser",
              label: t("contracts.lesser"),
              hint: t("contracts.lesser_hint"),
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
    const words = t("contracts.is_beside", { payer: payerName(view, payer) });
    return html`<p class="hint">${words}</p>`;
  }
  return checkbox({
    id: "contract-own",
    label: t("contracts.own_payer"),
    hint: t("contracts.own_payer_hint"),
    isChecked: isOwnPayer,
    onChange: (isOwnPayer) => view.setDetails({ isOwnPayer }),
  });
}

function slidingScale(view: ContractsView) {
  return field(view, {
    id: "contract-scale",
    label: t("contracts.scale"),
    hint: t("contracts.scale_hint"),
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
  return html`${isHeld ? html`<p class="unpriced">${t("contracts.takes_place")}</p>` : nothing}
    <div class="take-up">
      <button
        type="button"
        class="main-button"
        aria-describedby="saving-hint"
        @click=${() => view.add(true)}
      >
        ${t("contracts.save")}
      </button>
      <button type="button" class="quiet" @click=${() => view.add(false)}>${t("contracts.use")}</button>
      ${
        view.step.at === "start"
          ? nothing
          : html`<button type="button" class="quiet" @click=${view.cancel}>${t("contracts.cancel")}</button>`
      }
      <p class="hint" id="saving-hint">${t("contracts.saving_hint")}</p>
    </div>`;
}
