// The rows of a state's sheet -> rows of a payer table, or every reason why not.
import { readAmount, readDate, readLastDay } from "./printed-amount.mjs";
import { TABLE_SCHEMA } from "./state-mapping.mjs";
import { shown } from "./state-sheet.mjs";

const SETTINGS = TABLE_SCHEMA.definitions.row.properties.setting.enum;
const CODE = new RegExp(TABLE_SCHEMA.definitions.code.pattern);
const MODIFIER = new RegExp(TABLE_SCHEMA.definitions.modifiers.items.pattern);
const DATES = "2026-07-01, 7/1/2026 or a date cell";
const MOST_LABELS = 30;

/**
 * The table's `rows` by code, `notes` on what is printed in place of an amount, `leftOut` (how many
 * rows the mapping's where and dates leave out), the `codes` found, and `problems`: sentences with the
 * place and what was expected. Where there is a problem the rows are not to be relied on.
 */
export function readStateRows(sheet, mapping) {
  const { columns, problems } = findColumns(sheet, mapping);
  if (problems.length > 0) return { rows: [], notes: [], codes: new Set(), problems };
  const reader = new RowReader(sheet, mapping, columns);
  for (let at = mapping.header_row; at < sheet.rows.length; at += 1) reader.read(at);
  return reader.result();
}

// --- columns ------------------------------------------------------------------------------------

const inLowerCase = (label) => label.replace(/\s+/g, " ").trim().toLowerCase();

/** Label -> index of its column, of every label that the mapping names. */
function findColumns({ place, rows }, { header_row: headerRow, columns, amounts, where }) {
  const labels = (rows[headerRow - 1] ?? []).map(({ text }) => text);
  const wanted = [
    ...Object.values(columns),
    ...amounts.map(({ column }) => column),
    ...Object.keys(where),
  ];
  const found = new Map();
  const problems = [];
  for (const label of new Set(wanted)) {
    const at = labels.flatMap((each, index) =>
      inLowerCase(each) === inLowerCase(label) ? [index] : [],
    );
    if (at.length === 1) found.set(label, at[0]);
    else
      problems.push(`${place}, row ${headerRow}: column ${shown(label)} ${howOften(at, labels)}`);
  }
  return { columns: found, problems };
}

function howOften(at, labels) {
  if (at.length > 1) return `stands ${at.length} times; expected once`;
  const there = labels.filter((label) => label !== "").slice(0, MOST_LABELS);
  return `not found; found ${there.length > 0 ? there.map(shown).join(", ") : "an empty row"}`;
}

// --- rows ---------------------------------------------------------------------------------------

const EMPTY = { text: "", kind: "text" };

class RowReader {
  #rows = [];
  #notes = [];
  #problems = [];
  #rowsWithProblems = new Set();
  #codes = new Set();
  #leftOut = { where: 0, dates: 0 };

  constructor(sheet, mapping, columns) {
    this.sheet = sheet;
    this.mapping = mapping;
    this.columns = columns;
    this.isWanted = filterOf(mapping.codes);
  }

  result() {
    this.#findRowsThatStandTwice();
    // What is wrong with a row is found once for each of its amounts.
    const problems = [...new Set(this.#problems)];
    if (this.#rows.length === 0 && problems.length === 0)
      problems.push(
        `${this.sheet.place}: no row has an amount; expected one of a code that the mapping takes`,
      );
    return {
      rows: this.#rows.toSorted((a, b) => (a.code < b.code ? -1 : Number(a.code > b.code))),
      notes: this.#notes,
      codes: this.#codes,
      leftOut: this.#leftOut,
      problems,
    };
  }

  read(at) {
    const line = { at, cells: this.sheet.rows[at] };
    const code = this.#codeIn(line);
    if (code === undefined) return;
    this.#codes.add(code);
    if (!this.#isWhere(line)) this.#leftOut.where += 1;
    else if (!this.#isInForce(line)) this.#leftOut.dates += 1;
    else for (const amount of this.mapping.amounts) this.#readAmount(line, code, amount);
  }

  #cell({ cells }, label) {
    return cells[this.columns.get(label)] ?? EMPTY;
  }

  /** Of a column that the mapping may not have. */
  #cellIf(line, name) {
    const label = this.mapping.columns[name];
    return label === undefined ? EMPTY : this.#cell(line, label);
  }

  #problem({ at }, label, message) {
    this.#rowsWithProblems.add(at + 1);
    this.#problems.push(`${this.sheet.place}, row ${at + 1}, column ${shown(label)}: ${message}`);
  }

  /** The code of the row, or nothing where the row is not one to take. */
  #codeIn(line) {
    const label = this.mapping.columns.code;
    const { text } = this.#cell(line, label);
    if (text === "") {
      const amounts = this.mapping.amounts.map(({ column }) => this.#cell(line, column));
      if (amounts.some((cell) => readAmount(cell) !== null))
        this.#problem(line, label, "empty beside an amount; expected the code in each row");
      return undefined;
    }
    if (CODE.test(text)) return this.isWanted(text) ? text : undefined;
    if (this.mapping.codes === undefined)
      this.#problem(line, label, `${shown(text)}; expected a code such as 90853`);
    else if (wantedCodesIn(text, this.mapping.codes).length > 0)
      this.#problem(line, label, `${shown(text)}; expected the code alone`);
    return undefined;
  }

  #isWhere(line) {
    return Object.entries(this.mapping.where).every(([label, accepted]) =>
      accepted.includes(this.#cell(line, label).text),
    );
  }

  #isInForce(line) {
    const { from, to } = this.#datesIn(line, () => {});
    const isOver = to && to < this.mapping.from;
    const isToCome = from && this.mapping.to !== null && from > this.mapping.to;
    return !isOver && !isToCome;
  }

  #datesIn(line, complain = (...problem) => this.#problem(line, ...problem)) {
    const read = (name, reader) => {
      const cell = this.#cellIf(line, name);
      if (cell.text === "") return undefined;
      const date = reader(cell);
      if (date === null)
        complain(this.mapping.columns[name], `${shown(cell.text)}; expected ${DATES}`);
      return date ?? undefined;
    };
    const [from, to] = [read("effective", readDate), read("end", readLastDay)];
    if (from !== undefined && to !== undefined && to < from)
      complain(this.mapping.columns.end, `${to}; expected a day from ${from} on`);
    return { from, to };
  }

