import { html, LitElement, nothing, type TemplateResult, unsafeCSS } from "lit";
import controls from "../../common/controls.css?inline";
import { t } from "../../common/i18n.ts";
import type { SessionForm } from "../form.ts";
import type { RosterView } from "../view.ts";
import { datedName, download } from "./download.ts";
import styles from "./files.css?inline";
import { FILES, type FilesDialog, type FilesHost } from "./files-dialog.ts";
import { printSheetOf, sheetFile } from "./print-sheet.ts";
import type { SavedSession } from "./saved-session.ts";
import { SessionShelf } from "./session-shelf.ts";

/** Each is fetched once it is opened. */
const DIALOGS = {
  import: () => import("./import-dialog.ts"),
  claims: () => import("./claims-dialog.ts"),
  sessions: () => import("./sessions-dialog.ts"),
} as const;

type DialogName = keyof typeof DIALOGS;
type DialogOf = (host: FilesHost, view: RosterView) => TemplateResult;

/** Until figures that are on their way are looked for again. */
const PATIENCE_MS = 50;

const OPENERS: Record<DialogName, string> = {
  import: "open-import",
  claims: "open-claims",
  sessions: "open-sessions",
};

/** The buttons for files, saved sessions and paper, and what they have to say. */
export class CptFiles extends LitElement implements FilesHost {
  static override styles = [unsafeCSS(controls), unsafeCSS(styles)];
  static override properties = { view: { attribute: false } };

  declare view: RosterView;
  readonly shelf = new SessionShelf(() => {
    this.turn += 1;
    this.requestUpdate();
  });
  turn = 0;

  #said: unknown = "";
  /** What had been changed on the page when that was said. */
  #saidAfter: RosterView["amendment"];
  #dialogs = new Map<DialogName, DialogOf>();
  /** The session opened last, and what stood on the page before. */
  #opened: { session: SavedSession; before: SessionForm } | undefined;
  #stopPrinting: (() => void) | undefined;

  override connectedCallback() {
    super.connectedCallback();
    this.#stopPrinting = printSheetOf(() => ({ view: this.view, name: this.shelf.open?.name }));
    window.addEventListener("beforeunload", this.#onLeave);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stopPrinting?.();
    this.shelf.close();
    window.removeEventListener("beforeunload", this.#onLeave);
  }

  /** Only where what was saved once would be lost. */
  #onLeave = (event: BeforeUnloadEvent) => {
    if (this.shelf.isChanged(this.view.form)) event.preventDefault();
  };

  tell(words: unknown) {
    this.#said = words;
    this.#saidAfter = this.view.amendment;
    this.requestUpdate();
  }

  openSession(session: SavedSession) {
    const { view } = this;
    const words = t("files.session.opened", { name: session.name });
    this.#opened = { session, before: view.form };
    view.replaceForm(session.form, { words, where: FILES, backTo: "", focus: "" });
    this.shelf.take(session);
  }

  /** Undo gives back the session before, which is not the one that was opened. */
  protected override willUpdate() {
    const { session, before } = this.#opened ?? {};
    const form = this.view?.form;
    if (!session || !form) return;
    const isOpen = this.shelf.open?.id === session.id;
    if (isOpen && form === before) this.shelf.leave();
    if (!this.shelf.open && form === session.form) this.shelf.take(session);
  }

  async #fetched<Module>(fetching: Promise<Module>): Promise<Module | undefined> {
    try {
      return await fetching;
    } catch (problem) {
      const reason = problem instanceof Error ? problem.message : String(problem);
      this.tell(html`<span class="problem">${t("files.not_fetched", { reason })}</span>`);
      return undefined;
    }
  }

  async #open(name: DialogName) {
    this.tell("");
    const module = await this.#fetched(DIALOGS[name]());
    if (!module) return;
    this.#dialogs.set(name, module.dialog);
    this.requestUpdate();
    await this.updateComplete;
    const opener = this.renderRoot.querySelector<HTMLElement>(`#${OPENERS[name]}`);
    const box = this.renderRoot.querySelector<FilesDialog>(`#dialog-${name} > *`);
    if (opener) await box?.show(opener);
  }

  async #exportRoster() {
    const { form } = this.view;
    const module = await this.#fetched(import("./roster-csv.ts"));
    if (!module) return;
    const file = download(datedName("roster", form.date), "csv", module.writeRoster(form));
    this.tell(t("files.exported", { count: form.members.length, file }));
  }

  /** Figures of another form than the one on screen are given to nobody's system. */
  async #isCurrent(): Promise<boolean> {
    for (let tries = 0; tries < 10 && this.view.standing === "pending"; tries += 1) {
      await new Promise((done) => setTimeout(done, PATIENCE_MS));
    }
    const { estimate, standing } = this.view;
    if (estimate && standing === "current") return true;
    this.tell(t(estimate ? "files.not_current" : "files.no_estimate"));
    return false;
  }

  async #saveSheet() {
    if (!(await this.#isCurrent())) return;
    const { view } = this;
    const text = sheetFile(view, this.shelf.open?.name);
    const file = download(datedName("session", view.form.date), "html", text);
    this.tell(t("files.sheet_saved", { file }));
  }

  async #saveOpen() {
    const { open } = this.shelf;
    if (!open) return;
    const { name } = open;
    const { notSaved } = await this.shelf.save(this.view.form, { name, isNew: false });
    this.tell(
      notSaved === undefined
        ? t("files.session.saved", { name })
        : t("files.session.not_saved", { name, reason: notSaved }),
    );
  }

  async #openClaims() {
    if (await this.#isCurrent()) await this.#open("claims");
  }

  /** Whether the session on screen is as it was saved, and what another page did with it. */
  #status() {
    const { open, notice } = this.shelf;
    if (!open) return notice ? html`<p class="status">${notice}</p>` : nothing;
    const isChanged = this.shelf.isChanged(this.view.form);
    const state = t(isChanged ? "files.session.changed" : "files.session.unchanged");
    return html`<p class="status">
      ${t("files.session.status", { name: open.name, state })}
      ${isChanged ? this.#button(t("files.session.save_changes"), () => this.#saveOpen()) : nothing}
      ${notice}
    </p>`;
  }

  #button(words: string, onClick: () => unknown, id?: string) {
    return html`<button type="button" class="quiet" id=${id ?? nothing} @click=${onClick}>
      ${words}
    </button>`;
  }

  override render() {
    const { view } = this;
    if (!view) return nothing;
    const isAmended = view.amendment?.where === FILES && view.amendment !== this.#saidAfter;
    const said = isAmended ? "" : this.#said;
    return html`<div class="actions" role="group" aria-label=${t("files.toolbar")}>
        ${this.#button(t("files.paste_or_import"), () => this.#open("import"), OPENERS.import)}
        ${this.#button(t("files.export"), () => this.#exportRoster())}
        ${this.#button(t("files.claim_lines"), () => this.#openClaims(), OPENERS.claims)}
        ${this.#button(t("files.sessions"), () => this.#open("sessions"), OPENERS.sessions)}
        ${this.#button(t("files.print"), () => window.print())}
        ${this.#button(t("files.save_sheet"), () => this.#saveSheet())}
      </div>
      ${isAmended ? html`<p class="said">${view.amendment?.words}</p>` : nothing}
      <div class="said ${said === "" ? "nothing-said" : ""}" role="status">${said}</div>
      ${this.#status()}
      ${[...this.#dialogs].map(
        ([name, dialog]) => html`<div id="dialog-${name}">${dialog(this, view)}</div>`,
      )}`;
  }
}

customElements.define("cpt-files", CptFiles);
