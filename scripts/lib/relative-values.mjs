// The CMS PFS Relative Value File (PPRRVU...csv): relative values, status letters and the conversion factor.
import { contradictingYears, endsWithWords, stackedLabels } from "./cms-csv.mjs";
import { fromUnits, toUnits } from "./decimal.mjs";

const RVU_PLACES = 2;
const FACTOR_PLACES = 4;
const TITLE = /fee schedule|relative value/i;

// Each column by the words that its stacked labels end in. The descriptor column is never read:
// descriptors are AMA copyright.
const LABELS = {
  modifier: ["MOD"],
  status: ["STATUS CODE"],
  work: ["WORK RVU"],
  pe_nonfacility: ["NON-FAC PE RVU", "NON-FACILITY PE RVU"],
  pe_facility: ["FACILITY PE RVU"],
  malpractice: ["MP RVU"],
  total_nonfacility: ["NON-FACILITY TOTAL", "NON-FAC TOTAL"],
  total_facility: ["FACILITY TOTAL"],
  factor: ["CONV FACTOR", "CONVERSION FACTOR"],
};
const VALUES = [
  "work",
  "pe_nonfacility",
  "pe_facility",
  "malpractice",
  "total_nonfacility",
  "total_facility",
];

/**
 * What the file says about the wanted codes.
 * @returns {{codes: Map<string, string[]>, factor: string|null, problems: string[]}}
 *   each code's row in the year file's column order; the file's one conversion factor
 */
export function readRelativeValues(csv, { wanted, year }) {
  const headerRow = csv.rows.findIndex((cells) => cells[0]?.toUpperCase() === "HCPCS");
  if (headerRow < 0) {
    return refused([
      ...csv.problems,
      `${csv.file}: no row starts with HCPCS; expected the label row of a CMS relative value file`,
    ]);
  }
  const problems = [...csv.problems, ...contradictingYears(csv, headerRow, TITLE, year)];
  const columns = findColumns(csv, headerRow, problems);
  if (!columns) return refused(problems);

  const codes = new Map();
  const firstRowOf = new Map();
  const factors = new Map();
  for (let row = headerRow + 1; row < csv.rows.length; row += 1) {
    const cells = csv.rows[row];
    const code = cells[0].toUpperCase();
    if (!/^[0-9A-Z]{5}$/.test(code)) continue;
    const here = `${csv.file}, row ${row + 1}`;
    noteFactor(cells[columns.factor] ?? "", row, here, factors, problems);
    if (cells[columns.modifier] || !wanted.has(code)) continue;
    if (firstRowOf.has(code)) {
      problems.push(
        `${here}: code ${code} a second time; expected it once, as in row ${firstRowOf.get(code) + 1}`,
      );
      continue;
    }
    firstRowOf.set(code, row);
    codes.set(code, readCode(code, cells, columns, here, problems));
  }
  return { codes, factor: theOneFactor(csv.file, factors, problems), problems };
}

function refused(problems) {
  return { codes: new Map(), factor: null, problems };
}

function findColumns(csv, headerRow, problems) {
  const labels = stackedLabels(csv.rows, headerRow);
  const columns = {};
  const before = problems.length;
  for (const [name, wordings] of Object.entries(LABELS)) {
    const found = labels.flatMap((label, index) =>
      wordings.some((words) => endsWithWords(label, words)) ? [index] : [],
    );
    if (found.length === 1) [columns[name]] = found;
    else
      problems.push(
        `${csv.file}, row ${headerRow + 1}: column "${wordings[0]}" ${found.length ? `${found.length} times` : "not found"}; expected it once in the labels that end in this row`,
      );
  }
  // Both NA marks carry much the same label: each belongs to the practice expense on its left.
  for (const setting of ["nonfacility", "facility"]) {
    const left = columns[`pe_${setting}`];
    if (left === undefined) continue;
    columns[`na_${setting}`] = left + 1;
    if (!endsWithWords(labels[left + 1] ?? "", "NA INDICATOR")) {
      problems.push(
        `${csv.file}, row ${headerRow + 1}: column "NA INDICATOR" not found to the right of "${LABELS[`pe_${setting}`][0]}"`,
      );
    }
  }
  return problems.length === before ? columns : null;
}

function noteFactor(text, row, here, factors, problems) {
  if (text === "") return;
  const units = toUnits(text, FACTOR_PLACES);
  if (units === null) {
    problems.push(
      `${here}: conversion factor "${text}"; expected a decimal with at most ${FACTOR_PLACES} decimals`,
    );
  } else if (!factors.has(units)) {
    factors.set(units, row);
  }
}

function theOneFactor(file, factors, problems) {
  const [first, ...others] = [...factors];
  if (!first) {
    problems.push(`${file}: no conversion factor in any row; expected one`);
    return null;
  }
  for (const [units, row] of others) {
    problems.push(
      `${file}, row ${row + 1}: conversion factor ${fromUnits(units, FACTOR_PLACES)}; expected ${fromUnits(first[0], FACTOR_PLACES)} as in row ${first[1] + 1}: one file has one factor`,
    );
  }
  return fromUnits(first[0], FACTOR_PLACES);
}

function readCode(code, cells, columns, here, problems) {
  const units = {};
  for (const name of VALUES) {
    const text = cells[columns[name]] ?? "";
    units[name] = toUnits(text, RVU_PLACES);
    if (units[name] === null) {
      problems.push(
        `${here}: code ${code}, ${LABELS[name][0]} "${text}"; expected a decimal with at most ${RVU_PLACES} decimals`,
      );
    }
  }
  for (const setting of ["nonfacility", "facility"])
    checkTotal(code, setting, units, here, problems);

  const status = cells[columns.status] ?? "";
  if (!/^[A-Z]$/.test(status))
    problems.push(`${here}: code ${code}, STATUS CODE "${status}"; expected one letter`);
  const parts = VALUES.slice(0, 4).map((name) =>
    units[name] === null ? "" : fromUnits(units[name], RVU_PLACES),
  );
  return [code, status, ...parts, settingMarkedNa(code, cells, columns, here, problems)];
}

function checkTotal(code, setting, units, here, problems) {
  const total = units[`total_${setting}`];
  const parts = [units.work, units[`pe_${setting}`], units.malpractice];
  if (total === null || parts.includes(null)) return;
  const sum = parts.reduce((left, right) => left + right);
  if (sum !== total) {
    problems.push(
      `${here}: code ${code}, ${LABELS[`total_${setting}`][0]} ${fromUnits(total, RVU_PLACES)}; expected ${fromUnits(sum, RVU_PLACES)}, the sum of work, practice expense and malpractice`,
    );
  }
}

function settingMarkedNa(code, cells, columns, here, problems) {
  const marked = ["nonfacility", "facility"].filter((setting) => {
    const mark = cells[columns[`na_${setting}`]] ?? "";
    if (mark !== "" && mark !== "NA")
      problems.push(`${here}: code ${code}, NA INDICATOR "${mark}"; expected NA or nothing`);
    return mark === "NA";
  });
  if (marked.length > 1)
    problems.push(`${here}: code ${code} is marked NA in both settings; expected one at most`);
  return marked[0] ?? "";
}