  #readAmount(line, code, { column, ...given }) {
    const cell = this.#cell(line, column);
    const chosen = this.#chosenBy(line, given);
    if (this.mapping.skip.includes(cell.text)) return this.#note(code, chosen, cell.text);
    const amount = readAmount(cell);
    if (amount === null || /^[0.]*$/.test(amount)) return this.#refuseAmount(line, column, cell);
    const { at } = line;
    const { who, ...lines } = chosen;
    this.#rows.push({
      code,
      ...lines,
      ...withoutNothing(this.#datesIn(line)),
      amount,
      ...withoutNothing({ who }),
      row: at + 1,
    });
  }

  #refuseAmount(line, column, { text }) {
    this.#problem(
      line,
      column,
      `${text === "" ? "empty" : shown(text)}; expected more than 0 with at most two decimals, such as 29.85 or "$1,029.85", or this text among the mapping's skip`,
    );
  }

  /** What the row is for besides its code, in the order in which it is written. */
  #chosenBy(line, given) {
    const modifiers = given.modifiers ?? this.#modifiersIn(line);
    const setting = given.setting ?? this.#settingIn(line);
    return withoutNothing({
      modifiers: modifiers?.length > 0 ? modifiers : undefined,
      asks_modifiers: given.asks_modifiers,
      clinicians: given.clinicians,
      setting: setting === "any" ? undefined : setting,
      who: given.who,
    });
  }

  #modifiersIn(line) {
    const { text } = this.#cellIf(line, "modifiers");
    const translated = valueIn(this.mapping.values.modifiers, text);
    if (translated !== undefined) return translated;
    if (text === "" || MODIFIER.test(text)) return text === "" ? [] : [text];
    this.#problem(
      line,
      this.mapping.columns.modifiers,
      `${shown(text)}; expected one modifier such as HQ, or what the text stands for under the mapping's values.modifiers`,
    );
    return [];
  }

  #settingIn(line) {
    const { text } = this.#cellIf(line, "setting");
    const translated = valueIn(this.mapping.values.setting, text);
    if (translated !== undefined) return translated;
    if (text === "" || SETTINGS.includes(text)) return text === "" ? "any" : text;
    this.#problem(
      line,
      this.mapping.columns.setting,
      `${shown(text)}; expected ${SETTINGS.join(", ")}, or what the text stands for under the mapping's values.setting`,
    );
    return "any";
  }

  #note(code, { modifiers = [], setting, who }, text) {
    const line = [code, ...modifiers, setting, who].filter(Boolean).join(" ");
    this.#notes.push(`${line}: ${text === "" ? "nothing printed" : `printed as '${text}'`}`);
  }

  #findRowsThatStandTwice() {
    const seen = new Map();
    const isRead = ({ row }) => !this.#rowsWithProblems.has(row);
    for (const row of this.#rows.filter(isRead)) {
      if (!seen.has(row.code)) seen.set(row.code, []);
      const others = seen.get(row.code);
      const other = others.find((each) => areForTheSameLine(each, row));
      if (other)
        this.#problems.push(
          `${this.sheet.place}, row ${row.row}: ${lineOf(row)} stands in row ${other.row} too; expected one amount for each code, modifier, setting and day`,
        );
      others.push(row);
    }
  }
}

// --- small questions ----------------------------------------------------------------------------

function filterOf(codes) {
  if (codes === undefined) return () => true;
  const pattern = typeof codes === "string" ? new RegExp(`^(?:${codes})$`) : undefined;
  return (code) => pattern?.test(code) ?? codes.includes(code);
}

/** Codes to take that a longer text names, such as "90853-HQ". */
function wantedCodesIn(text, codes) {
  const isWanted = filterOf(codes);
  return (text.match(/[0-9A-Z][0-9]{3}[0-9A-Z]/g) ?? []).filter(isWanted);
}

const valueIn = (values, text) =>
  values !== undefined && Object.hasOwn(values, text) ? values[text] : undefined;

const withoutNothing = (fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const lineOf = ({ code, modifiers = [], setting }) =>
  [code, ...modifiers, setting].filter(Boolean).join(", ");

/** Whether some line on some day would be priced by both. */
function areForTheSameLine(left, right) {
  const share = (name) => {
    const [some, others] = [left[name] ?? [], right[name] ?? []];
    return some.length + others.length === 0 || some.some((each) => others.includes(each));
  };
  return (
    left.setting === right.setting &&
    share("modifiers") &&
    share("clinicians") &&
    (left.from ?? "") <= (right.to ?? "9999") &&
    (right.from ?? "") <= (left.to ?? "9999")
  );
}
