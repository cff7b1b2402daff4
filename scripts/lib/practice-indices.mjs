// The CMS GPCI file: geographic practice cost indices of every payment locality.
import { contradictingYears, stackedLabels } from "./cms-csv.mjs";
import { fromUnits, toUnits } from "./decimal.mjs";

const PLACES = 3;
const FEWEST_LOCALITIES = 100;
const TITLE = /GPCI|geographic practice/i;

/**
 * @returns {{localities: string[][], workColumn: string, problems: string[]}}
 *   rows of locality, work, pe, malpractice, sorted; which work index was taken
 */
export function readPracticeIndices(csv, { year }) {
  const headerRow = csv.rows.findIndex((cells) =>
    /^medicare administrative contractor/i.test(cells[0] ?? ""),
  );
  if (headerRow < 0) {
    return {
      localities: [],
      workColumn: "",
      problems: [
        ...csv.problems,
        `${csv.file}: no row starts with "Medicare Administrative Contractor (MAC)"; expected the label row of a CMS GPCI file`,
      ],
    };
  }
  const problems = [...csv.problems, ...contradictingYears(csv, headerRow, TITLE, year)];
  const columns = findColumns(csv, headerRow, problems);
  if (!columns) return { localities: [], workColumn: "", problems };

  const localities = new Map();
  const firstRowOf = new Map();
  for (let row = headerRow + 1; row < csv.rows.length; row += 1) {
    const cells = csv.rows[row];
    // Footnotes follow the table: text in the first cell, nothing under the indices.
    if (![columns.work, columns.pe, columns.malpractice].some((column) => cells[column])) continue;
    const here = `${csv.file}, row ${row + 1}`;
    const id = readLocality(cells, columns, here, problems);
    const indices = ["work", "pe", "malpractice"].map((name) =>
      readIndex(cells[columns[name]] ?? "", name, here, problems),
    );
    if (id === null) continue;
    if (firstRowOf.has(id)) {
      problems.push(
        `${here}: locality ${id} a second time; expected it once, as in row ${firstRowOf.get(id) + 1}`,
      );
      continue;
    }
    firstRowOf.set(id, row);
    localities.set(id, [id, ...indices]);
  }
  if (firstRowOf.size < FEWEST_LOCALITIES) {
    problems.push(
      `${csv.file}: ${firstRowOf.size} localities; expected at least ${FEWEST_LOCALITIES}`,
    );
  }
  return {
    localities: [...localities.values()].sort(([a], [b]) => (a < b ? -1 : 1)),
    workColumn: columns.workColumn,
    problems,
  };
}

function findColumns(csv, headerRow, problems) {
  const labels = stackedLabels([csv.rows[headerRow]], 0).map((label) =>
    label.replace(/\*+$/, "").trim(),
  );
  const columns = {};
  const before = problems.length;
  const here = `${csv.file}, row ${headerRow + 1}`;
  const find = (pattern) => labels.flatMap((label, index) => (pattern.test(label) ? [index] : []));
  const need = (name, pattern, wording) => {
    const found = find(pattern);
    if (found.length === 1) [columns[name]] = found;
    else
      problems.push(
        `${here}: column "${wording}" ${found.length ? `${found.length} times` : "not found"}; expected it once`,
      );
  };
  need("mac", /^MEDICARE ADMINISTRATIVE CONTRACTOR/, "Medicare Administrative Contractor (MAC)");
  need("number", /^LOCALITY NUMBER$/, "Locality Number");
  need("pe", /^(20\d\d )?PE GPCI$/, "PE GPCI");
  need("malpractice", /^(20\d\d )?MP GPCI$/, "MP GPCI");

  // The floor is law: an index without it is not what Medicare pays by.
  const unqualified = find(/^(20\d\d )?PW GPCI$/);
  if (find(/PW GPCI \(WITH 1\.0 FLOOR\)$/).length === 0 && unqualified.length === 1) {
    [columns.work] = unqualified;
    columns.workColumn = "work index as printed";
  } else {
    need("work", /^(20\d\d )?PW GPCI \(WITH 1\.0 FLOOR\)$/, "PW GPCI (with 1.0 Floor)");
    columns.workColumn = "work index with the 1.0 floor";
  }
  return problems.length === before ? columns : null;
}

/** MAC number, dash, locality number; spreadsheets drop their leading zeros. */
function readLocality(cells, columns, here, problems) {
  const mac = cells[columns.mac];
  const number = cells[columns.number] ?? "";
  if (/^\d{4,5}$/.test(mac) && /^\d{1,2}$/.test(number))
    return `${mac.padStart(5, "0")}-${number.padStart(2, "0")}`;
  problems.push(`${here}: MAC "${mac}", locality number "${number}"; expected five and two digits`);
  return null;
}

function readIndex(text, name, here, problems) {
  const units = toUnits(text, PLACES);
  if (units !== null) return fromUnits(units, PLACES);
  problems.push(
    `${here}: ${name} index "${text}"; expected a decimal with at most ${PLACES} decimals`,
  );
  return "";
}
