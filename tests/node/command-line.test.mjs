// The native command line as a person or a script uses it: its exit status, its two outputs, the
// files it reads and the lines it answers. What it answers is compared in cases.test.mjs.
import assert from "node:assert/strict";
import { execFile, spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  constants,
  cpSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { everyField, withValue } from "./lib/fields.mjs";
import { program, run } from "./lib/native.mjs";
import { readJson, root, schedules } from "./lib/root.mjs";
import { assertKeepsTo, isComparison, isProjection, isResponse } from "./lib/schemas.mjs";

const runAsync = promisify(execFile);
const LONGEST_REQUEST = 8 * 1024 * 1024;
const FAR_TOO_LONG = 50 * 1024 * 1024;

const temporary = mkdtempSync(join(tmpdir(), "cpt-command-line-"));
after(() => rmSync(temporary, { recursive: true }));

function writeTemporary(name, content) {
  const path = join(temporary, name);
  writeFileSync(path, content);
  return path;
}

function session(members, { date = "2026-03-02", ...clinician } = {}) {
  const type = clinician.type ?? "psychiatrist";
  return JSON.stringify({
    service: { date },
    clinician: { ...clinician, type },
    locality: "01182-18",
    receipts: false,
    members: members.map((id) => ({ id, payer: "medicare" })),
  });
}

/** Sessions by the severity of all their findings. */
const SESSIONS = {
  none: session(["A", "B"]),
  misleading: session(['"severity":"denial"', '{"severity":"warning"}']),
  note: session(["A", "B"], { medicare_participating: false }),
  warning: session(["A"]),
  denial: session(["A", "B"], { date: "2023-12-31", type: "mental_health_counselor" }),
};
const good = SESSIONS.none;
const goodAnswer = run(["estimate"], good).stdout;

const outcomeOf = ({ status, stdout, stderr }) => [status, stdout, stderr];

/** What a run that was refused says of it, on standard error alone. */
function explanationOf({ status, stdout, stderr }) {
  assert.deepEqual([status, stdout], [2, ""]);
  return stderr;
}

/** The same where it is a refusal of the contract. */
function errorsOf(result) {
  const response = JSON.parse(explanationOf(result));
  assertKeepsTo(isResponse, response);
  return response.errors;
}

const codesOf = (result) => errorsOf(result).map(({ code }) => code);
const answersOf = ({ stdout }) => stdout.split("\n").slice(0, -1);
const codeOfAnswer = (answer) => JSON.parse(answer).errors?.[0].code ?? "priced";

// --- exit status -------------------------------------------------------------------------------

for (const command of ["estimate", "batch"]) {
  for (const severity of ["denial", "warning", "note"]) {
    test(`${command} --fail-on ${severity} exits with 1 where one is found, and only there`, () => {
      for (const [found, request] of Object.entries(SESSIONS)) {
        const plain = run([command], request);
        assert.equal(plain.status, 0, found);
        const result = run([command, "--fail-on", severity], request);
        const expected = [found === severity ? 1 : 0, plain.stdout, ""];
        assert.deepEqual(outcomeOf(result), expected, found);
      }
    });
  }
}

test("a batch fails on one finding among many lines, and a refused line counts for more", () => {
  const lines = Array.from({ length: 200 }, () => good).with(101, SESSIONS.denial);
  assert.equal(run(["batch", "--fail-on", "denial"], lines.join("\n")).status, 1);
  assert.equal(run(["batch", "--fail-on", "warning"], lines.join("\n")).status, 0);
  const refused = lines.with(3, "{}").join("\n");
  assert.equal(run(["batch", "--fail-on", "denial"], refused).status, 2);
});

for (const words of [
  "",
  "guess",
  "estimate --guess",
  "estimate one.json two.json",
  "estimate --fail-on anything",
  "batch --fail-on",
  "rate --date 2026-03-02 --locality 01182-18",
  "rate --date 2026-03-02 --locality 01182-18 --clinician guess",
  "rate --date 2026-03-02 --locality 01182-18 --zip 90012 --clinician psychiatrist",
  "estimate --sessions-per-year 12",
  "estimate --what-if four-units --sessions-per-year 0",
  "estimate --what-if four-units --sessions-per-year 367",
  "batch --what-if four-units",
  "rules --fail-on note",
  "rules 90853",
]) {
  test(`"cpt-estimator ${words}" is told what is wrong and exits with 2`, () => {
    const args = words.split(" ").filter(Boolean);
    assert.match(explanationOf(run(args, good)), /--help/);
  });
}

for (const command of [[], ["estimate"], ["batch"], ["rate"], ["rules"]]) {
  const name = ["cpt-estimator", ...command].join(" ");
  test(`${name} --help and --version answer on standard output and exit with 0`, () => {
    const help = run([...command, "--help"]);
    assert.deepEqual([help.status, help.stderr], [0, ""]);
    assert.ok(help.stdout.includes(`Usage: ${name}`));
    const version = run([...command, "--version"]);
    assert.deepEqual([version.status, version.stderr], [0, ""]);
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  });
}

const GROUP = "--date 2026-03-02 --locality 01182-18 --clinician psychiatrist";

// --- input -------------------------------------------------------------------------------------

test("a request comes from standard input, from - or from a file, all the same", () => {
  const file = writeTemporary("session.json", good);
  for (const command of ["estimate", "batch"]) {
    for (const result of [run([command], good), run([command, "-"], good), run([command, file])]) {
      assert.deepEqual(outcomeOf(result), [0, goodAnswer, ""]);
    }
  }
});

test("a file that is missing or cannot be read is named", () => {
  const below = join(writeTemporary("a-file.json", good), "session.json");
  for (const path of [join(temporary, "none.json"), below]) {
    assert.ok(errorsOf(run(["estimate", path]))[0].message.includes(path));
    assert.ok(explanationOf(run(["batch", path])).includes(path));
  }
});

test("a folder in place of a file is named, and nothing is answered", () => {
  for (const command of ["estimate", "batch"]) {
    const [{ code, message }, ...others] = errorsOf(run([command, temporary]));
    assert.equal(code, "invalid_json");
    assert.ok(message.includes(temporary), message);
    assert.deepEqual(others, []);
    const redirected = ["-c", '"$0" "$1" < "$2"', program, command, temporary];
    const { status, stdout, stderr } = spawnSync("sh", redirected, { encoding: "utf8" });
    assert.deepEqual([status, stdout], [2, ""]);
    assert.equal(JSON.parse(stderr).errors[0].code, "invalid_json");
  }
});

/**
 * What a command answers to pieces of input that come one after the other through a pipe that does
 * not wait: a read finds nothing there in between, and the input has not ended.
 */
async function answerThroughPipe(t, command, pieces) {
  const pipe = join(temporary, `pipe-${command}`);
  assert.equal(spawnSync("mkfifo", [pipe]).status, 0);
  const end = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const start = openSync(pipe, constants.O_WRONLY);
  // A shell passes the pipe on as it is; Node would make it wait.
  const child = spawn("sh", ["-c", 'exec "$0" "$1" <&3', program, command], {
    stdio: ["ignore", "pipe", "pipe", end],
  });
  t.after(() => child.kill());
  closeSync(end);
  const outputs = [child.stdout, child.stderr].map((stream) => stream.toArray());
  for (const piece of pieces) {
    await pause(50);
    if (child.exitCode === null) writeSync(start, piece);
  }
  await pause(50);
  closeSync(start);
  const [stdout, stderr] = (await Promise.all(outputs)).map((parts) => Buffer.concat(parts));
  return { stdout: stdout.toString(), stderr: stderr.toString() };
}

for (const command of ["estimate", "batch"]) {
  test(`${command} loses nothing of a pipe that does not wait`, async (t) => {
    const pieces = [good.slice(0, 20), good.slice(20, 90), good.slice(90), "\n"];
    const { stdout, stderr } = await answerThroughPipe(t, command, pieces);
    assert.deepEqual([stdout, stderr], [goodAnswer, ""]);
  });
}

test("output that does not arrive is said, and exits with 2", () => {
  const file = writeTemporary("full.json", good);
  for (const words of [
    `estimate ${file}`,
    `batch ${file}`,
    `rate ${GROUP}`,
    `rate ${GROUP} --json`,
    "rules",
    "rules --json",
  ]) {
    const command = ["-c", '"$0" "$@" > /dev/full', program, ...words.split(" ")];
    const { status, stderr } = spawnSync("sh", command, { encoding: "utf8" });
    assert.deepEqual([words, status], [words, 2]);
    assert.match(stderr, /could not be written/, words);
  }
});

test("a request that is cut short anywhere is refused as no JSON", () => {
  const text = JSON.stringify(everyField);
  const cut = Array.from({ length: text.length - 1 }, (_, length) => text.slice(0, length + 1));
  const batch = run(["batch"], cut.join("\n"));
  assert.equal(answersOf(batch).length, cut.length);
  for (const answer of answersOf(batch)) assert.equal(codeOfAnswer(answer), "invalid_json");
  for (const short of ["", text.slice(0, -1)]) {
    assert.deepEqual(codesOf(run(["estimate"], short)), ["invalid_json"]);
  }
});

test("JSON that is nested too deeply is refused, whether or not it ends", () => {
  for (const depth of [100, 1_000_000]) {
    for (const [open, close] of ["[]", ['{"a":', "}"]]) {
      const start = open.repeat(depth);
      for (const text of [start, `${start}1${close.repeat(depth)}`]) {
        assert.deepEqual(codesOf(run(["estimate"], text)), ["invalid_json"]);
      }
    }
  }
});

test("bytes that are not UTF-8 are refused, and the answer is UTF-8", () => {
  const [before, behind] = good.split("A").map((part) => Buffer.from(part));
  for (const bytes of ["ff", "80", "c0af", "c3", "e282", "eda080", "f4908080", "f8888080"]) {
    const request = Buffer.concat([before, Buffer.from(bytes, "hex"), behind]);
    for (const command of ["estimate", "batch"]) {
      const { status, stdout, stderr } = spawnSync(program, [command], { input: request });
      const answer = command === "batch" ? stdout : stderr;
      const text = new TextDecoder("utf-8", { fatal: true }).decode(answer);
      assert.deepEqual([status, codeOfAnswer(text)], [2, "invalid_json"], bytes);
    }
  }
});

test("a request has 8 MB at most, and of an endless one no more is read", async ({ signal }) => {
  const longest = good.padEnd(LONGEST_REQUEST);
  for (const command of ["estimate", "batch"]) {
    assert.equal(run([command], longest).stdout, goodAnswer);
  }
  assert.deepEqual(codesOf(run(["estimate"], `${longest} `)), ["request_too_large"]);
  assert.equal(codeOfAnswer(run(["batch"], `${longest} `).stdout), "request_too_large");
  assert.deepEqual(codesOf(run(["estimate"], good.padEnd(FAR_TOO_LONG))), ["request_too_large"]);
  const endless = runAsync(program, ["estimate", "/dev/zero"], { signal });
  await assert.rejects(
    endless,
    ({ code, stderr }) => code === 2 && /request_too_large/.test(stderr),
  );
});

// --- rate --------------------------------------------------------------------------------------

const rate = (words, ...args) => run(["rate", ...words.split(" "), ...args]);

for (const [asked, dollars] of [
  ["--code 99213 --locality 01182-18 --pos 11 --clinician psychiatrist", "$104.89"],
  ["--code 90837 --locality 01182-18 --clinician clinical_psychologist", "$179.29"],
  ["--code 90837 --zip 90012 --clinician clinical_psychologist", "$179.29"],
  ["--code 90837 --locality 10112-00 --clinician clinical_psychologist", "$161.70"],
  ["--code 90791 --locality 10112-00 --clinician psychiatrist", "$167.51"],
]) {
  test(`rate ${asked} prints ${dollars}, as published for 2026`, () => {
    const result = rate(asked, "--date", "2026-03-02");
    assert.deepEqual(outcomeOf(result), [0, `${dollars}\n`, ""]);
  });
}

test("rate --json is a response of the contract with the amount that rate prints", () => {
  const { status, stdout } = rate(GROUP, "--code", "99213", "--json");
  assert.equal(status, 0);
  assertKeepsTo(isResponse, JSON.parse(stdout));
  assert.equal(JSON.parse(stdout).session.allowed_cents, 10_489);
  assert.equal(rate(GROUP, "--json", "--non-participating", "--fail-on", "note").status, 1);
});

test("rate --fail-on exits with 1 where such a finding stands, with --json and without", () => {
  // A group of one is a warning, and says nothing of a session that is no group.
  for (const [asked, severity, status] of [
    [GROUP, "warning", 1],
    [GROUP, "denial", 0],
    [`${GROUP} --code 90837`, "warning", 0],
    [`${GROUP} --non-participating --code 90837`, "note", 1],
  ]) {
    const plain = rate(asked);
    assert.equal(plain.status, 0);
    const result = rate(asked, "--fail-on", severity);
    assert.deepEqual(outcomeOf(result), [status, plain.stdout, ""], `${asked} ${severity}`);
    assert.equal(rate(asked, "--json", "--fail-on", severity).status, status);
  }
});

for (const [asked, word] of [
  [`${GROUP} --code 9083x`, "9083x"],
  [`${GROUP} --pos 77`, "77"],
  ["--date 2026-03-02 --clinician psychiatrist --locality guess", "guess"],
  ["--date 2026-03-02 --clinician psychiatrist --zip 00009", "00009"],
  ["--date 2026-03-02 --clinician psychiatrist", "ZIP code"],
  ["--date 2018-12-31 --clinician psychiatrist --zip 90012", "2018-12-31"],
]) {
  test(`rate ${asked} says why in words, and with --json as a refusal`, () => {
    assert.match(explanationOf(rate(asked)), new RegExp(`^[^{]*${word}`));
    assert.ok(errorsOf(rate(asked, "--json"))[0].message.includes(word));
  });
}

// --- what if -----------------------------------------------------------------------------------

const { habits } = readJson("fee_schedules/rules/habits.json");
const withWhatIf = (request, whatIf) => JSON.stringify({ ...JSON.parse(request), what_if: whatIf });

test("estimate --what-if gives the bytes of a request that asks for the habit itself", () => {
  for (const { id } of habits) {
    const asked = run(["estimate", "--what-if", id], good);
    assert.deepEqual([asked.status, asked.stderr], [0, ""]);
    assert.equal(asked.stdout, run(["estimate"], withWhatIf(good, { habit: id })).stdout, id);
  }
});

test("--sessions-per-year is 52 where it is not given, and is that of the request where it is", () => {
  const [habit] = habits.map(({ id }) => id);
  for (const sessions of [1, 52, 366]) {
    const asked = { habit, sessions_per_year: sessions };
    const args = ["--what-if", habit, "--sessions-per-year", String(sessions)];
    const expected = run(["estimate"], withWhatIf(good, asked)).stdout;
    assert.equal(run(["estimate", ...args], good).stdout, expected);
    if (sessions !== 52) continue;
    assert.equal(run(["estimate", ...args.slice(0, 2)], good).stdout, expected);
  }
});

test("--what-if takes the place of what the request asks", () => {
  const other = withWhatIf(good, { change: { note: "missing" }, sessions_per_year: 9 });
  const asked = ["estimate", "--what-if", "four-units"];
  assert.deepEqual(outcomeOf(run(asked, other)), outcomeOf(run(asked, good)));
});

test("--what-if with a habit that nobody knows lists those that are known", () => {
  const [{ path, code, allowed }, ...others] = errorsOf(run(["estimate", "--what-if", "?"], good));
  assert.deepEqual([path, code, others], ["/what_if/habit", "unknown_value", []]);
  assert.deepEqual(
    allowed,
    habits.map(({ id }) => id),
  );
});

test("a what-if is answered the same in a batch", () => {
  const lines = habits.map(({ id }) => withWhatIf(good, { habit: id, sessions_per_year: 12 }));
  const alone = lines.map((line) => run(["estimate"], line).stdout);
  assert.equal(run(["batch"], lines.join("\n")).stdout, alone.join(""));
});

const FOUR_UNITS = {
  ...JSON.parse(good),
  members: JSON.parse(good).members.map((member) => ({ ...member, units: 4 })),
};

test("--fail-on asks about the session as it is, not about what would be if", () => {
  const asked = ["estimate", "--fail-on", "denial"];
  const four = run(["estimate", "--what-if", "four-units"], good);
  assert.ok(JSON.parse(four.stdout).what_if.fixes.some(({ severity }) => severity === "denial"));
  assert.equal(run(asked, good).status, 0);
  assert.equal(run([...asked, "--what-if", "four-units"], good).status, 0);
  const harmful = withWhatIf(good, { habit: "four-units" });
  const mending = withWhatIf(JSON.stringify(FOUR_UNITS), { change: { units: 1 } });
  assert.deepEqual(JSON.parse(run(["estimate"], mending).stdout).what_if.fixes, []);
  for (const command of ["estimate", "batch"]) {
    assert.equal(run([command, "--fail-on", "denial"], harmful).status, 0);
    assert.equal(run([command, "--fail-on", "denial"], mending).status, 1);
  }
});

// --- rules -------------------------------------------------------------------------------------

test("rules lists each rule for people: its id, what it says and what to do, and their number", () => {
  for (const asked of [
    [],
    ["--payer", "medicaid-NC"],
    ["--code", "90785", "--date", "2026-03-02"],
  ]) {
    const { rules } = JSON.parse(run(["rules", "--json", ...asked]).stdout);
    const { status, stdout, stderr } = run(["rules", ...asked]);
    assert.deepEqual([status, stderr], [0, ""]);
    for (const { rule, severity, message, fix } of rules) {
      assert.ok(stdout.includes(`${rule}  ${severity}`), rule);
      assert.ok(stdout.includes(`\n    ${message}\n    ${fix}\n`), rule);
    }
    assert.ok(stdout.endsWith(`\n${rules.length} rules\n`));
  }
});

for (const [asked, words] of [
  ["--payer acme", ["acme", "aetna"]],
  ["--date 2026-02-30", ["2026-02-30"]],
  ["--payer acme --date yesterday", ["acme", "yesterday"]],
]) {
  test(`rules ${asked} says why in words, and with --json as a refusal`, () => {
    const args = ["rules", ...asked.split(" ")];
    const explanation = explanationOf(run(args));
    const errors = errorsOf(run([...args, "--json"]));
    for (const word of words) {
      assert.ok(explanation.includes(word), explanation);
      assert.ok(JSON.stringify(errors).includes(word));
    }
    assert.ok(!explanation.includes("{"), explanation);
  });
}

// --- data files --------------------------------------------------------------------------------

function copySchedules(name) {
  const folder = join(temporary, name);
  cpSync(schedules, folder, { recursive: true });
  return folder;
}

test("--schedules reads another folder, before the subcommand or behind it", () => {
  const folder = copySchedules("round-factor");
  const year = join(folder, "medicare/2026.json");
  writeFileSync(year, readFileSync(year, "utf8").replace('"33.4009"', '"100.0000"'));
  // (0.67 * 1.041 + 0.23 * 1.183 + 0.01 * 0.664) * 100 = 97.620
  const elsewhere = ["--schedules", folder];
  const { stdout } = run([...elsewhere, "estimate"], good);
  assert.equal(JSON.parse(stdout).claims[0].allowed_cents, 9762);
  assert.equal(rate(GROUP, ...elsewhere).stdout, "$97.62\n");
  assert.equal(rate(GROUP).stdout, "$32.61\n");
});

test("the schedules of the build are found from any folder", () => {
  const { stdout } = spawnSync(program, ["estimate"], { input: good, cwd: temporary });
  assert.equal(stdout.toString(), goodAnswer);
});

test("a folder without schedules is named by every subcommand", () => {
  const path = join(temporary, "index.json");
  const elsewhere = ["--schedules", temporary];
  for (const words of ["estimate", "batch", `rate ${GROUP} --json`, "rules --json"]) {
    const [{ code, message }] = errorsOf(run([...words.split(" "), ...elsewhere], good));
    assert.equal(code, "invalid_data");
    assert.ok(message.includes(path));
  }
  assert.ok(explanationOf(rate(GROUP, ...elsewhere)).startsWith(path));
  assert.ok(explanationOf(run(["rules", ...elsewhere])).startsWith(path));
});

test("a data file that is another than the index says is refused, and is named", () => {
  const folder = copySchedules("mixed-up");
  const index = readJson("fee_schedules/index.json");
  const withIndex = (files) =>
    writeFileSync(join(folder, "index.json"), JSON.stringify({ ...index, files }));
  const refuse = (command, name, path) => {
    const errors = errorsOf(run([command, "--schedules", folder], good));
    assert.ok(
      errors.some((error) => error.path === path && error.message.startsWith(`${name}: `)),
      JSON.stringify(errors),
    );
  };
  for (const command of ["estimate", "batch"]) {
    // In place of the payers the places of service stand.
    cpSync(join(schedules, "places_of_service.json"), join(folder, "payers.json"));
    refuse(command, "payers.json", "/schema");
    cpSync(join(schedules, "payers.json"), join(folder, "payers.json"));
    // In place of 2026, 2025.
    cpSync(join(schedules, "medicare/2025.json"), join(folder, "medicare/2026.json"));
    refuse(command, "medicare/2026.json", "/from");
    cpSync(join(schedules, "medicare/2026.json"), join(folder, "medicare/2026.json"));
    // No schedules.
    withIndex(index.files.filter(({ load }) => load !== "date"));
    refuse(command, "index.json", "/files");
    withIndex(index.files);
    assert.equal(run([command, "--schedules", folder], good).stdout, goodAnswer);
  }
});

const damaged = copySchedules("damaged");
const { files } = readJson("fee_schedules/index.json");
files.unshift({ name: "index.json", load: "start" });
for (const { name, load, from = "2026-01-01", payers } of files) {
  test(`${name} is named where it is missing, empty or cut short, by what needs it`, (t) => {
    const path = join(damaged, name);
    const content = readFileSync(path);
    t.after(() => writeFileSync(path, content));
    const needing = withValue(["zip"], "90012");
    needing.service.date = from;
    // The rules about tables are needed by whoever is priced by one.
    if (load === "payer" || load === "tables") {
      needing.members[0].payer = payers?.[0] ?? "medicaid-KY";
    }
    const unneeding = withValue(["service", "date"], from < "2022" ? "2023-01-01" : "2021-01-01");
    for (const damage of [
      () => rmSync(path),
      () => writeFileSync(path, ""),
      () => writeFileSync(path, content.subarray(0, content.length / 2)),
    ]) {
      damage();
      for (const command of ["estimate", "batch"]) {
        const refused = run([command, "--schedules", damaged], JSON.stringify(needing));
        assert.ok(errorsOf(refused).some(({ message }) => message.includes(name)));
      }
      const other = run(["estimate", "--schedules", damaged], JSON.stringify(unneeding));
      assert.equal(other.status, load === "start" ? 2 : 0);
    }
  });
}

// --- batch -------------------------------------------------------------------------------------

test("blank lines are skipped, lines may end as in Windows, and the last needs no end", () => {
  const lines = ["", good, "   ", "\t", good, "\r", good].join("\n");
  for (const input of [lines, `${lines}\n`, lines.replaceAll("\n", "\r\n")]) {
    assert.deepEqual(outcomeOf(run(["batch"], input)), [0, goodAnswer.repeat(3), ""]);
  }
  for (const nothing of ["", "\n", "\r\n \n"]) {
    assert.deepEqual(outcomeOf(run(["batch"], nothing)), [0, "", ""]);
  }
});

test("a line that is refused is answered in its place, and the run goes on", () => {
  const { status, stdout, stderr } = run(["batch"], [good, "{", "[]", good].join("\n"));
  const answers = stdout.split(/(?<=\n)/);
  assert.deepEqual([answers[0], answers[3]], [goodAnswer, goodAnswer]);
  assert.deepEqual(answers.slice(1, 3).map(codeOfAnswer), ["invalid_json", "wrong_type"]);
  assert.equal(status, 2);
  assert.match(stderr, /^2 of 4 lines/);
});

test("a line of 50 MB is answered as too long, and the run goes on", () => {
  const long = good.padEnd(FAR_TOO_LONG);
  const { stdout } = run(["batch"], [good, long, good, long].join("\n"));
  const codes = answersOf({ stdout }).map(codeOfAnswer);
  assert.deepEqual(codes, ["priced", "request_too_large", "priced", "request_too_large"]);
});

test("twenty thousand answers stand in the order of their lines, each as if asked alone", () => {
  const refused = run(["estimate"], "{}").stderr;
  const numbers = Array.from({ length: 20_000 }, (_, number) => number);
  const lines = numbers.map((number) => (number % 7 === 3 ? "{}" : session(["A", `#${number}`])));
  const priced = run(["estimate"], session(["A", "#0"])).stdout;
  const expected = numbers.map((number) =>
    number % 7 === 3 ? refused : priced.replaceAll("#0", `#${number}`),
  );
  assert.ok(run(["batch"], lines.join("\n")).stdout === expected.join(""));
});

test("an answer comes before the next line is asked for", async (t) => {
  const child = startBatch(t);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (const [number, end] of ["\n", "\r\n", "\n\n", "\n"].entries()) {
    child.stdin.write(session([`#${number}`]).slice(0, 20));
    child.stdin.write(session([`#${number}`]).slice(20) + end);
    const { value } = await answers.next();
    assert.equal(JSON.parse(value).claims[0].member, `#${number}`);
  }
  child.stdin.end(good);
  assert.equal(`${(await answers.next()).value}\n`, goodAnswer);
  assert.equal((await answers.next()).done, true);
});

function startBatch(t) {
  const child = spawn(program, ["batch"], { stdio: ["pipe", "pipe", "ignore"] });
  t.after(() => child.kill());
  return child;
}

/** The most memory, in MB, that a batch of so many lines of a kilobyte has held at its end. */
async function peakOf(t, thousands) {
  const block = Buffer.from(`${good.padEnd(1024)}\n`.repeat(1000));
  const child = startBatch(t);
  for (let written = 0; written < thousands; written += 1) child.stdin.write(block);
  let left = thousands * 1000 * goodAnswer.length;
  for await (const { length } of child.stdout) {
    left -= length;
    if (left === 0) break;
  }
  const [, kilobytes] = readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/);
  child.stdin.end();
  return Number(kilobytes) / 1024;
}

