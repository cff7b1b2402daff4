import { decodeText, refuseTooLarge } from "./decode-text.ts";
import { UnreadableFile } from "./limits.ts";
import { readCsv } from "./read-csv.ts";
import { type Layout, type Reading, RowReader } from "./read-rows.ts";
import { readXlsx } from "./read-xlsx.ts";

/** A file as it was chosen, or rows as they were pasted. */
export type Source = Uint8Array | string;

interface Asked {
  known: ReadonlySet<string>;
  layout?: Layout | undefined;
  progress?: (share: number) => void;
}

/** Reads a sheet once through; what it cannot read at all is an `UnreadableFile`. */
export async function readSource(source: Source, { known, layout, progress }: Asked) {
  const reader = new RowReader(known, layout);
  const told = progress ?? (() => {});
  if (typeof source !== "string") {
    refuseTooLarge(source.length);
    refuseOldWorkbook(source);
  }
  if (typeof source !== "string" && isZip(source)) await readXlsx(source, reader, told);
  else readCsv(typeof source === "string" ? source : decodeText(source), reader, told);
  const reading: Reading = reader.finish();
  if (reading.labels.every((label) => label === "") && reading.rowsRead === 0) {
    throw new UnreadableFile("contracts.unreadable.empty");
  }
  return reading;
}

/** What Excel wrote before 2007, and what it still writes with a password. */
function refuseOldWorkbook([first, second]: Uint8Array) {
  if (first !== 0xd0 || second !== 0xcf) return;
  throw new UnreadableFile("contracts.unreadable.old_workbook");
}

function isZip([first, second]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b;
}
