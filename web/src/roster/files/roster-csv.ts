import { t } from "../../common/i18n.ts";
import { columnsOf } from "../columns.ts";
import { LIKE_THE_GROUP, type MemberEntry, MOST_MEMBERS, type SessionForm } from "../form.ts";
import { INTERACTIVE_COMPLEXITY } from "../request.ts";
import { asTyped, csvText } from "./csv-text.ts";
import { initialsOf, looksLikeName, toldApart } from "./member-names.ts";
import { type CellProblem, Misread } from "./misread.ts";
import { type Known, readCell } from "./read-cell.ts";
import {
  headerOf,
  holdsNames,
  isHeader,
  JOINED,
  ROLES,
  type Role,
  rolesOf,
  titleOf,
} from "./roster-columns.ts";

/** The whole roster, a row for each member; where a member has no place of its own, the group's. */
export function writeRoster({ members, place }: Pick<SessionForm, "members" | "place">): string {
  const rows = members.map((entry) => ROLES.map((role) => cellOf(role, entry, place)));
  return csvText([ROLES.map(headerOf), ...rows]);
}

function cellOf(role: keyof MemberEntry, entry: MemberEntry, place: string): string {
  if (role === "isComplex") return entry.isComplex ? INTERACTIVE_COMPLEXITY : "";
  return role === "place" ? entry.place || place : entry[role];
}

/** The columns of the page's own table, in which rows without labels are read. */
export const TABLE_ORDER: readonly Role[] = ["alias", ...columnsOf("table")];

/** A roster as it was read, with whatever could not be. */
export interface RosterReading {
  hasHeader: boolean;
  labels: string[];
  /** What each column holds; empty where it is left out. */
  roles: Role[];
  members: MemberEntry[];
  /** Of each member, the row it stands in, from 1. */
  rows: number[];
  problems: CellProblem[];
  /** Members whose names look like those of persons. */
  names: number;
  /** Labels of columns that are not read, though something stands in them. */
  leftOut: string[];
}

interface Asked {
  /** As a person says they are, where that is not as they were recognised. */
  roles?: readonly Role[] | undefined;
  /** Names of persons become their initials. */
  isShortening: boolean;
}

