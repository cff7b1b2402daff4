import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from "lit";
import controls from "../../common/controls.css?inline";
import { t } from "../../common/i18n.ts";
import contracts from "../../contracts/contracts.css?inline";
import type { RosterView } from "../view.ts";
import styles from "./files.css?inline";
import type { SavedSession } from "./saved-session.ts";
import type { SessionShelf } from "./session-shelf.ts";

/** Beside what it is said that the page was changed from here. */
export const FILES = "files";

/** What a dialog may ask of the toolbar that opened it. */
export interface FilesHost {
  view: RosterView;
  shelf: SessionShelf;
  /** Of the shelf: another, once what is in it has changed. */
  turn: number;
  /** Said beside the buttons, in words or a template. */
  tell(words: unknown): void;
  openSession(session: SavedSession): void;
}

/** A dialog over the page: what stands in it stays when it is closed, and opened again. */
export abstract class FilesDialog extends LitElement {
  static override styles = [unsafeCSS(controls), unsafeCSS(contracts), unsafeCSS(styles)];
  static override properties = {
    host: { attribute: false },
    view: { attribute: false },
    turn: { attribute: false },
  };

  declare host: FilesHost;
  /** Given anew with each change of the page. */
  declare view: RosterView;
  declare turn: number;

  #focusNext: string | undefined;
  #opener: HTMLElement | undefined;

  protected abstract heading(): string;
  protected abstract body(): unknown;
  protected opened(): void {}
  protected closed(): void {}

  async show(opener: HTMLElement) {
    this.#opener = opener;
    await this.updateComplete;
    this.opened();
    const { dialog } = this;
    if (dialog && !dialog.open) dialog.showModal();
  }

  close() {
    this.dialog?.close();
  }

  protected get dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  /** Shows what has changed, and moves the focus to the control of that id once it is there. */
  protected refresh(focus?: string) {
    this.#focusNext = focus ?? this.#focusNext;
    this.requestUpdate();
  }

  protected override updated(_changed: PropertyValues) {
    const id = this.#focusNext;
    const target = id && this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
    if (!target) return;
    this.#focusNext = undefined;
    target.focus();
    (target.closest(".ask, .field") ?? target).scrollIntoView({ block: "nearest" });
  }

  #closed = () => {
    this.closed();
    this.#opener?.focus();
  };

  override render() {
    if (!this.host) return nothing;
    // Keys pressed here are not meant for the table behind.
    const keep = (event: Event) => event.stopPropagation();
    return html`<dialog aria-labelledby="dialog-title" @close=${this.#closed} @keydown=${keep}>
      <header>
        <h2 id="dialog-title">${this.heading()}</h2>
        <button type="button" class="quiet" @click=${() => this.close()}>
          ${t("files.close")}
        </button>
      </header>
      <div class="dialog-body">${this.body()}</div>
    </dialog>`;
  }
}
