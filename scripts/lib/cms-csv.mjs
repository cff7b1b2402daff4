// A CSV file as CMS publishes it: UTF-8 or Latin-1, perhaps a byte order mark, title lines first,
// then labels that may be stacked over several rows.
import { basename } from "node:path";
import Papa from "papaparse";
import { readBytes } from "./command.mjs";

/** `rows[n]` is what a spreadsheet shows as row n + 1, its cells without surplus blanks. */
export function readCmsCsv(path) {
  const file = basename(path);
  const { data, errors } = Papa.parse(decode(readBytes(path)), { delimiter: "," });
  return {
    file,
    rows: data.map((cells) => cells.map(tidy)),
    problems: errors.map(({ row, message }) => `${file}, row ${row + 1}: is not CSV (${message})`),
  };
}

/** The label of each column: what stands above it from the top down to the header row, as one text. */
export function stackedLabels(rows, headerRow) {
  return rows[headerRow].map((_, column) =>
    tidy(
      rows
        .slice(0, headerRow + 1)
        .map((cells) => cells[column] ?? "")
        .join(" "),
    ).toUpperCase(),
  );
}

/** True where the label ends in these words: title lines above the stack do not matter. */
export function endsWithWords(label, words) {
  return ` ${label}`.endsWith(` ${words}`);
}

/**
 * Sentences about titles that name a year other than the one imported. A copyright line may speak
 * of fee schedules too, and its year is another matter.
 */
export function contradictingYears({ file, rows }, lastRow, isTitle, year) {
  return rows.slice(0, lastRow + 1).flatMap((cells, index) => {
    const named = cells
      .filter((cell) => isTitle.test(cell) && !/copyright/i.test(cell))
      .flatMap((cell) => cell.match(/\b20\d\d\b/g) ?? []);
    const wrong = [...new Set(named)].filter((found) => found !== year);
    return wrong.map(
      (found) => `${file}, row ${index + 1}: is about ${found}; expected ${year}, the year given`,
    );
  });
}

function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function tidy(cell) {
  return cell.replace(/\s+/g, " ").trim();
}
