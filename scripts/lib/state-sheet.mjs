// A state's CSV file or workbook as rows of cells. `rows[n]` is what a spreadsheet shows as row n + 1.
import { basename } from "node:path";
import Papa from "papaparse";
import { readSheet, SheetNotFoundError } from "read-excel-file/universal";
import { Refused, readBytes } from "./command.mjs";
import { problemOfArchive } from "./xlsx-archive.mjs";

const LONGEST_SHOWN = 60;
const ZIP = Buffer.from("PK\x03\x04", "latin1");
const OLD_EXCEL = Buffer.from("d0cf11e0", "hex");

/**
 * A cell is {text, kind}: kind is text, number (the digits as the workbook stores them) or date
 * (YYYY-MM-DD). Of a formula it is the value that was saved with it; nothing is calculated.
 */
export async function readStateSheet(path, { sheet }) {
  const bytes = readBytes(path);
  const file = basename(path);
  if (startsWith(bytes, OLD_EXCEL))
    throw new Refused([
      `${file}: is an Excel workbook of before 2007; expected .xlsx or CSV: save it so`,
    ]);
  if (startsWith(bytes, ZIP) || /\.xlsx$/i.test(file)) return readXlsx(bytes, file, sheet);
  if (sheet !== undefined)
    throw new Refused([`${file}: is a CSV file, which has no sheet ${shown(String(sheet))}`]);
  return readCsv(bytes, file);
}

/** A cell as a message shows it: quoted, short and without control characters. */
export function shown(text) {
  const start = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return JSON.stringify(start).replace(
    /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const startsWith = (bytes, beginning) => bytes.subarray(0, beginning.length).equals(beginning);

function tidy(text) {
  return text.replace(/\s+/g, " ").trim();
}

// --- CSV ----------------------------------------------------------------------------------------

function readCsv(bytes, file) {
  const { data, errors } = Papa.parse(decodeUtf8(bytes, file), { delimiter: "," });
  if (errors.length > 0)
    throw new Refused(
      errors.map(({ row, message }) => `${file}, row ${(row ?? 0) + 1}: is not CSV (${message})`),
    );
  return {
    place: file,
    rows: data.map((cells) => cells.map((text) => ({ text: tidy(text), kind: "text" }))),
  };
}

/** The text without its byte order mark. */
function decodeUtf8(bytes, file) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refused([
      `${file}, line ${firstBadLine(bytes)}: is not UTF-8; expected UTF-8, with or without a byte order mark: save it as "CSV UTF-8"`,
    ]);
  }
}

function firstBadLine(bytes) {
  let [line, start] = [1, 0];
  for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
    if (!isUtf8(bytes.subarray(start, end))) return line;
    [line, start] = [line + 1, end + 1];
  }
  return line;
}

function isUtf8(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

// --- workbooks ----------------------------------------------------------------------------------

async function readXlsx(bytes, file, sheet = 1) {
  const problem = problemOfArchive(bytes);
  if (problem) throw new Refused([`${file}: ${problem}`]);
  const rows = await parseSheet(bytes, file, sheet);
  return {
    place: `${file}, sheet ${typeof sheet === "string" ? shown(sheet) : sheet}`,
    rows: rows.map((cells) => cells.map(cellOf)),
  };
}

async function parseSheet(bytes, file, sheet) {
  try {
    // Numbers stay as the workbook writes them: their digits are read, not the nearest double.
    return await readSheet(new Blob([bytes]), sheet, { parseNumber: (digits) => ({ digits }) });
  } catch (error) {
    throw new Refused([
      error instanceof SheetNotFoundError
        ? `${file}: no sheet ${shown(String(sheet))}; found ${error.sheets.map(shown).join(", ")}`
        : `${file}: cannot be read as a workbook (${error.message})`,
    ]);
  }
}

function cellOf(value) {
  if (value === null) return { text: "", kind: "text" };
  if (value instanceof Date) return { text: value.toISOString().slice(0, 10), kind: "date" };
  if (typeof value === "object") return { text: value.digits, kind: "number" };
  return { text: tidy(String(value)), kind: "text" };
}
