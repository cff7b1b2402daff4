// The examples of every rule, each as a request. tests/rules/examples/<rule file>.json has a clean
// session as `base`, and by rule id
//   given   a patch for all examples of the rule, where they share one
//   fires   patches that make the rule fire
//   silent  patches that do not
// A patch: `member` is merged into every member, `members` into the first, the second, ...;
// `service` and `clinician` into theirs; `zip` or `locality` say where, `size` how many members,
// `contracts` which files of tests/data/contracts/ are loaded, `why` what it shows. Merges are
// shallow, and null takes a field away.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readJson, root } from "./root.mjs";

export const exampleFiles = readdirSync(join(root, "tests/rules/examples"));
export const bookOfExamples = exampleFiles.map((name) => ({
  name,
  ...readJson("tests/rules/examples", name),
}));

function merge(base, patch = {}) {
  return Object.fromEntries(
    Object.entries({ ...base, ...patch }).filter(([, value]) => value !== null),
  );
}

/** `request` with a patch made. */
export function patched(request, patch = {}) {
  const { member, members = [], service, clinician, size = request.members.length } = patch;
  const { zip, locality } = "zip" in patch || "locality" in patch ? patch : request;
  return {
    service: merge(request.service, service),
    clinician: merge(request.clinician, clinician),
    ...(zip === undefined ? { locality } : { zip }),
    receipts: false,
    members: Array.from({ length: size }, (_, at) =>
      merge(merge(request.members[at] ?? request.members[0], member), members[at]),
    ),
  };
}

export const examples = bookOfExamples.flatMap(({ base, rules: byRule }) =>
  Object.entries(byRule).flatMap(([id, { given, ...directions }]) =>
    Object.entries(directions).flatMap(([direction, patches]) =>
      patches.map((patch) => ({
        id,
        direction,
        text: JSON.stringify(patch),
        request: patched(patched(base, given), patch),
      })),
    ),
  ),
);

const contractsOf = ({ contracts = [] } = {}) => contracts;

/** Every contract that an example names. They price payers that no other example has. */
export const contracts = new Set(
  bookOfExamples
    .flatMap(({ rules: byRule }) => Object.values(byRule))
    .flatMap(({ given, fires, silent }) => [given, ...fires, ...silent])
    .flatMap(contractsOf),
);
