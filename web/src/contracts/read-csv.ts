import Papa from "papaparse";
import type { Key } from "../common/i18n.ts";
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

const QUOTES: Record<string, Key> = {
  MissingQuotes: "contracts.unreadable.quote_open",
  InvalidQuotes: "contracts.unreadable.quote_within",
};

function refuseBrokenQuotes(errors: readonly Papa.ParseError[], before: number) {
  const broken = errors.find(({ type }) => type === "Quotes");
  if (broken) refuseQuote(before + (broken.row ?? 0) + 1, broken.code);
}

function refuseQuote(row: number, code: string): never {
  throw new UnreadableFile(QUOTES[code] ?? "contracts.unreadable.quote", { row: String(row) });
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
      const line = String(number);
      throw columns > MOST_COLUMNS
        ? new UnreadableFile("contracts.unreadable.line_columns", { line, most: MOST_COLUMNS })
        : new UnreadableFile("contracts.unreadable.line_length", { line, most: LONGEST_LINE });
    }
    start = ends.lastIndex || text.length;
  }
}
