import { html, nothing } from "lit";
import { longDate } from "../common/names.ts";
import { payerName } from "../common/payer-options.ts";
import { type ContractDocument, rowCount } from "./contract-table.ts";
import type { ContractsView } from "./contracts-view.ts";
import type { Contract } from "./library.ts";
import { rowsInWords } from "./sheet-step.ts";

/** The contracts that are here, each with the way out and the way back. */
export function contractList(view: ContractsView) {
  const { contracts, deleted, told } = view;
  return html`<p class="told" id="told" role="status" tabindex="-1">${told}</p>
    ${
      deleted
        ? html`<p class="undo">
          <span id="undo-words">Deleted ${titleOf(deleted.document)}.</span>
          <button
            type="button"
            id="undo"
            class="quiet"
            aria-describedby="undo-words"
            @click=${view.undoDelete}
          >
            Undo
          </button>
        </p>`
        : nothing
    }
    ${
      contracts.length === 0
        ? nothing
        : html`<ul class="contracts" aria-label="Contracts here">
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
      <span class="hint">${isSaved ? "Saved in this browser" : "For this visit only"}</span>
    </p>
    <p class="hint">${inBrief(view, document)}</p>
    ${errors.map(
      ({ message }) =>
        html`<p class="problem">Not used: ${message} Delete it, or load it again.</p>`,
    )}
    <div class="take-up">
      <button
        type="button"
        class="quiet"
        aria-label="Export ${title}"
        @click=${() => view.exportContract(contract)}
      >
        Export
      </button>
      <button
        type="button"
        id=${id}
        class="quiet"
        aria-label="Delete ${title}"
        @click=${() => view.deleteContract(contract)}
      >
        Delete
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
    rulesOf ? `Beside ${payerName({ reference }, rulesOf)}` : payerName({ reference }, payer),
    inForce(from ?? "", to ?? ""),
    rowsInWords(rowCount(document)),
  ].join(" · ");
}

function inForce(from: string, to: string): string {
  if (from && to) return `${longDate(from)} to ${longDate(to)}`;
  if (from) return `From ${longDate(from)}`;
  return to ? `To ${longDate(to)}` : "Any date";
}