/** Reads rows of a spreadsheet; every problem is told, and what has one is as if nothing stood there. */
export function readRoster(
  rows: readonly (readonly string[])[],
  known: Known,
  { roles: asked, isShortening }: Asked,
): RosterReading {
  const filled = rows
    .map((cells, index) => ({ cells: cells.map(asTyped), row: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const hasHeader = filled.length > 0 && isHeader(filled[0]?.cells ?? []);
  const below = hasHeader ? filled.slice(1) : filled;
  const width = Math.max(0, ...filled.map(({ cells }) => cells.length));
  const labels = Array.from({ length: width }, (_, column) =>
    hasHeader ? (filled[0]?.cells[column] ?? "").trim() : "",
  );
  const recognised = hasHeader ? rolesOf(labels) : labels.map((_, at) => TABLE_ORDER[at] ?? "");
  const roles = labels.map((_, column) => asked?.[column] ?? recognised[column] ?? "");
  const reading: RosterReading = {
    hasHeader,
    labels,
    roles,
    members: [],
    rows: [],
    problems: [],
    names: 0,
    leftOut: leftOut(labels, roles, below),
  };
  const hasNames = roles.some((role, at) => role === "alias" && holdsNames(labels[at] ?? ""));
  for (const { cells, row } of below)
    readMember(reading, known, { cells, row, hasNames, isShortening });
  if (isShortening) tellApart(reading);
  refuseTwice(reading);
  refuseTooMany(reading);
  reading.problems.sort((a, b) => a.row - b.row);
  return reading;
}

interface Row {
  cells: readonly string[];
  row: number;
  /** The labels say that names stand in it. */
  hasNames: boolean;
  isShortening: boolean;
}

function readMember(
  reading: RosterReading,
  known: Known,
  { cells, row, hasNames, isShortening }: Row,
) {
  const { roles, problems } = reading;
  let entry = LIKE_THE_GROUP;
  // The payer first: what may be chosen of its tables depends on it.
  const inOrder = ROLES.toSorted((a, b) => Number(b === "payer") - Number(a === "payer"));
  for (const role of inOrder) {
    const columns = roles.flatMap((each, column) => (each === role ? [column] : []));
    const [first] = columns;
    if (first === undefined) continue;
    let text = columns
      .map((column) => (cells[column] ?? "").trim())
      .filter(Boolean)
      .join(JOINED.includes(role) ? " " : "");
    if (role === "alias" && (looksLikeName(text) || (hasNames && /\p{L}{3}/u.test(text)))) {
      reading.names += 1;
      if (isShortening) text = initialsOf(text);
    }
    const read = readCell(role, text, known, entry.payer);
    if (read instanceof Misread) problems.push(problemIn(reading, row, first, text, read.accepted));
    else entry = { ...entry, ...read };
  }
  reading.members.push(entry);
  reading.rows.push(row);
}

const LONGEST_SHOWN = 60;

function problemIn(
  { labels, roles }: Pick<RosterReading, "labels" | "roles">,
  row: number,
  column: number,
  text: string,
  accepted: string,
): CellProblem {
  const role = roles[column];
  const found = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  const label = labels[column] || (role ? titleOf(role) : letterOf(column));
  return { row, column: label, found, accepted };
}

/** "C" of the third column, as spreadsheets name it. */
export function letterOf(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? letterOf(rest - 1) : ""}${String.fromCharCode(65 + (column % 26))}`;
}

function leftOut(
  labels: readonly string[],
  roles: readonly Role[],
  rows: readonly { cells: readonly string[] }[],
): string[] {
  return labels.flatMap((label, column) => {
    const isFilled = rows.some(({ cells }) => (cells[column] ?? "").trim() !== "");
    return roles[column] === "" && (isFilled || label !== "") ? [label || letterOf(column)] : [];
  });
}

/** Two patients of the same initials are two. */
function tellApart(reading: RosterReading) {
  if (reading.names === 0) return;
  const apart = toldApart(reading.members.map(({ alias }) => alias));
  reading.members = reading.members.map((entry, at) => ({ ...entry, alias: apart[at] ?? "" }));
}

function refuseTwice(reading: RosterReading) {
  const { members, rows, roles, problems } = reading;
  const column = roles.indexOf("alias");
  const seen = new Map<string, number>();
  for (const [at, { alias }] of members.entries()) {
    const row = rows[at] ?? 0;
    const name = alias.toLowerCase();
    const before = seen.get(name);
    if (alias === "") continue;
    if (before === undefined) seen.set(name, row);
    else {
      const accepted = t("files.accept.once", { row: String(before) });
      problems.push(problemIn(reading, row, column, alias, accepted));
      members[at] = { ...(members[at] ?? LIKE_THE_GROUP), alias: "" };
    }
  }
}

function refuseTooMany(reading: RosterReading) {
  const first = reading.rows[MOST_MEMBERS];
  if (first === undefined) return;
  const found = String(reading.members.length);
  const accepted = t("files.accept.members", { count: MOST_MEMBERS });
  reading.problems.push({ row: first, column: "", found, accepted });
  reading.members = reading.members.slice(0, MOST_MEMBERS);
  reading.rows = reading.rows.slice(0, MOST_MEMBERS);
}

/** The session with its members replaced by those read, or with them added. */
export function withMembers(
  form: SessionForm,
  members: readonly MemberEntry[],
  way: "replace" | "add",
): SessionForm {
  if (way === "replace") return { ...form, members };
  const taken = form.members.map(({ alias }) => alias).filter(Boolean);
  const apart = toldApart(
    members.map(({ alias }) => alias),
    taken,
  );
  const added = members.map((entry, at) => ({ ...entry, alias: apart[at] ?? "" }));
  return { ...form, members: [...form.members, ...added].slice(0, MOST_MEMBERS) };
}
