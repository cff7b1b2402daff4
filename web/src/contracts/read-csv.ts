import Papa from "papaparse";
import { LONGEST_LINE, MOST_COLUMNS, UnreadableFile } from "./limits.ts";
import type { TakesRows } from "./read-rows.ts";

const CHUNK = 1 << 20;

/** Gives the rows of a CSV text to a reader; `progress` is told the share that is read, 0 to 1. */
export function readCsv(text: string, reader: TakesRows, progress: (share: number) => void) {
  refuseEndlessLine(text);
  let row = 0;
  Papa.parse<string[]>(text, {
    delimitersToGuess: [",", ";", "\t", "|"],
    chunkSize: CHUNK,
    chunk: ({ data, errors, meta }) => {
      refuseBrokenQuotes(errors, row);
      // A cell that takes up a whole chunk would be read again with each one that follows.
      if (data.length === 0 && meta.cursor >= CHUNK) refuseQuote(row + 1, "MissingQuotes");
      row += data.length;
      for (const cells of data) reader.add(cells);
      progress(meta.cursor / text.length);
    },
  });
}

const QUOTES: Record<string, string> = {
  MissingQuotes: "opens a quotation mark that never closes",
  InvalidQuotes: "has a quotation mark in the middle of a cell",
};

function refuseBrokenQuotes(errors: readonly Papa.ParseError[], before: number) {
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken) refuseQuote(before + (broken.row ?? 0) + 1, broken.code);
}

function refuseQuote(row: number, code: string): never {
  throw new UnreadableFile(
    `Row ${row} ${QUOTES[code] ?? "has a quotation mark that does not fit"}. Save the sheet as CSV again from the spreadsheet program.`,
  );
}

/** Before anything is split: a line of commas without end would cost a cell for each. */
function refuseEndlessLine(text: string) {
  const ends = /\r\n?|\n/g;
  let start = 0;
  for (let number = 1; start < text.length; number += 1) {
    ends.lastIndex = start;
    const end = ends.exec(text)?.index ?? text.length;
    if (end - start > LONGEST_LINE) {
      const columns = text.slice(start, start + LONGEST_LINE).split(/[,;\t|]/).length;
      throw new UnreadableFile(
        columns > MOST_COLUMNS
          ? `Line ${number} has more than ${MOST_COLUMNS} columns, too many to be a fee schedule. Remove the empty ones and save the file again.`
          : `Line ${number} has more than ${LONGEST_LINE.toLocaleString("en-US")} characters, too many to be a row of a fee schedule.`,
      );
    }
    start = ends.lastIndex || text.length;
  }
}