test("memory does not grow with the number of lines", async (t) => {
  const few = await peakOf(t, 2);
  const many = await peakOf(t, 60);
  assert.ok(many < few + 32, `${many} MB for 60,000 lines, ${few} MB for 2,000`);
});

test("a reader that has seen enough ends the run", async ({ signal }) => {
  const file = writeTemporary("many.ndjson", `${good}\n`.repeat(20_000));
  const command = ["-c", '"$0" batch "$1" | head -n 1', program, file];
  assert.equal((await runAsync("sh", command, { signal })).stdout, goodAnswer);
});

// --- contracts ---------------------------------------------------------------------------------

const contractAt = (name) => join(root, "tests/data/contracts", `planner_${name}.json`);
const OURS = ["--contract", contractAt("ours")];
const OFFER = ["--contract", contractAt("offer")];

/** A group of one member for each payer, called A, B, C and so on. */
const groupOf = (...payers) => ({
  service: { date: "2026-03-02", minutes: 60 },
  clinician: { type: "psychiatrist" },
  locality: "10112-00",
  receipts: false,
  members: payers.map((payer, at) => ({ id: "ABCDEFGH"[at], payer })),
});

/** The answer to a command that succeeds. */
function answerTo(args, request) {
  const { status, stdout, stderr } = run(args, JSON.stringify(request));
  assert.deepEqual([status, stderr], [0, ""]);
  return JSON.parse(stdout);
}

