// A payer-table/1 file as people read it: a table's properties one below the other, each of its rows
// on a line of its own.
import { inline } from "./tables.mjs";

const WIDEST_LIST = 100;

/** The text of a file with these tables and what was left out of them. */
export function formatPayerTables({ tables, left_out: leftOut, ...head }) {
  const sections = [
    ...Object.entries(head).map(([key, value]) => property(key, inline(value))),
    property("tables", list(tables.map(formatTable), "  ")),
    ...(leftOut ? [property("left_out", list(leftOut.map(inline), "  "))] : []),
  ];
  return `{\n  ${sections.join(",\n  ")}\n}\n`;
}

function formatTable(table) {
  const properties = Object.entries(table).map(([key, value]) => property(key, format(value)));
  return `{\n      ${properties.join(",\n      ")}\n    }`;
}

const property = (key, text) => `${JSON.stringify(key)}: ${text}`;

const list = (items, indent) =>
  `[\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}]`;

function format(value) {
  if (!Array.isArray(value)) return inline(value);
  const isOneLine = value.every(isScalar) && inline(value).length <= WIDEST_LIST;
  return isOneLine ? inline(value) : list(value.map(inline), "      ");
}

const isScalar = (value) => value === null || typeof value !== "object";
