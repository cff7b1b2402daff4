// The page's own modules for the roster's files, as one, so that they share the words they speak.
import { loadWords } from "../../../web/src/common/i18n.ts";

export * as i18n from "../../../web/src/common/i18n.ts";
export * as words from "../../../web/src/roster/detail-names.ts";
export * as form from "../../../web/src/roster/form.ts";
export * as claims from "../../../web/src/roster/files/claim-lines.ts";
export * as csv from "../../../web/src/roster/files/csv-text.ts";
export * as decimal from "../../../web/src/roster/files/decimal.ts";
export * as names from "../../../web/src/roster/files/member-names.ts";
export * as paste from "../../../web/src/roster/files/paste-cells.ts";
export * as cell from "../../../web/src/roster/files/read-cell.ts";
export * as columns from "../../../web/src/roster/files/roster-columns.ts";
export * as roster from "../../../web/src/roster/files/roster-csv.ts";
export * as rows from "../../../web/src/roster/files/sheet-rows.ts";
export * as sessions from "../../../web/src/roster/files/saved-session.ts";

await loadWords("common", "contracts", "files", "roster");
