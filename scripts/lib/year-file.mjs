// A year of the fee schedule: fee_schedules/medicare/YEAR.json.

const CODE_COLUMNS = [
  "code",
  "status",
  "work",
  "pe_nonfacility",
  "pe_facility",
  "malpractice",
  "na",
];
const LOCALITY_COLUMNS = ["locality", "work", "pe", "malpractice"];

/** The year file in its written order. `previous` is the file it replaces, or null. */
export function buildYear({ year, codes, localities, factors, sources, previous }) {
  const file = {
    schema: "medicare-year/1",
    id: `medicare-${year}`,
    payer: "medicare",
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    title: `Medicare Physician Fee Schedule ${year}`,
    sources,
    status_basis: "published",
    conversion_factors: factors,
    codes: { columns: CODE_COLUMNS, rows: codes },
    localities: { columns: LOCALITY_COLUMNS, rows: localities },
  };
  const candidates = candidatesStillTrue(previous, localities);
  return candidates.length > 0
    ? { ...file, malpractice_candidates: Object.fromEntries(candidates) }
    : file;
}

/** Added by hand where an index is known only to a thousandth: kept while the locality's row stands. */
function candidatesStillTrue(previous, localities) {
  const before = byKey(previous?.localities.rows ?? []);
  const unchanged = new Set(
    localities.filter((row) => before.get(row[0])?.join() === row.join()).map(([id]) => id),
  );
  return Object.entries(previous?.malpractice_candidates ?? {}).filter(([id]) => unchanged.has(id));
}

/** One sentence for each figure that differs, in both tables and the factors. */
export function describeChanges(previous, next) {
  return [
    ...changedRows("code", CODE_COLUMNS, previous.codes.rows, next.codes.rows),
    ...changedRows("locality", LOCALITY_COLUMNS, previous.localities.rows, next.localities.rows),
    ...changedValues(previous, next, [
      "conversion_factors",
      "sources",
      "status_basis",
      "malpractice_candidates",
    ]),
  ];
}

function changedRows(what, columns, previous, next) {
  const before = byKey(previous);
  const after = byKey(next);
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
    const [old, now] = [before.get(key), after.get(key)];
    if (!old) return [`${what} ${key}: added`];
    if (!now) return [`${what} ${key}: removed`];
    return columns.flatMap((column, index) =>
      old[index] === now[index]
        ? []
        : [`${what} ${key}: ${column} ${shown(old[index])} -> ${shown(now[index])}`],
    );
  });
}

function changedValues(previous, next, names) {
  return names
    .filter((name) => JSON.stringify(previous[name]) !== JSON.stringify(next[name]))
    .map((name) => `${name}: changed`);
}

function byKey(rows) {
  return new Map(rows.map((row) => [row[0], row]));
}

function shown(text) {
  return text === "" ? "(none)" : text;
}
