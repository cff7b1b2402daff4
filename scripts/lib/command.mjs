// What every import command shares: arguments, --help, and refusing with all the reasons at once.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

export const SCHEDULES = fileURLToPath(new URL("../../fee_schedules", import.meta.url));

const PRINTED_PROBLEMS = 20;

/** Input that must not become data. `problems` are sentences, each naming file, row and what was expected. */
export class Refused extends Error {
  constructor(problems) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

export function refuseIfAny(problems) {
  if (problems.length > 0) throw new Refused(problems);
}

/** Reads a file, or refuses with its name. */
export function readBytes(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Refused([`${path}: cannot be read (${error.code})`]);
  }
}

export function readJson(path) {
  const text = readBytes(path).toString("utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refused([`${path}: is not JSON (${error.message})`]);
  }
}

/** Runs `run(values, positionals)`; sets exit status 2 and prints why when the input is refused. */
export async function runCommand({ usage, options, allowPositionals = false, run }) {
  try {
    const { values, positionals } = parseArguments(options, allowPositionals);
    if (values.help) console.log(usage);
    else await run(values, positionals);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    printRefusal(error.problems);
    process.exitCode = 2;
  }
}

function parseArguments(options, allowPositionals) {
  try {
    return parseArgs({ options: { ...options, help: { type: "boolean" } }, allowPositionals });
  } catch (error) {
    throw new Refused([`${error.message} (--help lists the options)`]);
  }
}

function printRefusal(problems) {
  console.error(problems.length === 1 ? "Refused:" : `Refused, ${problems.length} problems:`);
  for (const problem of problems.slice(0, PRINTED_PROBLEMS)) console.error(`  ${problem}`);
  const left = problems.length - PRINTED_PROBLEMS;
  if (left > 0) console.error(`  and ${left} more`);
}