const allowedOf = ({ claims }) => claims.map(({ lines }) => lines[0].allowed_cents);

test("--contract prices the members who name its payer, before the subcommand or behind it", () => {
  const request = groupOf("our-contract", "medicare");
  for (const args of [
    [...OURS, "estimate"],
    ["estimate", ...OURS],
  ]) {
    assert.deepEqual(allowedOf(answerTo(args, request)), [4250, 2929]);
  }
  const [{ path, code }] = errorsOf(run(["estimate"], JSON.stringify(request)));
  assert.deepEqual([path, code], ["/members/0/payer", "unknown_payer"]);
});

test("--contract may be given again, and a file behind it is the request", () => {
  const request = groupOf("their-offer", "our-contract");
  const file = writeTemporary("two-contracts.json", JSON.stringify(request));
  for (const args of [
    ["estimate", ...OURS, ...OFFER, file],
    ["estimate", file, ...OFFER, ...OURS],
    [...OFFER, "estimate", ...OURS, file],
  ]) {
    assert.deepEqual(allowedOf(answerTo(args)), [3600, 4250]);
  }
});

test("--contract goes with a batch and with a rate", () => {
  const line = JSON.stringify(groupOf("our-contract"));
  const { status, stdout } = run(["batch", ...OURS], `${line}\n${line}`);
  assert.equal(status, 0);
  for (const answer of answersOf({ stdout })) {
    assert.deepEqual(allowedOf(JSON.parse(answer)), [4250]);
  }
  const rated = rate(`${GROUP} --payer our-contract`, ...OURS);
  assert.deepEqual(outcomeOf(rated), [0, "$42.50\n", ""]);
});

