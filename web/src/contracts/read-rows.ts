import type { Sentence } from "../common/i18n.ts";
import type { ClinicianType } from "../generated/contract.ts";
import {
  dayBefore,
  Misread,
  type Read,
  readClinicians,
  readCode,
  readDay,
  readDollars,
  readModifiers,
  readPlace,
  type WherePerformed,
} from "./cells.ts";
import { isHeader, RATES, type Role, recogniseCells, recogniseColumns } from "./columns.ts";
import {
  LONGEST_CELL,
  MOST_COLUMNS,
  MOST_PRICED_ROWS,
  MOST_PROBLEMS_LISTED,
  MOST_ROWS,
  UnreadableFile,
} from "./limits.ts";

/** A row of a payer table, in the form of its schema. */
export interface ContractRow extends WherePerformed {
  code: string;
  modifiers?: string[];
  clinicians?: ClinicianType[];
  from?: string;
  to?: string;
  amount?: string;
  percent_of_medicare?: { percent: string; year?: number; locality: "local" | "national" };
  /** In the sheet, from 1. */
  row?: number;
}

/** What is wrong with one cell, or with a row as a whole. */
export interface RowProblem {
  row: number;
  /** The label of the column; empty where it has none. */
  column: string;
  role: Role;
  found: string;
  accepted: Sentence;
}

/** How a sheet is to be read: the row of its labels, from 1, and what its columns hold. */
export interface Layout {
  /** 0 where the sheet has none. */
  headerRow: number;
  roles: Role[];
}

/** A sheet read once through. */
export interface Reading {
  layout: Layout;
  labels: string[];
  /** The first rows below the labels, as they stand. */
  preview: string[][];
  rowsRead: number;
  leftOut: LeftOut;
  rows: ContractRow[];
  problems: RowProblem[];
  problemCount: number;
}

/** Rows that make no part of the contract, and are no mistakes. */
export interface LeftOut {
  /** Of codes that are not priced here. */
  otherCodes: number;
  /** The same as a row above. */
  repeated: number;
  /** Titles, notes and the like: neither a code nor an amount. */
  remarks: number;
}

const PREVIEW_ROWS = 6;
/** Payers put titles and notes above the labels. */
const HEADER_WITHIN = 50;

/** What is given the rows of a sheet, as they arrive. */
export interface TakesRows {
  add(cells: string[]): void;
}

/** Reads a sheet row by row. */
export class RowReader implements TakesRows {
  readonly #known: ReadonlySet<string>;
  #layout: Layout | undefined;
  #labels: string[] = [];
  #columns: { column: number; role: Role }[] = [];
  #waiting: string[][] = [];
  #position = 0;
  #preview: string[][] = [];
  #rowsRead = 0;
  #leftOut: LeftOut = { otherCodes: 0, repeated: 0, remarks: 0 };
  #rows: ContractRow[] = [];
  #problems: RowProblem[] = [];
  #problemCount = 0;
  #amounts = new Map<string, { amount: string; row: number }>();

  /** `layout` is found from the labels where it is not given. */
  constructor(known: ReadonlySet<string>, layout?: Layout) {
    this.#known = known;
    this.#layout = layout;
  }

