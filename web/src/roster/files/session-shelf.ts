import { Database } from "../../common/database.ts";
import { deleteDatabase } from "../../common/databases.ts";
import { t } from "../../common/i18n.ts";
import type { SessionForm } from "../form.ts";
import {
  importText,
  isReadable,
  isSameForm,
  type Kept,
  readSession,
  type SavedSession,
  sessionToSave,
  tidyName,
} from "./saved-session.ts";

export const SESSIONS = "cpt-estimator-sessions";
/** Of every database of this site. */
const OURS = /^cpt-estimator-/;

/** A session that can be opened, and whether it outlasts this visit. */
export interface Shelved {
  kept: Kept;
  isSaved: boolean;
}

/** The session on screen, where it is one that was saved. */
export interface OpenSession {
  id: string;
  name: string;
  savedAt: string;
  form: SessionForm;
}

/** What other pages of the site are told. */
type Notice = { saved: string } | { wiped: true };

/** Why something lasts for this visit only; nothing where it is saved. */
export type NotSaved = string | undefined;

/** Sessions in this browser, written only when a person asks for it. */
export class SessionShelf {
  shelved: readonly Shelved[] = [];
  open: OpenSession | undefined;
  /** What another page did with what is kept here. */
  notice = "";

  readonly #database = new Database<unknown>(SESSIONS, "sessions");
  readonly #changed: () => void;
  #visit = new Map<string, Kept>();
  #channel: BroadcastChannel | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  close() {
    this.#channel?.close();
    this.#channel = undefined;
  }

  /** Reads what is kept; nothing where the browser keeps nothing, or will not tell. */
  async refresh() {
    this.#listen();
    const found = await this.#database.entries().catch(() => []);
    const saved = found.map(([id, raw]) => ({ kept: readSession(String(id), raw), isSaved: true }));
    const ids = new Set(saved.map(({ kept }) => kept.id));
    const visit = [...this.#visit.values()].filter(({ id }) => !ids.has(id));
    this.shelved = [...visit.map((kept) => ({ kept, isSaved: false })), ...saved].sort((a, b) =>
      dayOf(a.kept) < dayOf(b.kept) ? 1 : -1,
    );
    this.#changed();
  }

  isChanged(form: SessionForm): boolean {
    return this.open !== undefined && !isSameForm(form, this.open.form);
  }

  /** The one on screen: under its own id where it is open, or as another. */
  async save(form: SessionForm, { name, isNew }: { name: string; isNew: boolean }) {
    const { open } = this;
    const id = (!isNew && open?.id) || newId();
    const session = sessionToSave(form, { id, name, savedAt: new Date().toISOString() });
    const before = open?.id === id ? await this.#savedAt(id) : undefined;
    const notSaved = await this.#put(session);
    if (notSaved === undefined) this.open = openedFrom(session);
    const isReplacing = before !== undefined && before !== open?.savedAt;
    this.notice = notSaved === undefined && isReplacing ? t("files.session.replaced") : "";
    await this.refresh();
    return { session, notSaved };
  }

  take(session: SavedSession) {
    this.open = openedFrom(session);
    this.notice = "";
    this.#changed();
  }

  /** The session on screen is no longer one that is kept. */
  leave() {
    this.open = undefined;
    this.#changed();
  }

  async rename(session: SavedSession, name: string): Promise<NotSaved> {
    const renamed = { ...session, name: tidyName(name) || session.name };
    const notSaved = await this.#put(renamed);
    if (this.open?.id === session.id) this.open = { ...this.open, name: renamed.name };
    await this.refresh();
    return notSaved;
  }

  async duplicate(session: SavedSession): Promise<NotSaved> {
    const name = t("files.session.copy_of", { name: session.name });
    const savedAt = new Date().toISOString();
    const notSaved = await this.#put(sessionToSave(session.form, { id: newId(), name, savedAt }));
    await this.refresh();
    return notSaved;
  }

  /** With the way back: `restore`. */
  async remove({ id }: Kept) {
    this.#visit.delete(id);
    if (this.open?.id === id) this.open = undefined;
    await this.#database.forget(id).catch(() => {});
    this.#tell({ saved: id });
    await this.refresh();
  }

  async restore(kept: Kept): Promise<NotSaved> {
    const notSaved = await this.#put(kept);
    await this.refresh();
    return notSaved;
  }

  /** Takes up the sessions of a file; one that is here already, and differs, comes beside it. */
  async importFile(text: string) {
    const read = importText(text);
    if ("problem" in read) return read;
    const here = new Map(this.shelved.map(({ kept }) => [kept.id, kept]));
    let notSaved: NotSaved;
    for (const each of read) {
      const same = here.get(each.id);
      if (same && JSON.stringify(same) === JSON.stringify(each)) continue;
      notSaved = (await this.#put(same ? { ...each, id: newId() } : each)) ?? notSaved;
    }
    await this.refresh();
    return { count: read.length, notSaved };
  }

  /** Deletes every database that this site has made; whether all of them are gone already. */
  async wipe(): Promise<boolean> {
    this.#visit.clear();
    this.open = undefined;
    const { wipe } = await import("../../contracts/store.ts");
    const gone = [await this.#database.drop(), await wipe()];
    for (const { name = "" } of (await indexedDB.databases?.().catch(() => [])) ?? []) {
      if (OURS.test(name)) gone.push(await deleteDatabase(name));
    }
    this.#tell({ wiped: true });
    await this.refresh();
    return gone.every(Boolean);
  }

  async #savedAt(id: string): Promise<string | undefined> {
    const found = await this.#database.entries().catch(() => []);
    const raw = found.find(([key]) => key === id)?.[1];
    const kept = raw === undefined ? undefined : readSession(id, raw);
    return kept && isReadable(kept) ? kept.saved_at : undefined;
  }

  async #put(kept: Kept): Promise<NotSaved> {
    try {
      await this.#database.keep(kept.id, isReadable(kept) ? kept : kept.raw);
    } catch (refused) {
      this.#visit.set(kept.id, kept);
      return inWords(refused);
    }
    this.#visit.delete(kept.id);
    this.#tell({ saved: kept.id });
    return undefined;
  }

  #tell(notice: Notice) {
    this.#listen();
    this.#channel?.postMessage(notice);
  }

  #listen() {
    if (this.#channel || typeof BroadcastChannel === "undefined") return;
    this.#channel = new BroadcastChannel(SESSIONS);
    this.#channel.onmessage = ({ data }: MessageEvent<Notice>) => void this.#heard(data);
  }

  async #heard(notice: Notice) {
    if ("wiped" in notice) {
      this.open = undefined;
      this.notice = t("files.session.wiped_elsewhere");
      const { wiped } = await import("../../contracts/store.ts");
      wiped();
    } else if (this.open?.id === notice.saved) {
      const isHere = (await this.#savedAt(notice.saved)) !== undefined;
      this.notice = t(isHere ? "files.session.saved_elsewhere" : "files.session.deleted_elsewhere");
    }
    await this.refresh();
  }
}

function openedFrom({ id, name, saved_at: savedAt, form }: SavedSession): OpenSession {
  return { id, name, savedAt, form };
}

function dayOf(kept: Kept): string {
  return isReadable(kept) ? kept.saved_at : "";
}

/** Without what only secure pages have. */
function newId(): string {
  const random = crypto.getRandomValues(new Uint32Array(3));
  return [...random].map((each) => each.toString(36)).join("-");
}

function inWords(refused: unknown): string {
  const { name = "", message = String(refused) } = (refused ?? {}) as Partial<Error>;
  if (name === "QuotaExceededError") return t("files.storage.full");
  return t("files.storage.blocked", { reason: message || name });
}