for (const [what, name, words] of [
  ["has a wrong figure", "wrong", "36.005"],
  ["is no JSON", "no-json", "JSON"],
  ["is missing", "missing", "cannot be read"],
]) {
  test(`a contract that ${what} is named, and nothing is answered`, () => {
    const path = what === "has a wrong figure" ? contractAt(name) : join(temporary, `${name}.json`);
    if (name === "no-json") writeFileSync(path, '{"schema": "payer-tab');
    for (const command of ["estimate", "batch", "compare", "project"]) {
      const [error] = errorsOf(run([command, ...OURS, "--contract", path], good));
      assert.ok(error.message.includes(path), error.message);
      assert.ok(error.message.includes(words), error.message);
    }
  });
}

test("every contract that is wrong is named at once", () => {
  const missing = join(temporary, "nowhere.json");
  const args = ["estimate", "--contract", contractAt("wrong"), "--contract", missing];
  const messages = errorsOf(run(args, good)).map(({ message }) => message);
  for (const path of [contractAt("wrong"), missing]) {
    assert.ok(
      messages.some((message) => message.includes(path)),
      path,
    );
  }
});

test("a rate of Medicaid is printed, by its program and modifiers too", () => {
  const worker = "--date 2026-03-02 --locality 10112-00 --clinician clinical_social_worker";
  const kentucky = `${worker} --payer medicaid-KY`;
  assert.deepEqual(outcomeOf(rate(kentucky)), [0, "$16.37\n", ""]);
  assert.equal(rate(`${kentucky} --program behavioral-health`).stdout, "$16.37\n");
  // U4: an associate under supervision.
  assert.equal(rate(`${kentucky} --modifiers U4`).stdout, "$14.33\n");
  assert.equal(rate(`${kentucky} --modifiers 95,U4`).stdout, "$14.33\n");
  assert.match(explanationOf(rate(`${kentucky} --program hospital`)), /hospital/);
  assert.match(explanationOf(rate(`${worker} --payer acme`)), /acme/);
});

