import { html, nothing } from "lit";
import { listed, t } from "../../common/i18n.ts";
import type { RosterView } from "../view.ts";
import { type ClaimTable, claimCsv, claimTable } from "./claim-lines.ts";
import { datedName, download } from "./download.ts";
import { FilesDialog, type FilesHost } from "./files-dialog.ts";

/** The claims as rows for another system: looked at, copied or downloaded. */
class CptClaimsDialog extends FilesDialog {
  #told = "";
  /** The browser would not copy: a person does. */
  #isByHand = false;

  protected heading() {
    return t("files.claims.title");
  }

  protected override opened() {
    this.#told = "";
    this.#isByHand = false;
    this.refresh();
  }

  async #copy(table: ClaimTable) {
    const text = claimCsv(table).replace(/^\ufeff/, "");
    this.#isByHand = !(await isCopied(text, asHtml(table)));
    this.#told = this.#isByHand
      ? t("files.claims.copy_refused")
      : t("files.claims.copied", { count: table.rows.length });
    this.refresh();
    if (!this.#isByHand) return;
    await this.updateComplete;
    const box = this.renderRoot.querySelector<HTMLTextAreaElement>("#lines");
    box?.focus();
    box?.select();
  }

  #download(table: ClaimTable) {
    const date = this.view.estimate?.service.date ?? "";
    const file = download(datedName("claim-lines", date), "csv", claimCsv(table));
    this.#told = t("files.claims.downloaded", { count: table.rows.length, file });
    this.refresh();
  }

  protected body() {
    const { estimate } = this.view;
    if (!estimate) return html`<p>${t("files.no_estimate")}</p>`;
    const table = claimTable(estimate, this.view);
    return html`<p class="hint">${t("files.claims.hint")}</p>
      <div class="preview" role="region" aria-labelledby="claims-preview" tabindex="0">
        <table>
          <caption id="claims-preview">${t("files.claims.preview")}</caption>
          <thead>
            <tr>
              ${table.header.map((name) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${table.rows.map(
              (row) => html`<tr>
                ${row.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        table.crowded.length > 0
          ? html`<p>${t("files.claims.crowded", { list: listed(table.crowded) })}</p>`
          : nothing
      }
      <div class="buttons">
        <button type="button" class="main-button" @click=${() => this.#download(table)}>
          ${t("files.claims.download")}
        </button>
        <button type="button" class="quiet" @click=${() => this.#copy(table)}>
          ${t("files.claims.copy")}
        </button>
      </div>
      <p class="told" role="status">${this.#told}</p>
      ${
        this.#isByHand
          ? html`<div class="field">
              <label for="lines">${t("files.claims.text")}</label>
              <textarea id="lines" class="lines" rows="6" readonly .value=${claimCsv(table)}></textarea>
            </div>`
          : nothing
      }`;
  }
}

/** As text for another system, and as cells for a spreadsheet. */
async function isCopied(text: string, cells: string): Promise<boolean> {
  try {
    const kinds = {
      "text/plain": new Blob([text], { type: "text/plain" }),
      "text/html": new Blob([cells], { type: "text/html" }),
    };
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
    return true;
  } catch {
    return (
      navigator.clipboard?.writeText(text).then(
        () => true,
        () => false,
      ) ?? false
    );
  }
}

function asHtml({ header, rows }: ClaimTable): string {
  const cell = (text: string) =>
    `<td>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</td>`;
  const lines = [header, ...rows].map((row) => `<tr>${row.map(cell).join("")}</tr>`);
  return `<table>${lines.join("")}</table>`;
}

customElements.define("cpt-claims-dialog", CptClaimsDialog);

export function dialog(host: FilesHost, view: RosterView) {
  return html`<cpt-claims-dialog
    .host=${host}
    .view=${view}
    .turn=${host.turn}
  ></cpt-claims-dialog>`;
}