  add(cells: string[]) {
    if (cells.length > MOST_COLUMNS) {
      throw new UnreadableFile("contracts.unreadable.row_columns", {
        row: String(this.#position + this.#waiting.length + 1),
        columns: cells.length,
        most: MOST_COLUMNS,
      });
    }
    if (this.#columns.length > 0) return this.#read(cells);
    this.#waiting.push(cells);
    const isFound = this.#layout
      ? this.#waiting.length > this.#layout.headerRow
      : isHeader(recogniseColumns(cells)) || this.#waiting.length >= HEADER_WITHIN;
    if (isFound) this.#begin();
  }

  finish(): Reading {
    if (this.#columns.length === 0) this.#begin();
    return {
      layout: this.#layout ?? { headerRow: 0, roles: [] },
      labels: this.#labels,
      preview: this.#preview,
      rowsRead: this.#rowsRead,
      leftOut: this.#leftOut,
      rows: endedByTheNext(this.#rows),
      problems: this.#problems,
      problemCount: this.#problemCount,
    };
  }

  #begin() {
    const waiting = this.#waiting;
    this.#waiting = [];
    const layout = this.#layout ?? layoutOf(waiting);
    this.#layout = layout;
    const width = Math.max(1, layout.roles.length, ...waiting.map((cells) => cells.length));
    const header = waiting[layout.headerRow - 1] ?? [];
    this.#labels = Array.from({ length: width }, (_, column) => shown(header[column] ?? ""));
    layout.roles = this.#labels.map((_, column) => layout.roles[column] ?? "");
    this.#columns = layout.roles.map((role, column) => ({ column, role }));
    this.#position = layout.headerRow;
    for (const cells of waiting.slice(layout.headerRow)) this.#read(cells);
  }

  #read(cells: string[]) {
    const row = ++this.#position;
    if (row > MOST_ROWS) {
      throw new UnreadableFile("contracts.unreadable.too_many_rows", { most: MOST_ROWS });
    }
    if (cells.every((cell) => cell.trim() === "")) return;
    this.#rowsRead += 1;
    if (this.#preview.length < PREVIEW_ROWS) this.#preview.push(cells.map(shown));

    const codeColumn = this.#columns.find(({ role }) => role === "code");
    if (!codeColumn) return;
    const cell = cells[codeColumn.column] ?? "";
    const code = readCode(cell);
    if (code instanceof Misread || code === undefined) {
      if (this.#isRemark(cells)) this.#leftOut.remarks += 1;
      else this.#complain(row, "code", cell, code);
      return;
    }
    if (!this.#known.has(code)) {
      this.#leftOut.otherCodes += 1;
      return;
    }
    this.#readPriced(row, code, cells);
  }

  #isRemark(cells: readonly string[]): boolean {
    return this.#columns.every(({ column, role }) => {
      if (!RATES.includes(role)) return true;
      const amount = readDollars(cells[column] ?? "");
      return amount === undefined || amount instanceof Misread;
    });
  }

  #readPriced(row: number, code: string, cells: readonly string[]) {
    const before = this.#problemCount;
    const read: ContractRow = { code };
    const amounts: { amount: string; where: WherePerformed }[] = [];
    for (const { column, role } of this.#columns) {
      const cell = cells[column] ?? "";
      if (cell.length > LONGEST_CELL) {
        const misread = new Misread("contracts.accepted.length", { most: LONGEST_CELL });
        this.#complain(row, role, cell, misread, column);
        continue;
      }
      const take = <Value>(value: Read<Value>, keep: (value: Value) => void) => {
        if (value instanceof Misread) this.#complain(row, role, cell, value, column);
        else if (value !== undefined) keep(value);
      };
      if (role === "modifier") {
        take(readModifiers(cell), (found) => {
          read.modifiers = [...(read.modifiers ?? []), ...found];
        });
      } else if (role === "from") take(readDay(cell), (day) => Object.assign(read, { from: day }));
      else if (role === "to") take(readDay(cell), (day) => Object.assign(read, { to: day }));
      else if (role === "place") take(readPlace(cell), (where) => Object.assign(read, where));
      else if (role === "clinician") {
        take(readClinicians(cell), (clinicians) => Object.assign(read, { clinicians }));
      } else if (RATES.includes(role)) {
        const where: WherePerformed =
          role === "rate" ? {} : { setting: role === "rate_facility" ? "facility" : "nonfacility" };
        take(readDollars(cell), (amount) => amounts.push({ amount, where }));
      }
    }
    if (read.from && read.to && read.to < read.from) {
      const misread = new Misread("contracts.accepted.not_before", { day: read.from });
      this.#complain(row, "to", read.to, misread);
    }
    if (this.#problemCount > before) return;
    if (amounts.length === 0) return this.#complain(row, "rate", "", undefined);
    for (const { amount, where } of amounts) this.#keep({ ...read, ...where, amount, row });
  }

  #keep(read: ContractRow) {
    const { amount = "", row = 0, ...line } = read;
    const key = JSON.stringify(line);
    const same = this.#amounts.get(key);
    if (same?.amount === amount) {
      this.#leftOut.repeated += 1;
      return;
    }
    if (same) {
      const first = { amount: same.amount, row: String(same.row) };
      return this.#complain(row, "rate", amount, new Misread("contracts.accepted.same", first));
    }
    this.#amounts.set(key, { amount, row });
    this.#rows.push(read);
    if (this.#rows.length > MOST_PRICED_ROWS) {
      throw new UnreadableFile("contracts.unreadable.too_many_priced", { most: MOST_PRICED_ROWS });
    }
  }

  #complain(
    row: number,
    role: Role,
    found: string,
    misread: Misread | undefined,
    at = this.#columns.findIndex((each) => each.role === role),
  ) {
    this.#problemCount += 1;
    if (this.#problems.length >= MOST_PROBLEMS_LISTED) return;
    this.#problems.push({
      row,
      column: this.#labels[at] ?? "",
      role,
      found: shown(found),
      accepted: (misread ?? missing(role)).accepted,
    });
  }
}

function missing(role: Role): Misread {
  return new Misread(
    role === "code" ? "contracts.accepted.any_code" : "contracts.accepted.any_amount",
  );
}

/**
 * Payers list what a line was paid since when, and leave the end open: a rate ends where the next
 * one of the same line begins.
 */
function endedByTheNext(rows: readonly ContractRow[]): ContractRow[] {
  const lines = new Map<string, ContractRow[]>();
  for (const rate of rows) {
    const { from: _from, to: _to, amount: _amount, row: _row, ...line } = rate;
    const key = JSON.stringify(line);
    const rates = lines.get(key);
    if (rates) rates.push(rate);
    else lines.set(key, [rate]);
  }
  const ends = new Map<ContractRow, string>();
  for (const rates of lines.values()) {
    const inOrder = rates.toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
    for (const [index, rate] of inOrder.entries()) {
      const next = inOrder[index + 1]?.from;
      if (next && !rate.to && next !== rate.from) ends.set(rate, dayBefore(next));
    }
  }
  return rows.map((rate) => {
    const to = ends.get(rate);
    return to === undefined ? rate : { ...rate, to };
  });
}

function layoutOf(rows: readonly string[][]): Layout {
  const known = rows.findIndex((cells) => isHeader(recogniseColumns(cells)));
  if (known >= 0) return { headerRow: known + 1, roles: recogniseColumns(rows[known] ?? []) };
  // Without labels that say enough, the first row that looks like one of a fee schedule decides.
  for (const [index, cells] of rows.entries()) {
    const roles = recogniseCells(cells);
    if (!roles) continue;
    const labels = rows[index - 1];
    const byLabel = labels ? recogniseColumns(labels) : [];
    return { headerRow: index, roles: roles.map((role, at) => byLabel[at] || role) };
  }
  const fullest = rows.findIndex((cells) => cells.some((cell) => cell.trim() !== ""));
  return { headerRow: fullest + 1, roles: recogniseColumns(rows[fullest] ?? []) };
}

const LONGEST_SHOWN = 60;

/** A cell as it can be shown: never more than a line of it. */
function shown(cell: string): string {
  const text = cell.replace(/\s+/g, " ").trim();
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
