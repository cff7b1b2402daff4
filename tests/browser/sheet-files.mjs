// Files to load as a contract: made here, so that each can be wrong in one way of its own.
import { crc32, deflateRawSync } from "node:zlib";

/** A ZIP archive of texts by name; `declared` says another size than the true one. */
export function zip(files, { declared } = {}) {
  const local = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(declared ?? bytes.length, 18);
    head.writeUInt16LE(name.length, 22);
    local.push(Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), head, tail, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, listed, Buffer.from("PK\x05\x06"), end]);
}

const NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function letters(column) {
  return column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + letters(column % 26);
}

/** Days since December 30, 1899, as a sheet counts them. */
const serial = (day) => (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;

function cell(value, row, column) {
  const at = `r="${letters(column)}${row}"`;
  if (value === "") return "";
  if (typeof value === "number") return `<c ${at}><v>${value}</v></c>`;
  if (value.number) return `<c ${at}><v>${value.number}</v></c>`;
  if (value.day) return `<c ${at} s="1"><v>${serial(value.day)}</v></c>`;
  if (value.formula) {
    return `<c ${at} t="str"><f>${escaped(value.formula)}</f><v>${escaped(value.was)}</v></c>`;
  }
  return `<c ${at} t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
}

/** The sheet of rows as XML; a cell is text, a number, {number}, {day} or {formula, was}. */
export function sheetXml(rows) {
  const lines = rows.map((cells, index) => {
    const row = index + 1;
    return `<row r="${row}">${cells.map((value, column) => cell(value, row, column)).join("")}</row>`;
  });
  return `<?xml version="1.0"?><worksheet xmlns="${NAMESPACE}"><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

/** An XLSX workbook around a sheet. */
export function workbook(sheet, more = {}, options = {}) {
  return zip(
    {
      "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
      "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      "xl/workbook.xml": `<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets><sheet name="Rates" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
      "xl/styles.xml": `<styleSheet xmlns="${NAMESPACE}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
      "xl/worksheets/sheet1.xml": sheet,
      ...more,
    },
    options,
  );
}

/** A CSV of many rows as payers send them: one in 400 is of a code that is priced here. */
export function longCsv(rows) {
  const lines = ["Procedure Code,Mod,Allowed Amount,Effective Date,Place of Service"];
  for (let index = 0; index < rows; index += 1) {
    const nth = Math.floor(index / 400);
    const code = index % 400 === 1 ? "90853" : String(10_000 + (index % 79_999));
    const day = `${1 + (nth % 12)}/${1 + (Math.floor(nth / 12) % 28)}/${2020 + Math.floor(nth / 336)}`;
    const amount = `"$${1 + (index % 900)}.${10 + (index % 90)}"`;
    lines.push(`${code},${index % 3 ? "" : "95"},${amount},${day},11`);
  }
  return `${lines.join("\r\n")}\r\n`;
}
