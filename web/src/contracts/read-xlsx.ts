import { MOST_COLUMNS, UnreadableFile } from "./limits.ts";
import type { TakesRows } from "./read-rows.ts";
import { Archive } from "./unzip.ts";

/**
 * Gives the rows of the first sheet of an XLSX file to a reader. A formula counts as what the
 * spreadsheet program last made of it, and is never computed. Row numbers are the sheet's.
 */
export async function readXlsx(
  bytes: Uint8Array,
  reader: TakesRows,
  progress: (share: number) => void,
) {
  const archive = new Archive(bytes);
  const book = await bookOf(archive);
  let next = 1;
  let characters = 0;
  for await (const [tag, content] of elements(archive.text(book.sheet), "row")) {
    characters += content.length;
    const number = Number(attribute(tag, "r") ?? next);
    // Rows without cells are left out of the file.
    for (; next < number && next < 1_048_576; next += 1) reader.add([]);
    reader.add(cellsOf(content, book, number));
    next += 1;
    if (next % 1000 === 0) progress(1 - 1 / (1 + characters / 5_000_000));
  }
}

interface Book {
  sheet: string;
  strings: string[];
  /** Of each cell style, whether it shows a number as a date. */
  isDate: boolean[];
  /** Milliseconds of day 0. */
  epoch: number;
}

async function bookOf(archive: Archive): Promise<Book> {
  const workbook = await whole(archive, "xl/workbook.xml");
  const first = /<(?:\w+:)?sheet\b[^>]*>/.exec(workbook)?.[0];
  const relation = first && attribute(first, "(?:\\w+:)?id");
  if (!relation) throw new UnreadableFile("contracts.unreadable.no_workbook");
  const relations = await whole(archive, "xl/_rels/workbook.xml.rels");
  const target = [...relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)]
    .map(([tag]) => tag)
    .find((tag) => attribute(tag, "Id") === relation);
  const path = (target && attribute(target, "Target")) ?? "worksheets/sheet1.xml";
  const sheet = path.startsWith("/") ? path.slice(1) : `xl/${path}`;
  if (!archive.has(sheet)) {
    throw new UnreadableFile("contracts.unreadable.no_sheet");
  }
  const strings: string[] = [];
  for await (const [, content] of elements(archive.text("xl/sharedStrings.xml"), "si")) {
    strings.push(textOf(content));
  }
  return {
    sheet,
    strings,
    isDate: datesOf(await whole(archive, "xl/styles.xml")),
    epoch: /date1904="(1|true)"/.test(workbook) ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30),
  };
}

async function whole(archive: Archive, name: string): Promise<string> {
  let text = "";
  for await (const piece of archive.text(name)) text += piece;
  return text;
}

/** More than this without the end of an element is no sheet. */
const LONGEST_ELEMENT = 4_000_000;

/** Each element of a name with its opening tag and its content, from text that comes in pieces. */
async function* elements(pieces: AsyncIterable<string>, name: string) {
  const pattern = new RegExp(
    `(<(?:\\w+:)?${name}(?:\\s[^>]*?)?)(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`,
    "g",
  );
  let text = "";
  for await (const piece of pieces) {
    text += piece;
    let end = 0;
    pattern.lastIndex = 0;
    for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
      yield [found[1] ?? "", found[2] ?? ""] as const;
      end = pattern.lastIndex;
    }
    text = text.slice(end);
    if (text.length > LONGEST_ELEMENT) {
      throw new UnreadableFile("contracts.unreadable.sheet_columns", { most: MOST_COLUMNS });
    }
  }
}

const CELL = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;

function cellsOf(content: string, book: Book, row: number): string[] {
  const cells: string[] = [];
  for (const [, attributes = "", inner = ""] of content.matchAll(CELL)) {
    const column = columnOf(attribute(attributes, "r"), cells.length);
    const cell = inner === "" ? "" : cellText(attributes, inner, book);
    if (cell === "") continue;
    if (column >= MOST_COLUMNS) {
      const values = { row: String(row), most: MOST_COLUMNS };
      throw new UnreadableFile("contracts.unreadable.sheet_row_columns", values);
    }
    while (cells.length < column) cells.push("");
    cells[column] = cell;
  }
  return cells;
}

/** 27 of "AB12", counted from 0. */
function columnOf(reference: string | undefined, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? "")?.[0];
  if (!letters) return next;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(attributes: string, inner: string, { strings, isDate, epoch }: Book): string {
  const type = attribute(attributes, "t") ?? "n";
  if (type === "inlineStr") return textOf(inner);
  const value = unescaped(/<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/.exec(inner)?.[1] ?? "");
  if (type === "s") return strings[Number(value)] ?? "";
  if (type !== "n") return value;
  const isDay = isDate[Number(attribute(attributes, "s") ?? 0)] && /^\d{1,6}(\.\d+)?$/.test(value);
  return isDay ? dayOf(value, epoch) : asTheSheetShows(value);
}

const MILLISECONDS = 86_400_000;

function dayOf(serial: string, epoch: number): string {
  return new Date(epoch + Math.floor(Number(serial)) * MILLISECONDS).toISOString().slice(0, 10);
}

const DIGITS_SHOWN = 15;

/**
 * "41.38" of "41.380000000000003": a sheet keeps binary fractions and shows 15 digits of them. The
 * digits are rounded as text.
 */
export function asTheSheetShows(value: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[Ee]([+-]?\d{1,3}))?$/.exec(value) ?? [];
  if (whole === "") return value;
  const digits = (whole + fraction).replace(/^0+(?=\d)/, "");
  if (exponent === "0" && digits.length <= DIGITS_SHOWN) return value;
  const scale = fraction.length - Number(exponent);
  const dropped = Math.max(0, digits.length - DIGITS_SHOWN);
  const half = dropped > 0 ? 5n * 10n ** BigInt(dropped - 1) : 0n;
  const kept = ((BigInt(digits) + half) / 10n ** BigInt(dropped)) * 10n ** BigInt(dropped);
  const text = String(kept).padStart(scale + 1, "0") + "0".repeat(Math.max(0, -scale));
  if (scale <= 0) return sign + text;
  const decimals = text.slice(-scale).replace(/0+$/, "");
  return sign + text.slice(0, -scale) + (decimals && `.${decimals}`);
}

/** Excel's own formats by number, and those that a workbook adds. */
function datesOf(styles: string): boolean[] {
  const own = new Map(
    [...styles.matchAll(/<(?:\w+:)?numFmt\b[^>]*>/g)].map(([tag]) => [
      attribute(tag, "numFmtId"),
      unescaped(attribute(tag, "formatCode") ?? ""),
    ]),
  );
  const cellFormats = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? "";
  return [...cellFormats.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)].map(([tag]) => {
    const id = attribute(tag, "numFmtId") ?? "0";
    const isBuiltIn = /^(1[4-7]|22|2[7-9]|3[0-6]|5\d)$/.test(id);
    const code = (own.get(id) ?? "").replace(/"[^"]*"|\\.|\[[^\]]*\]/g, "");
    return own.has(id) ? /[dy]/i.test(code) : isBuiltIn;
  });
}

/** The text of a string that may be in runs of several fonts; readings of Asian text are left out. */
function textOf(content: string): string {
  const spoken = content.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, "");
  const runs = spoken.matchAll(/<(?:\w+:)?t\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/g);
  return unescaped([...runs].map(([, run = ""]) => run).join(""));
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return found?.[1] ?? found?.[2];
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
      if (name) return ENTITIES[name] ?? whole;
      const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : "";
    })
    .replace(/_x([0-9A-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
