// What scripts/bench measured: medians with their spread, as rows of one table.

const UNITS = {
  KB: { per: 1000, digits: 1 },
  MB: { per: 1e6, digits: 1 },
  ms: { per: 1, digits: 1 },
  µs: { per: 1, digits: 1 },
  "/s": { per: 1, digits: 0 },
  times: { per: 1, digits: 2 },
  "of 100": { per: 1, digits: 0 },
};

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * One row. `values` are runs of the same thing: bytes for KB and MB, else in `unit`. `atMost` or
 * `atLeast` is the target, if it has one, in the same measure.
 */
export function row(what, unit, values, { atMost, atLeast } = {}) {
  const target = atMost ?? atLeast;
  const middle = median(values);
  return {
    what,
    unit,
    median: middle,
    least: Math.min(...values),
    most: Math.max(...values),
    runs: values.length,
    ...(target !== undefined && {
      target,
      bound: atMost === undefined ? "at least" : "at most",
      ratio: middle / target,
    }),
  };
}

/** A row that could not be measured, and why. */
export const missing = (what, reason) => ({ what, reason });

function figure(value, unit) {
  const { per, digits } = UNITS[unit];
  return (value / per).toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

function cells(row) {
  if (row.reason !== undefined) return [row.what, "not measured", row.reason, "", ""];
  const { unit, least, most } = row;
  return [
    row.what,
    `${figure(row.median, unit)} ${unit}`,
    row.runs > 1 ? `${figure(least, unit)} to ${figure(most, unit)}` : "",
    row.target === undefined ? "" : `${row.bound} ${figure(row.target, unit)}`,
    row.target === undefined ? "" : row.ratio.toFixed(2),
  ];
}

export function formatTable(rows) {
  const lines = [["", "median", "spread", "target", "of target"], ...rows.map(cells)];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const isName = (column) => column === 0;
  return lines
    .map((line) =>
      line
        .map((cell, at) => (isName(at) ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
