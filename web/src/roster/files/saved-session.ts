import { t } from "../../common/i18n.ts";
import { CLINICIANS, longDate } from "../../common/names.ts";
import {
  exampleSession,
  FEWEST_MEMBERS,
  LIKE_THE_GROUP,
  type MemberEntry,
  MOST_MEMBERS,
  type SessionForm,
} from "../form.ts";
import { valuesOf } from "./read-cell.ts";

/** What a change of meaning raises; additions keep it. */
export const VERSION = 1;
const FORMAT = "cpt-estimator-session";
const SEVERAL = "cpt-estimator-sessions";
const LONGEST_NAME = 80;

/** A session as the browser, or a file, keeps it. */
export interface SavedSession {
  format: typeof FORMAT;
  version: number;
  id: string;
  name: string;
  saved_at: string;
  form: SessionForm;
}

/** What is kept but cannot be opened: of a newer version of the page, or damaged. */
export interface Unreadable {
  id: string;
  name: string;
  why: "newer" | "damaged";
  raw: unknown;
}

export type Kept = SavedSession | Unreadable;

export function isReadable(kept: Kept): kept is SavedSession {
  return !("why" in kept);
}

/** "March 2, 2026 · 90853 · 8 members": never who they are. */
export function usualName(form: SessionForm): string {
  return t("files.session.usual_name", {
    date: /^\d{4}-\d{2}-\d{2}$/.test(form.date) ? longDate(form.date) : form.date,
    code: form.code,
    count: form.members.length,
  });
}

interface Kind {
  id: string;
  name: string;
  savedAt: string;
}

export function sessionToSave(form: SessionForm, { id, name, savedAt }: Kind): SavedSession {
  return {
    format: FORMAT,
    version: VERSION,
    id,
    name: tidyName(name) || usualName(form),
    saved_at: savedAt,
    form,
  };
}

export function tidyName(name: string): string {
  return name.replace(/\s+/g, " ").trim().slice(0, LONGEST_NAME);
}

/** A record as it was found, which anything may have happened to since it was written. */
export function readSession(id: string, raw: unknown): Kept {
  const record = isRecord(raw) ? raw : {};
  const name = typeof record.name === "string" ? tidyName(record.name) : "";
  const isOurs = record.format === FORMAT && Number.isInteger(record.version);
  if (isOurs && (record.version as number) > VERSION) return { id, name, why: "newer", raw };
  const form = isOurs ? readForm(record.form) : undefined;
  if (!form) return { id, name, why: "damaged", raw };
  const savedAt = typeof record.saved_at === "string" ? record.saved_at : "";
  return sessionToSave(form, { id, name, savedAt });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const LONGEST_TEXT = 400;

/** With what the form has come to hold since; nothing where something in it cannot be of a form. */
function readForm(raw: unknown): SessionForm | undefined {
  if (!isRecord(raw) || !Array.isArray(raw.members)) return undefined;
  const { length } = raw.members;
  if (length < FEWEST_MEMBERS || length > MOST_MEMBERS) return undefined;
  const { members: _members, ...usual } = exampleSession("");
  const form = fill(usual, raw);
  const members = raw.members.map((entry) => (isRecord(entry) ? readMember(entry) : undefined));
  if (!form || members.includes(undefined)) return undefined;
  const isKnown = CLINICIANS.includes(form.clinician) && COMPOSITIONS.includes(form.composition);
  return isKnown ? { ...form, members: members as MemberEntry[] } : undefined;
}

const COMPOSITIONS = ["unrelated", "one_family", "several_families"];

function readMember(raw: Record<string, unknown>): MemberEntry | undefined {
  const entry = fill(LIKE_THE_GROUP, raw);
  const isKnown = (role: keyof MemberEntry) =>
    valuesOf(role)?.includes(entry?.[role] as string) ?? true;
  return entry && (Object.keys(entry) as (keyof MemberEntry)[]).every(isKnown) ? entry : undefined;
}

/** What is told under the same names, the usual for the rest; nothing where a kind does not fit. */
function fill<Shape extends object>(usual: Shape, raw: Record<string, unknown>): Shape | undefined {
  const filled: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(usual)) {
    const told = raw[name];
    if (told !== undefined && typeof told !== typeof value) return undefined;
    if (typeof told === "string" && told.length > LONGEST_TEXT) return undefined;
    filled[name] = told ?? value;
  }
  return filled as Shape;
}

export function isSameForm(a: SessionForm, b: SessionForm): boolean {
  const inOrder = (form: SessionForm) => JSON.stringify(readForm(form) ?? form);
  return a === b || inOrder(a) === inOrder(b);
}

/** All that is kept, in one file; what could not be read goes along as it is. */
export function exportText(kept: readonly Kept[]): string {
  const sessions = kept.map((each) => (isReadable(each) ? each : each.raw));
  return `${JSON.stringify({ format: SEVERAL, version: VERSION, sessions }, null, 2)}\n`;
}

/** The sessions of a file made here, of one or of several; or why it is none. */
export function importText(text: string): Kept[] | { problem: string } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { problem: t("files.session.not_json") };
  }
  if (!isRecord(content)) return { problem: t("files.session.not_ours") };
  if (content.format === FORMAT) return [readSession(idOf(content, 0), content)];
  if (content.format !== SEVERAL || !Array.isArray(content.sessions)) {
    return { problem: t("files.session.not_ours") };
  }
  if (content.sessions.length === 0) return { problem: t("files.session.none_in_file") };
  return content.sessions.map((each, at) => readSession(idOf(each, at), each));
}

function idOf(raw: unknown, at: number): string {
  const id = isRecord(raw) ? raw.id : undefined;
  return typeof id === "string" && /^[\w-]{1,64}$/.test(id) ? id : `imported-${at + 1}`;
}
