import { html, nothing } from "lit";
import { field, textOf } from "../../common/field.ts";
import { locale, t } from "../../common/i18n.ts";
import { longDate } from "../../common/names.ts";
import type { RosterView } from "../view.ts";
import { download } from "./download.ts";
import { FilesDialog, type FilesHost } from "./files-dialog.ts";
import {
  exportText,
  isReadable,
  type Kept,
  type SavedSession,
  sessionToSave,
  tidyName,
  usualName,
} from "./saved-session.ts";
import type { NotSaved, Shelved } from "./session-shelf.ts";

const NO_PROBLEMS = { problems: [] };

/** The sessions in this browser: kept, opened, given out and wiped, each when a person says so. */
class CptSessionsDialog extends FilesDialog {
  /** As typed; nothing while it is the usual one. */
  #name: string | undefined;
  #told = "";
  #isProblem = false;
  #deleted: { kept: Kept; isOpen: boolean } | undefined;
  #renaming: { id: string; name: string } | undefined;
  #isAsking = false;

  protected heading() {
    return t("files.session.title");
  }

  protected override opened() {
    this.#name = undefined;
    this.#renaming = undefined;
    this.#isAsking = false;
    this.#say("");
    void this.host.shelf.refresh();
  }

  #say(words: string, isProblem = false) {
    this.#told = words;
    this.#isProblem = isProblem;
    this.#deleted = undefined;
    this.refresh();
  }

  /** Either what was done, or that it lasts for this visit only. */
  #sayKept(words: string, name: string, notSaved: NotSaved) {
    if (notSaved === undefined) this.#say(words);
    else this.#say(t("files.session.not_saved", { name, reason: notSaved }), true);
  }

  #nameNow(): string {
    const { open } = this.host.shelf;
    return this.#name ?? open?.name ?? usualName(this.view.form);
  }

  async #save(isNew: boolean) {
    const name = tidyName(this.#nameNow());
    const { session, notSaved } = await this.host.shelf.save(this.view.form, { name, isNew });
    this.#name = undefined;
    this.#sayKept(t("files.session.saved", { name: session.name }), session.name, notSaved);
  }

  #downloadThis() {
    const name = this.#nameNow();
    const id = this.host.shelf.open?.id ?? "session";
    const session = sessionToSave(this.view.form, {
      id,
      name,
      savedAt: new Date().toISOString(),
    });
    this.#give([session], "session");
  }

  #give(kept: readonly Kept[], what: string) {
    const [only] = kept;
    const date = kept.length === 1 && only && isReadable(only) ? only.form.date : "";
    const file = download(date ? `${what}-${date}` : what, "json", exportText(kept));
    this.#say(t("files.session.exported", { count: kept.length, file }));
  }

  #open(session: SavedSession) {
    this.host.openSession(session);
    this.close();
  }

  async #rename(session: SavedSession) {
    const name = tidyName(this.#renaming?.name ?? "") || session.name;
    const notSaved = await this.host.shelf.rename(session, name);
    this.#renaming = undefined;
    this.#sayKept(t("files.session.renamed", { name }), name, notSaved);
    this.refresh(`rename-${session.id}`);
  }

  async #duplicate(session: SavedSession) {
    const notSaved = await this.host.shelf.duplicate(session);
    const { name } = session;
    this.#sayKept(t("files.session.duplicated", { name }), name, notSaved);
  }

  async #delete(kept: Kept) {
    const isOpen = this.host.shelf.open?.id === kept.id;
    await this.host.shelf.remove(kept);
    this.#say(t("files.session.deleted", { name: nameOf(kept) }));
    this.#deleted = { kept, isOpen };
    this.refresh("undo-delete");
  }

  async #undoDelete() {
    if (!this.#deleted) return;
    const { kept, isOpen } = this.#deleted;
    const notSaved = await this.host.shelf.restore(kept);
    if (isOpen && isReadable(kept)) this.host.shelf.take(kept);
    this.#sayKept(t("files.session.back", { name: nameOf(kept) }), nameOf(kept), notSaved);
    this.refresh(`delete-${kept.id}`);
  }

  async #import(file: File | undefined) {
    if (!file) return;
    const found = await this.host.shelf.importFile(await file.text());
    if ("problem" in found) return this.#say(found.problem, true);
    const done = t("files.session.imported", { count: found.count });
    if (found.notSaved === undefined) return this.#say(done);
    const only = t("files.session.imported_for_visit", { reason: found.notSaved });
    this.#say(`${done} ${only}`, true);
  }

  async #wipe() {
    this.#isAsking = false;
    try {
      const isGone = await this.host.shelf.wipe();
      this.#say(t(isGone ? "files.session.wiped" : "files.session.wiped_later"));
    } catch (problem) {
      const reason = problem instanceof Error ? problem.message : String(problem);
      this.#say(t("files.session.wipe_failed", { reason }), true);
    }
    this.refresh("wipe");
  }

  protected body() {
    const { shelved, notice } = this.host.shelf;
    return html`<p class="hint">${t("files.session.hint")}</p>
      ${this.#thisSession()}
      <div>
        <p class="told ${this.#isProblem ? "problem" : ""}" role="status">${this.#told}</p>
        ${
          this.#deleted
            ? html`<button
                type="button"
                id="undo-delete"
                class="quiet"
                @click=${() => this.#undoDelete()}
              >
                ${t("files.undo")}
              </button>`
            : nothing
        }
        ${notice ? html`<p class="hint">${notice}</p>` : nothing}
      </div>
      <section aria-labelledby="kept-title">
        <h3 id="kept-title">${t("files.session.list")}</h3>
        ${
          shelved.length === 0
            ? html`<p class="hint">${t("files.session.none")}</p>`
            : html`<ul class="kept" aria-labelledby="kept-title">
                ${shelved.map((each) => this.#entry(each))}
              </ul>`
        }
      </section>
      ${this.#files(shelved)} ${this.#wipeAll(shelved.length)}`;
  }

  #thisSession() {
    const { open } = this.host.shelf;
    return html`<section aria-labelledby="this-title">
      <h3 id="this-title">${t("files.session.this")}</h3>
      <form
        class="save-form"
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#save(false);
        }}
      >
        ${field(NO_PROBLEMS, {
          id: "session-name",
          label: t("files.session.name"),
          hint: t("files.session.name.hint"),
          control: ({ describedBy }) => html`<input
            id="session-name"
            autocomplete="off"
            maxlength="80"
            aria-describedby=${describedBy}
            .value=${this.#nameNow()}
            @input=${(event: Event) => {
              this.#name = textOf(event);
              this.refresh();
            }}
          />`,
        })}
        <div class="buttons">
          <button type="submit" class="main-button">
            ${t(open ? "files.session.save_changes" : "files.session.save")}
          </button>
          ${
            open
              ? html`<button type="button" class="quiet" @click=${() => this.#save(true)}>
                  ${t("files.session.save_new")}
                </button>`
              : nothing
          }
          <button type="button" class="quiet" @click=${() => this.#downloadThis()}>
            ${t("files.session.download")}
          </button>
        </div>
      </form>
    </section>`;
  }

  #entry({ kept, isSaved }: Shelved) {
    const name = nameOf(kept);
    const isOpen = this.host.shelf.open?.id === kept.id;
    const button = (what: Action, onClick: () => unknown, className = "quiet") => html`<button
      type="button"
      id="${what}-${kept.id}"
      class=${className}
      aria-label=${t(`files.session.${what}.of`, { name })}
      @click=${onClick}
    >
      ${t(`files.session.${what}`)}
    </button>`;
    const rename = () => {
      this.#renaming = { id: kept.id, name };
      this.refresh(`name-${kept.id}`);
    };
    return html`<li>
      <p>
        <strong>${name}</strong>
        ${isOpen ? html`<span class="basis">${t("files.session.is_open")}</span>` : nothing}
        ${isSaved ? nothing : html`<span class="basis">${t("files.session.visit_only")}</span>`}
      </p>
      <p class=${isReadable(kept) ? "hint" : "problem"}>${inBrief(kept)}</p>
      ${
        this.#renaming?.id === kept.id && isReadable(kept)
          ? this.#renameForm(kept)
          : html`<div class="buttons">
              ${
                isReadable(kept)
                  ? [
                      button("open", () => this.#open(kept)),
                      button("rename", rename),
                      button("duplicate", () => this.#duplicate(kept)),
                    ]
                  : nothing
              }
              ${button("export", () => this.#give([kept], "session"))}
              ${button("delete", () => this.#delete(kept))}
            </div>`
      }
    </li>`;
  }

  #renameForm(session: SavedSession) {
    const cancel = () => {
      this.#renaming = undefined;
      this.refresh(`rename-${session.id}`);
    };
    return html`<form
      class="save-form"
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#rename(session);
      }}
    >
      ${field(NO_PROBLEMS, {
        id: `name-${session.id}`,
        label: t("files.session.new_name", { name: session.name }),
        control: () => html`<input
          id="name-${session.id}"
          autocomplete="off"
          maxlength="80"
          .value=${this.#renaming?.name ?? session.name}
          @input=${(event: Event) => {
            this.#renaming = { id: session.id, name: textOf(event) };
          }}
        />`,
      })}
      <div class="buttons">
        <button type="submit" class="quiet">${t("files.session.rename.save")}</button>
        <button type="button" class="quiet" @click=${cancel}>${t("files.cancel")}</button>
      </div>
    </form>`;
  }

  #files(shelved: readonly Shelved[]) {
    const choose = ({ target }: Event) => {
      const input = target as HTMLInputElement;
      void this.#import(input.files?.[0]);
      input.value = "";
    };
    return html`<section aria-labelledby="file-title" class="save-form">
      ${field(NO_PROBLEMS, {
        id: "sessions-file",
        label: t("files.session.import"),
        hint: t("files.session.import.hint"),
        control: ({ describedBy }) => html`<input
          id="sessions-file"
          type="file"
          accept=".json"
          aria-describedby=${describedBy}
          @change=${choose}
        />`,
      })}
      <h3 id="file-title" class="visually-hidden">${t("files.session.file")}</h3>
      <button
        type="button"
        class="quiet"
        ?disabled=${shelved.length === 0}
        @click=${() =>
          this.#give(
            shelved.map(({ kept }) => kept),
            "sessions",
          )}
      >
        ${t("files.session.export_all")}
      </button>
    </section>`;
  }

  #wipeAll(count: number) {
    const ask = (isAsking: boolean, focus: string) => () => {
      this.#isAsking = isAsking;
      this.refresh(focus);
    };
    if (!this.#isAsking) {
      return html`<div class="buttons">
        <button type="button" id="wipe" class="danger" @click=${ask(true, "keep-all")}>
          ${t("files.session.wipe")}
        </button>
        <p class="hint">${t("files.session.wipe.hint")}</p>
      </div>`;
    }
    return html`<div class="ask" role="group" aria-labelledby="ask-words">
      <p id="ask-words">${t("files.session.wipe.ask", { count })}</p>
      <div class="buttons">
        <button
          type="button"
          id="keep-all"
          class="quiet"
          aria-describedby="ask-words"
          @click=${ask(false, "wipe")}
        >
          ${t("files.session.wipe.no")}
        </button>
        <button type="button" class="danger main-button" @click=${() => this.#wipe()}>
          ${t("files.session.wipe.yes")}
        </button>
      </div>
    </div>`;
  }
}

type Action = "open" | "rename" | "duplicate" | "export" | "delete";

function nameOf(kept: Kept): string {
  return kept.name || t("files.session.nameless");
}

function inBrief(kept: Kept): string {
  if (!isReadable(kept)) return t(`files.session.${kept.why}`);
  const { form, saved_at: savedAt } = kept;
  const day = new Date(savedAt);
  const saved = Number.isNaN(day.valueOf())
    ? ""
    : day.toLocaleString(locale(), { dateStyle: "medium", timeStyle: "short" });
  return t("files.session.of_day", {
    date: /^\d{4}-\d{2}-\d{2}$/.test(form.date) ? longDate(form.date) : form.date,
    count: form.members.length,
    saved,
  });
}

customElements.define("cpt-sessions-dialog", CptSessionsDialog);

export function dialog(host: FilesHost, view: RosterView) {
  return html`<cpt-sessions-dialog
    .host=${host}
    .view=${view}
    .turn=${host.turn}
  ></cpt-sessions-dialog>`;
}
