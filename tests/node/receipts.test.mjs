// Every receipt of the conformance suite, redone from its text alone with exact fractions.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loading, readCases } from "./lib/conformance.mjs";
import { run } from "./lib/native.mjs";
import { responseSchema } from "./lib/schemas.mjs";

/** `value` as a multiple of `step`: halves up, always up or always down. Nothing here is negative. */
const ROUNDED = {
  round_half: ([a, b], [c, d]) => [((2n * a * d + b * c) / (2n * b * c)) * c, d],
  round_up: ([a, b], [c, d]) => [((a * d + b * c - 1n) / (b * c)) * c, d],
  round_down: ([a, b], [c, d]) => [((a * d) / (b * c)) * c, d],
};
const FUNCTIONS = { min: (left, right) => (isLess(right, left) ? right : left), ...ROUNDED };
const isLess = ([a, b], [c, d]) => a * d < c * b;

/** A fraction [numerator, denominator] of the value of an expression over + - * / ( ), min, ... */
function evaluate(text) {
  const tokens = text.match(/\d+(?:\.\d+)?|\w+|[-+*/(),]/g);
  let at = 0;
  const accept = (token) => tokens[at] === token && ++at;
  const number = (digits) => {
    const [whole, fraction = ""] = digits.split(".");
    return [BigInt(whole + fraction), 10n ** BigInt(fraction.length)];
  };
  const add = ([a, b], [c, d], sign) => [a * d + sign * c * b, b * d];
  const factor = () => {
    if (Object.hasOwn(FUNCTIONS, tokens[at])) {
      const ofTwo = FUNCTIONS[tokens[at++]];
      assert.ok(accept("("));
      const left = sum();
      assert.ok(accept(","));
      const right = sum();
      assert.ok(accept(")"));
      return ofTwo(left, right);
    }
    if (accept("(")) {
      const inner = sum();
      assert.ok(accept(")"));
      return inner;
    }
    return number(tokens[at++]);
  };
  const product = () => {
    let value = factor();
    for (;;) {
      if (accept("*")) {
        const [c, d] = factor();
        value = [value[0] * c, value[1] * d];
      } else if (accept("/")) {
        const [c, d] = factor();
        value = [value[0] * d, value[1] * c];
      } else return value;
    }
  };
  const sum = () => {
    let value = product();
    for (;;) {
      if (accept("+")) value = add(value, product(), 1n);
      else if (accept("-")) value = add(value, product(), -1n);
      else return value;
    }
  };
  const value = sum();
  assert.equal(at, tokens.length, text);
  return value;
}

const toCents = ([numerator, denominator]) =>
  Number((200n * numerator + denominator) / (2n * denominator));

/** What somebody pays, or withholds, of what is allowed. */
const PARTS = [
  "payer_pays_cents",
  "patient_owes_cents",
  "sequestration_cents",
  "secondary_pays_cents",
];

const allParts = (whole) => PARTS.reduce((total, part) => total + (whole[part] ?? 0), 0);

const sum = (rows, field) => rows.reduce((total, row) => total + (row[field] ?? 0), 0);

const cases = readCases().filter(({ request }) => request !== undefined);
const requests = cases.map(({ request }) => JSON.stringify(request));
const contracts = [...new Set(cases.flatMap((each) => each.contracts))];

const responses = run(["batch", "-", ...loading(contracts)], requests.join("\n"))
  .stdout.trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const priced = responses.filter((response) => response.status === "ok");

const allLines = priced.flatMap(({ claims }) => claims).flatMap(({ lines }) => lines);
const linesWithReceipt = allLines.filter(({ receipt }) => receipt !== undefined);

/** The cents of a receipt's steps by kind; no step but of a percentage stands twice. */
const byKind = ({ receipt }) => Object.fromEntries(receipt.map(({ kind, cents }) => [kind, cents]));

test("the functions of a receipt round as they are called", () => {
  for (const [text, cents] of [
    ["round_half(5.025, 0.05)", 505],
    ["round_half(5.0249, 0.05)", 500],
    ["round_half(10.10 * 50 / 100, 0.10)", 510],
    ["round_half(5.50, 1.00)", 600],
    ["round_up(5.001, 0.05)", 505],
    ["round_up(5.05, 0.05)", 505],
    ["round_up(5.01, 1.00)", 600],
    ["round_down(5.0999, 0.10)", 500],
    ["round_down(5.10, 0.10)", 510],
    ["round_down(min(7.99, 8) * 100 / 100, 1.00)", 700],
    ["round_up(0.00, 1.00)", 0],
  ]) {
    assert.equal(toCents(evaluate(text)), cents, text);
  }
});

test("every receipt can be redone from its text", () => {
  let steps = 0;
  for (const step of linesWithReceipt.flatMap(({ receipt }) => receipt)) {
    assert.equal(toCents(evaluate(step.arithmetic)), step.cents, step.arithmetic);
    assert.equal(step.value, `$${(step.cents / 100).toFixed(2)}`);
    steps += 1;
  }
  assert.ok(steps > 1000);
});

test("the last steps of a receipt are the parts of the line, and they sum", () => {
  for (const line of linesWithReceipt) {
    const steps = byKind(line);
    const { plan_pays: planPays = 0, payer_pays: medicarePays = planPays } = steps;
    assert.equal(medicarePays, line.payer_pays_cents);
    assert.equal(steps.out_of_pocket_limit ?? steps.patient_owes, line.patient_owes_cents);
    assert.equal(steps.sequestration ?? 0, line.sequestration_cents);
    assert.equal(steps.secondary_pays ?? 0, line.secondary_pays_cents ?? 0);
    assert.equal(
      sum([line], "allowed_cents"),
      sum(
        PARTS.map((part) => [line[part] ?? 0]),
        0,
      ),
    );
  }
});

test("every kind of step is in a receipt, and each way of rounding", () => {
  const steps = linesWithReceipt.flatMap(({ receipt }) => receipt);
  const { kind } = responseSchema.definitions.receipt_step.properties;
  assert.deepEqual([...new Set(steps.map((step) => step.kind))].sort(), kind.enum.toSorted());
  for (const name of Object.keys(ROUNDED)) {
    assert.ok(
      steps.some(({ arithmetic }) => arithmetic.startsWith(`${name}(`)),
      name,
    );
  }
});

test("a line without an amount has no receipt, and one with an amount has", () => {
  for (const { receipts, claims } of priced) {
    for (const { allowed_cents: allowed, receipt } of claims.flatMap(({ lines }) => lines)) {
      assert.equal(receipt !== undefined, receipts && allowed !== null);
    }
  }
});

test("lines add up to claims and claims to the session", () => {
  for (const { session, claims } of priced) {
    for (const field of ["allowed_cents", ...PARTS]) {
      assert.equal(session[field] ?? 0, sum(claims, field));
      for (const claim of claims) assert.equal(claim[field] ?? 0, sum(claim.lines, field));
    }
    for (const part of [session, ...claims]) {
      assert.equal(part.allowed_cents, allParts(part));
    }
    assert.equal(
      session.if_billed_once_cents,
      Math.max(...claims.map((claim) => claim.allowed_cents)),
    );
    assert.equal(
      session.lost_if_billed_once_cents,
      session.allowed_cents - session.if_billed_once_cents,
    );
  }
});
