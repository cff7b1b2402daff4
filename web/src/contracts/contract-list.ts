import { html, nothing } from "lit";
import { t } from "../common/i18n.ts";
import { longDate } from "../common/names.ts";
import { payerName } from "../common/payer-options.ts";
import { type ContractDocument, rowCount } from "./contract-table.ts";
import type { ContractsView } from "./contracts-view.ts";
import type { Contract } from "./library.ts";

/** The contracts that are here, each with the way out and the way back. */
export function contractList(view: ContractsView) {
  const { contracts, deleted, told } = view;
  return html`<p class="told" id="told" role="status" tabindex="-1">${told}</p>
    ${
      deleted
        ? html`<p class="undo">
          <span id="undo-words">${t("contracts.deleted", { title: titleOf(deleted.document) })}</span>
          <button
            type="button"
            id="undo"
            class="quiet"
            aria-describedby="undo-words"
            @click=${view.undoDelete}
          >
            ${t("contracts.undo")}
          </button>
        </p>`
        : nothing
    }
    ${
      contracts.length === 0
        ? nothing
        : html`<ul class="contracts" aria-label=${t("contracts.list")}>
          ${contracts.map((contract) => entry(view, contract))}
        </ul>`
    }`;
}

export function titleOf({ tables }: ContractDocument): string {
  return tables[0]?.title ?? "";
}

function entry(view: ContractsView, contract: Contract) {
  const { document, isSaved, errors } = contract;
  const title = titleOf(document);
  const id = deleteId(contract);
  return html`<li>
    <p>
      <strong>${title}</strong>
      <span class="hint">${t(isSaved ? "contracts.is_saved" : "contracts.is_for_visit")}</span>
    </p>
    <p class="hint">${inBrief(view, document)}</p>
    ${errors.map(
      ({ message }) =>
        html`<p class="problem">${t("contracts.not_used", { problem: message })}</p>`,
    )}
    <div class="take-up">
      <button
        type="button"
        class="quiet"
        aria-label=${t("contracts.export_of", { title })}
        @click=${() => view.exportContract(contract)}
      >
        ${t("contracts.export")}
      </button>
      <button
        type="button"
        id=${id}
        class="quiet"
        aria-label=${t("contracts.delete_of", { title })}
        @click=${() => view.deleteContract(contract)}
      >
        ${t("contracts.delete")}
      </button>
    </div>
  </li>`;
}

export function deleteId({ name }: Contract): string {
  return `delete-${name.replace(/[^a-z0-9]+/g, "-")}`;
}

function inBrief({ reference }: ContractsView, document: ContractDocument): string {
  const [table] = document.tables;
  if (!table) return "";
  const { payer, rules_of: rulesOf, from, to } = table;
  return [
    rulesOf
      ? t("contracts.beside", { payer: payerName({ reference }, rulesOf) })
      : payerName({ reference }, payer),
    inForce(from ?? "", to ?? ""),
    t("contracts.rows", { count: rowCount(document) }),
  ].join(" · ");
}

function inForce(from: string, to: string): string {
  if (from && to) {
    return t("contracts.in_force.between", { from: longDate(from), to: longDate(to) });
  }
  if (from) return t("contracts.in_force.from", { day: longDate(from) });
  return to ? t("contracts.in_force.to", { day: longDate(to) }) : t("contracts.in_force.always");
}
