/**
 * Cells copied from a spreadsheet and pasted onto a control of the table: they fill it from there,
 * downwards and to the right, in the order of the table's columns.
 */
import { t } from "../../common/i18n.ts";
import { LIKE_THE_GROUP, type MemberEntry, MOST_MEMBERS, type SessionForm } from "../form.ts";
import { asTyped } from "./csv-text.ts";
import { initialsOf, looksLikeName, toldApart } from "./member-names.ts";
import { type CellProblem, Misread } from "./misread.ts";
import { type Known, readCell } from "./read-cell.ts";
import { isHeader, type Role, titleOf } from "./roster-columns.ts";
import { TABLE_ORDER } from "./roster-csv.ts";

export interface Pasted {
  form: SessionForm;
  /** By row of the roster, from 1; what has one is as it was. */
  problems: CellProblem[];
  cells: number;
  /** Names of persons that became initials. */
  names: number;
}

interface Place {
  rowIndex: number;
  column: keyof MemberEntry;
  /** Columns as they stand, from left to right. */
  order?: readonly Role[];
}

/** The session with the rows pasted from a cell on; members are added where there are too few. */
export function pasteInto(
  form: SessionForm,
  rows: readonly (readonly string[])[],
  known: Known,
  { rowIndex, column, order = TABLE_ORDER }: Place,
): Pasted {
  const first = Math.max(0, order.indexOf(column));
  const pasted: Pasted = { form, problems: [], cells: 0, names: 0 };
  const [top = []] = rows;
  // Labels copied along name the cells below them, and are no member's.
  const isLabelled = rows.length > 1 && isHeader(top);
  const values = isLabelled ? rows.slice(1) : rows;
  const members = [...form.members];
  for (const [at, cells] of values.entries()) {
    const index = rowIndex + at;
    if (index >= MOST_MEMBERS) {
      const accepted = t("files.accept.members", { count: MOST_MEMBERS });
      pasted.problems.push({
        row: index + 1,
        column: "",
        found: cells.join(" ").slice(0, 60),
        accepted,
      });
      break;
    }
    members[index] = pasteRow(pasted, members[index] ?? LIKE_THE_GROUP, {
      cells: cells.map(asTyped),
      row: index + 1,
      roles: order.slice(first),
      known,
    });
  }
  const apart = pasted.names > 0 && toldApart(members.map(({ alias }) => alias));
  const told = members.map((entry, at) => (apart ? { ...entry, alias: apart[at] ?? "" } : entry));
  pasted.form = { ...form, members: told };
  return pasted;
}

interface PastedRow {
  cells: readonly string[];
  row: number;
  roles: readonly Role[];
  known: Known;
}

function pasteRow(pasted: Pasted, before: MemberEntry, { cells, row, roles, known }: PastedRow) {
  let entry = before;
  for (const [at, cell] of cells.entries()) {
    const role = roles[at];
    if (!role) {
      if (cell.trim() === "") continue;
      const accepted = t("files.accept.no_column");
      pasted.problems.push({ row, column: "", found: cell.slice(0, 60), accepted });
      continue;
    }
    const isName = role === "alias" && looksLikeName(cell);
    if (isName) pasted.names += 1;
    const read = readCell(role, isName ? initialsOf(cell) : cell, known, entry.payer);
    if (read instanceof Misread) {
      const found = cell.trim().slice(0, 60);
      pasted.problems.push({ row, column: titleOf(role), found, accepted: read.accepted });
    } else {
      pasted.cells += 1;
      entry = { ...entry, ...read };
    }
  }
  return entry;
}