// --- compare and project -----------------------------------------------------------------------

const eachOf = ({ alternatives }, field) => alternatives.map((each) => each[field]);

// Alabama, psychiatrist, 90853, 2 March of each year: tests/projection/compare_test.cpp.
const YEARS = [2643, 2726, 2681, 2659, 2586, 2608, 2702, 2929];

test("compare --years prices the same day of each year", () => {
  const answer = answerTo(["compare", "--years", "2019-2026"], groupOf("medicare"));
  assert.deepEqual(eachOf(answer, "allowed_cents"), YEARS);
  assert.deepEqual(eachOf(answer, "date").slice(0, 2), ["2019-03-02", "2020-03-02"]);
  const one = answerTo(["compare", "--years", "2024"], groupOf("medicare"));
  assert.deepEqual(eachOf(one, "difference_cents"), [2608 - 2929]);
});

for (const [options, allowed] of [
  // 0.87691 x 33.5675 = 29.4357, x 32.7442 = 28.7137
  ["--factors 2026-01-01:apm,2024-03-08", [2944, 2871]],
  ["--factors 2024-03-08 --factors 2026-01-01", [2871, 2929]],
  ["--localities 01182-18,10112-00", [3261, 2929]],
  // 75 % and 85 % of 29.29
  ["--clinicians clinical_social_worker,nurse_practitioner", [2197, 2490]],
  ["--places 22,10", [2403, 2929]],
  ["--payers medicare=our-contract,medicare=their-offer", [4250, 3600]],
  ["--payers medicare=our-contract --places 22", [2403, 4250]],
]) {
  test(`compare ${options} makes an alternative of each`, () => {
    const args = ["compare", ...OURS, ...OFFER, ...options.split(" ")];
    const answer = answerTo(args, groupOf("medicare"));
    assertKeepsTo(isComparison, answer);
    assert.deepEqual(eachOf(answer, "allowed_cents"), allowed);
    const file = writeTemporary("compared.json", JSON.stringify(groupOf("medicare")));
    assert.deepEqual(JSON.parse(run([...args, file]).stdout), answer);
  });
}

