import Papa from "papaparse";

/** A spreadsheet program would compute what begins like this. */
const LIKE_A_FORMULA = /^['=+\-@\t\r]/;

/** Text that no spreadsheet program takes for a formula; `asTyped` has it back. */
export function guarded(text: string): string {
  return LIKE_A_FORMULA.test(text) ? `'${text}` : text;
}

export function asTyped(cell: string): string {
  return cell.startsWith("'") && LIKE_A_FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

const BYTE_ORDER_MARK = "\ufeff";

/** A CSV file that Excel opens as it is meant: UTF-8 with its mark, lines ended as on Windows. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(guarded));
  return `${BYTE_ORDER_MARK}${Papa.unparse(cells, { newline: "\r\n" })}\r\n`;
}

/** Rows of what was copied from a spreadsheet, or typed with commas. */
export function isSeveralCells(text: string): boolean {
  return /[\t\n\r]/.test(text.replace(/\r?\n$/, ""));
}
