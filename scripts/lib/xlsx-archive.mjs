// What is in an .xlsx workbook, looked at before anything parses it: a workbook is a zip archive, and
// a hostile one inflates to more than a computer holds or claims more cells than it has.
import { crc32, inflateRawSync } from "node:zlib";

const MOST_INFLATED = 200 * 1024 * 1024;
const MOST_CELLS = 5_000_000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const ZIP64_LOCATOR = 0x07064b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 0xffff;
const [STORED, DEFLATED] = [0, 8];
const ENCRYPTED = 1;

const inMegabytes = (bytes) => `${Math.ceil(bytes / 1024 / 1024)} MB`;

/** Why the archive must not be read, as the end of a sentence, or nothing where it may be. */
export function problemOfArchive(bytes) {
  try {
    return problemOf(bytes);
  } catch (error) {
    // A place outside the file, or data that zlib cannot inflate.
    if (error.code === "ERR_OUT_OF_RANGE" || error.code?.startsWith("Z_")) return "is damaged";
    throw error;
  }
}

function problemOf(bytes) {
  const end = endOfDirectory(bytes);
  if (end === undefined) return "is not a zip archive; expected an .xlsx workbook";
  if (end >= 20 && bytes.readUInt32LE(end - 20) === ZIP64_LOCATOR)
    return "is a ZIP64 archive; expected a workbook of less than 4 GB";
  const entries = readDirectory(bytes, end);
  if (entries === undefined) return "is damaged";
  const inflated = entries.reduce((sum, { size }) => sum + size, 0);
  if (inflated > MOST_INFLATED)
    return `inflates to ${inMegabytes(inflated)}; expected at most ${inMegabytes(MOST_INFLATED)}`;
  return entries.map((entry) => problemOfEntry(bytes, entry)).find(Boolean);
}

function endOfDirectory(bytes) {
  const first = Math.max(0, bytes.length - END_LENGTH - LONGEST_COMMENT);
  for (let at = bytes.length - END_LENGTH; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return undefined;
}

function readDirectory(bytes, end) {
  const count = bytes.readUInt16LE(end + 8);
  const entries = [];
  for (let at = bytes.readUInt32LE(end + 16); entries.length < count; ) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    entries.push({
      name: bytes.toString("utf8", at + 46, at + 46 + name),
      isEncrypted: (bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      compressed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      header: bytes.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

function problemOfEntry(bytes, entry) {
  if (!/\.(xml|rels)$/.test(entry.name)) return undefined; // pictures and settings are never read
  if (entry.isEncrypted) return "is encrypted; expected a workbook without a password";
  const content = inflate(bytes, entry);
  if (content === undefined)
    return `has a part, ${entry.name}, that inflates to more than the archive says; expected a workbook as a spreadsheet program saves it`;
  if (content.length !== entry.size || crc32(content) !== entry.checksum) return "is damaged";
  return /\/worksheets\//.test(entry.name) ? problemOfGrid(content, entry.name) : undefined;
}

/** The content of an entry, or undefined where it is more than the directory says. */
function inflate(bytes, { method, compressed, size, header }) {
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  const data = bytes.subarray(start, start + compressed);
  if (method === STORED) return data.length > size ? undefined : data;
  if (method !== DEFLATED) return Buffer.alloc(0);
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    if (error.code === "ERR_BUFFER_TOO_LARGE") return undefined;
    throw error;
  }
}

function problemOfGrid(content, name) {
  let [rows, columns] = [1, 1];
  for (const [, letters, row] of content
    .toString("latin1")
    .matchAll(/\sr\s*=\s*["']([A-Z]*)(\d+)["']/g)) {
    rows = Math.max(rows, Number(row));
    columns = Math.max(columns, columnNumber(letters));
  }
  return rows * columns > MOST_CELLS
    ? `has a sheet, ${name}, of ${rows} rows and ${columns} columns; expected at most ${MOST_CELLS} cells`
    : undefined;
}

const columnNumber = (letters) =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
