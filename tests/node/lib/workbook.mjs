// Workbooks for tests, as a spreadsheet program would save them and as none would.
import { crc32, deflateRawSync } from "node:zlib";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

const escapeXml = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** A cell: text, {digits} of a number as a workbook stores it, {formula, digits}, or null. */
function cellXml(cell, reference) {
  if (cell === null) return "";
  if (typeof cell === "string")
    return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  const formula = cell.formula === undefined ? "" : `<f>${escapeXml(cell.formula)}</f>`;
  const value = cell.digits === undefined ? "" : `<v>${cell.digits}</v>`;
  return `<c r="${reference}">${formula}${value}</c>`;
}

/** Rows of cells as the XML of a sheet; an empty row is left out, as a spreadsheet program does. */
export function sheetXml(rows) {
  const written = rows.map((cells, row) => {
    const inside = cells.map((cell, column) =>
      cellXml(cell, `${String.fromCharCode(65 + column)}${row + 1}`),
    );
    return cells.length === 0 ? "" : `<row r="${row + 1}">${inside.join("")}</row>`;
  });
  return `${XML}<worksheet xmlns="${MAIN}"><sheetData>${written.join("")}</sheetData></worksheet>`;
}

/** The parts of a workbook with these sheets: name -> XML. */
export function workbookParts(sheets) {
  const names = Object.keys(sheets);
  const listed = names.map(
    (name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const related = names.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return [
    {
      name: "xl/workbook.xml",
      content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${listed.join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      content: `${XML}<Relationships xmlns="${PACKAGE}">${related.join("")}</Relationships>`,
    },
    ...names.map((name, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: sheets[name],
    })),
  ];
}

/**
 * A zip archive of parts {name, content}. A part may lie: `size` is what the archive says it inflates
 * to, `checksum` what it should give, `flags` how it is packed.
 */
export function zip(parts) {
  const [bodies, entries] = [[], []];
  let offset = 0;
  for (const part of parts) {
    const { body, entry } = pack(part, offset);
    bodies.push(body);
    entries.push(entry);
    offset += body.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, directory, end]);
}

function pack({ name, content, size, checksum, flags = 0 }, offset) {
  const plain = Buffer.from(content);
  const packed = deflateRawSync(plain);
  const path = Buffer.from(name);
  const shared = Buffer.alloc(26); // what a part's header and its directory entry have in common
  shared.writeUInt16LE(20, 0);
  shared.writeUInt16LE(flags, 2);
  shared.writeUInt16LE(8, 4);
  shared.writeUInt32LE(checksum ?? crc32(plain), 10);
  shared.writeUInt32LE(packed.length, 14);
  shared.writeUInt32LE(size ?? plain.length, 18);
  shared.writeUInt16LE(path.length, 22);
  const header = Buffer.concat([Buffer.from("PK\x03\x04"), shared, path]);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  const entry = Buffer.concat([
    Buffer.from("PK\x01\x02"),
    Buffer.from([20, 0]),
    shared,
    rest,
    path,
  ]);
  return { body: Buffer.concat([header, packed]), entry };
}

export const workbook = (sheets) =>
  zip(
    workbookParts(
      Object.fromEntries(Object.entries(sheets).map(([name, rows]) => [name, sheetXml(rows)])),
    ),
  );