test("compare takes a whole request where no option says what to compare with", () => {
  const session = groupOf("medicare");
  const alternatives = [{ name: "then", year: 2025 }, { place_of_service: "22" }];
  const answer = answerTo(["compare"], { version: 1, session, alternatives });
  assert.deepEqual(eachOf(answer, "name"), ["then", undefined]);
  assert.deepEqual(eachOf(answer, "allowed_cents"), [2702, 2403]);
  const byOptions = answerTo(["compare", "--years", "2025", "--places", "22"], session);
  const unnamed = answer.alternatives.map(({ name, ...each }) => each);
  assert.deepEqual(byOptions.alternatives, unnamed);
});

for (const years of ["19", "20266", "2026-2019", "2019-20-6", "2019-26", "twenty", "2019,2020"]) {
  test(`compare --years ${years} is told what is wrong`, () => {
    assert.match(explanationOf(run(["compare", "--years", years], good)), /--years/);
  });
}

for (const [options, path, code] of [
  ["--years 2018", "/alternatives/0/service/date", "no_schedule"],
  ["--years 1800", "/alternatives/0/year", "out_of_range"],
  ["--factors 2024-03-08,2026-02-30", "/alternatives/1/conversion_factor/date", "invalid_date"],
  ["--factors 2024-03-08:apmm", "/alternatives/0/conversion_factor/date", "invalid_date"],
  ["--localities 99999-99", "/alternatives/0/locality", "unknown_locality"],
  ["--clinicians astrologer", "/alternatives/0/clinician", "unknown_clinician"],
  ["--places 77", "/alternatives/0/members/0/place_of_service", "unknown_place_of_service"],
  ["--payers medicare=acme", "/alternatives/0/members/0/payer", "unknown_payer"],
  ["--payers medicare", "/alternatives/0/payers/0/to", "invalid_value"],
]) {
  test(`compare ${options} is refused at ${path}`, () => {
    const errors = errorsOf(run(["compare", ...options.split(" ")], good));
    assert.deepEqual([errors[0].path, errors[0].code], [path, code]);
  });
}

