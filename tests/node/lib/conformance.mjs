// The conformance suite, tests/cases/*.json, and what it means for a response to be as expected.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readJson, root } from "./root.mjs";

const folderOfContracts = join(root, "tests/data/contracts");

/** The text of a contract made for the tests. */
export const readContract = (name) => readFileSync(join(folderOfContracts, name), "utf8");

/** What makes the command line load contracts before it answers; stands behind all other words. */
export const loading = (contracts) =>
  contracts.map((name) => `--contract=${join(folderOfContracts, name)}`);

/**
 * Every case, with the text to send as `text`, the title of its file as `title` and as `contracts`
 * the contracts that are loaded first.
 */
export function readCases() {
  return readdirSync(join(root, "tests/cases"))
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const { title, cases } = readJson("tests/cases", name);
      return cases.map((each) => ({
        contracts: [],
        ...each,
        title,
        text: each.request_text ?? JSON.stringify(each.request),
      }));
    });
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const quote = (value) => JSON.stringify(value)?.slice(0, 200) ?? "nothing";

/** Whether each of `wanted` has one of `actual` for itself, and none of `actual` is left over. */
function pairsUp([first, ...rest], actual) {
  if (first === undefined) return actual.length === 0;
  return actual.some(
    (found, at) =>
      differences(first, found).length === 0 &&
      pairsUp(
        rest,
        actual.filter((_, other) => other !== at),
      ),
  );
}

/**
 * Where `actual` is not as expected: an object may have more fields, an array has the same length,
 * anything else is equal. {"$contains": [...]} stands for an array that has these elements,
 * {"$only": [...]} for one that has these and no others, in any order.
 */
export function differences(expected, actual, path = "") {
  if (isObject(expected) && "$only" in expected) {
    if (Array.isArray(actual) && pairsUp(expected.$only, actual)) return [];
    return [`${path}: expected only ${quote(expected.$only)}, found ${quote(actual)}`];
  }
  if (isObject(expected) && "$contains" in expected) {
    if (!Array.isArray(actual)) return [`${path}: expected a list, found ${quote(actual)}`];
    return expected.$contains
      .filter((wanted) => !actual.some((found) => differences(wanted, found).length === 0))
      .map((wanted) => `${path}: ${quote(wanted)} is not in ${quote(actual)}`);
  }
  if (isObject(expected) && isObject(actual)) {
    return Object.keys(expected).flatMap((key) =>
      differences(expected[key], actual[key], `${path}/${key}`),
    );
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((each, at) => differences(each, actual[at], `${path}/${at}`));
  }
  if (expected === actual) return [];
  return [`${path}: expected ${quote(expected)}, found ${quote(actual)}`];
}
