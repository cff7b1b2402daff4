/** The rows of what a person pastes or chooses, with the readers of the payers' sheets. */
import Papa from "papaparse";
import { decodeText } from "../../contracts/decode-text.ts";
import { UnreadableFile } from "../../contracts/limits.ts";
import { readCsv } from "../../contracts/read-csv.ts";

export { UnreadableFile };

/** A roster has a few dozen rows: more than this is another file, or rubbish. */
export const MOST_CHARACTERS = 90_000;
const MOST_BYTES = 2_000_000;
const MOST_ROWS = 500;
const MOST_COLUMNS = 60;

/** Rejects with an `UnreadableFile` in words for the person. */
export function rowsOfText(text: string): string[][] {
  if (text.length > MOST_CHARACTERS) {
    throw new UnreadableFile("files.too_long", { count: MOST_CHARACTERS });
  }
  const rows: string[][] = [];
  readCsv(text.replace(/^\ufeff/, ""), { add: (cells) => rows.push(cells) }, () => {});
  return checked(rows);
}

/** Cells as spreadsheets copy them: with tabs between, whatever else stands in them. */
export function rowsOfCells(text: string): string[][] {
  if (text.length > MOST_CHARACTERS) {
    throw new UnreadableFile("files.too_long", { count: MOST_CHARACTERS });
  }
  const { data } = Papa.parse<string[]>(text.replace(/\r?\n$/, ""), { delimiter: "\t" });
  return checked(data);
}

export async function rowsOfFile(file: File): Promise<string[][]> {
  if (file.size > MOST_BYTES) throw new UnreadableFile("files.too_large");
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const { readXlsx } = await import("../../contracts/read-xlsx.ts");
    const rows: string[][] = [];
    await readXlsx(bytes, { add: (cells) => rows.push(cells) }, () => {});
    return checked(rows);
  }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new UnreadableFile("files.old_workbook");
  return rowsOfText(decodeText(bytes));
}

function checked(rows: string[][]): string[][] {
  const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ""));
  const width = Math.max(0, ...filled.map((cells) => cells.length));
  if (filled.length === 0) throw new UnreadableFile("files.no_rows");
  if (filled.length > MOST_ROWS) {
    throw new UnreadableFile("files.too_many_rows", { count: filled.length });
  }
  if (width > MOST_COLUMNS) {
    throw new UnreadableFile("files.too_many_columns", { count: width });
  }
  return rows;
}