test("project --period month and the rest say what is expected", () => {
  const request = groupOf("our-contract", "their-offer");
  const args =
    "project --period month --sessions-per-week 2 --weeks-off 4 --attendance 80 --member-attendance B=50 --denial our-contract=10 --collection their-offer=95,our-contract=90 --preparation-minutes 15 --minutes-per-note 5";
  const answer = answerTo([...args.split(" "), ...OURS, ...OFFER], request);
  assertKeepsTo(isProjection, answer);
  assert.deepEqual([answer.period, answer.sessions], ["month", 8]); // 2 x 48 / 12
  assert.deepEqual(answer.members, [
    {
      member: "A",
      payer: "our-contract",
      received_cents: 3825, // 90 % of 42.50
      attendance_percent: "80.00",
      denial_percent: "10.00",
      collection_percent: "90.00",
    },
    {
      member: "B",
      payer: "their-offer",
      received_cents: 3420, // 95 % of 36.00
      attendance_percent: "50.00",
      denial_percent: "0.00",
      collection_percent: "95.00",
    },
  ]);
  // 38.25 x 0.8 x 0.9 = 27.54, 34.20 x 0.5 = 17.10: 44.64 a session.
  assert.equal(answer.session.mean_cents, 4464);
  assert.equal(answer.revenue.mean_cents, 4464 * 8);
  assert.equal(answer.revenue.greatest_cents, (3825 + 3420) * 8);
  // 60 + 15 + 2 x 5 = 85 minutes: 44.64 x 60 / 85 = 31.5106.
  assert.deepEqual(answer.hourly, { minutes_per_session: 85, mean_cents: 3151 });
  // Of A alone, whose hour has a price: 127.50 x 0.9 x 0.72 = 82.62, three times 27.54.
  assert.deepEqual(answer.individual_hour, {
    code: "90837",
    mean_cents: 8262,
    break_even_members: 4,
  });
});

