// JSON for people: each property and each row of a table on a line of its own.

const WIDEST_LIST = 100;

export function formatTables(value) {
  return `${format(value, "")}\n`;
}

/** One line, with a blank after each comma and colon. */
export function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${inline(item)}`)
    .join(", ")}}`;
}

function format(value, indent) {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const isShortList =
      value.every((item) => item === null || typeof item !== "object") &&
      inline(value).length <= WIDEST_LIST;
    return isShortList
      ? inline(value)
      : `[\n${value.map((row) => inner + inline(row)).join(",\n")}\n${indent}]`;
  }
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const properties = Object.entries(value).map(
    ([key, item]) => `${inner}${JSON.stringify(key)}: ${format(item, inner)}`,
  );
  return `{\n${properties.join(",\n")}\n${indent}}`;
}