for (const [options, expected] of [
  ["--period year", { sessions: 52, mean: 52 * 42_50 }],
  ["--period month", { sessions: 4, mean: 4 * 42_50 }],
  ["--sessions-per-week 3", { sessions: 156, mean: 156 * 42_50 }],
  ["--weeks-off 2", { sessions: 50, mean: 50 * 42_50 }],
  ["--attendance 50", { sessions: 52, mean: 26 * 42_50 }],
  ["--attendance 12.5", { sessions: 52, mean: 27_625 }], // 42.50 x 6.5
  ["--member-attendance A=25", { sessions: 52, mean: 13 * 42_50 }],
  ["--denial our-contract=100", { sessions: 52, mean: 0 }],
  ["--collection our-contract=80", { sessions: 52, mean: 52 * 34_00 }],
  ["--preparation-minutes 60", { sessions: 52, mean: 52 * 42_50, hourly: 21_25 }],
  ["--minutes-per-note 240", { sessions: 52, mean: 52 * 42_50, hourly: 8_50 }],
]) {
  test(`project ${options} alone leaves the rest as it is`, () => {
    const file = writeTemporary("projected.json", JSON.stringify(groupOf("our-contract")));
    const answer = answerTo(["project", ...OURS, ...options.split(" "), file]);
    assert.equal(answer.sessions, expected.sessions);
    assert.equal(answer.revenue.mean_cents, expected.mean);
    if (expected.hourly) assert.equal(answer.hourly.mean_cents, expected.hourly);
  });
}

test("project takes a whole request where no option says what is expected", () => {
  const session = groupOf("our-contract");
  const plan = { weeks_off: 4, attendance_percent: "87.5" };
  const asked = answerTo(["project", ...OURS], { version: 1, session, plan });
  const options = ["--weeks-off", "4", "--attendance", "87.5"];
  assert.deepEqual(answerTo(["project", ...OURS, ...options], session), asked);
  assert.equal(asked.revenue.mean_cents, 42 * 42_50);
});

for (const [options, path, code] of [
  ["--sessions-per-week 11", "/plan/sessions_per_week", "out_of_range"],
  ["--sessions-per-week two", "/plan/sessions_per_week", "wrong_type"],
  ["--sessions-per-week 99999999999999999999", "/plan/sessions_per_week", "wrong_type"],
  ["--weeks-off 52", "/plan/weeks_off", "out_of_range"],
  ["--attendance 101", "/plan/attendance_percent", "invalid_value"],
  ["--attendance 12.505", "/plan/attendance_percent", "invalid_value"],
  ["--member-attendance Z=50", "/plan/members/0/member", "unknown_value"],
  ["--member-attendance A", "/plan/members/0/attendance_percent", "invalid_value"],
  ["--denial uhc=5", "/plan/payers/0/payer", "unknown_payer"],
  ["--denial medicare", "/plan/payers/0/denial_percent", "invalid_value"],
  ["--collection medicare=90,medicare=80", "/plan/payers/0/collection_percent", "duplicate_field"],
  ["--preparation-minutes 1441", "/plan/preparation_minutes", "out_of_range"],
  ["--minutes-per-note 241", "/plan/minutes_per_note", "out_of_range"],
]) {
  test(`project ${options} is refused at ${path}`, () => {
    const errors = errorsOf(run(["project", ...options.split(" ")], good));
    assert.deepEqual([errors[0].path, errors[0].code], [path, code]);
  });
}

test("project --period fortnight is told what is wrong", () => {
  assert.match(explanationOf(run(["project", "--period", "fortnight"], good)), /--period/);
});

test("an estimate request without options is neither a comparison nor a projection", () => {
  for (const [command, last] of [
    ["compare", "/alternatives"],
    ["project", "/plan"],
  ]) {
    const paths = errorsOf(run([command], good)).map(({ path }) => path);
    assert.ok(paths.includes("/session") && paths.includes(last), paths.join(" "));
  }
});

test("a request that is no JSON or cannot be read is refused by compare and project", () => {
  const none = join(temporary, "none.json");
  for (const args of [
    ["compare", "--years", "2024"],
    ["compare"],
    ["project", "--weeks-off", "4"],
    ["project"],
  ]) {
    for (const text of ["", "{", good.slice(0, -1), `${good}]`]) {
      assert.deepEqual(codesOf(run(args, text)), ["invalid_json"]);
    }
    assert.ok(errorsOf(run([...args, none]))[0].message.includes(none));
  }
});

test("compare --help and project --help mention every option", () => {
  const options = {
    compare: ["years", "factors", "localities", "clinicians", "places", "payers"],
    project: [
      "period",
      "sessions-per-week",
      "weeks-off",
      "attendance",
      "member-attendance",
      "denial",
      "collection",
      "preparation-minutes",
      "minutes-per-note",
    ],
  };
  for (const [command, names] of Object.entries(options)) {
    const help = run([command, "--help"]);
    assert.deepEqual([help.status, help.stderr], [0, ""]);
    assert.ok(help.stdout.includes(`Usage: cpt-estimator ${command}`));
    for (const name of names) assert.ok(help.stdout.includes(`--${name} `), name);
  }
  assert.ok(run(["--help"]).stdout.includes("--contract"));
  assert.ok(run(["rate", "--help"]).stdout.includes("--payer"));
});
