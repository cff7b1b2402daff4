// Every receipt of the conformance suite, redone from its text alone with exact fractions.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);
const native = fileURLToPath(new URL("build/native/cpt-estimator", root));

/** A fraction [numerator, denominator] of the value of an expression over + - * / ( ) and min. */
function evaluate(text) {
  const tokens = text.match(/\d+(?:\.\d+)?|min|[-+*/(),]/g);
  let at = 0;
  const accept = (token) => tokens[at] === token && ++at;
  const number = (digits) => {
    const [whole, fraction = ""] = digits.split(".");
    return [BigInt(whole + fraction), 10n ** BigInt(fraction.length)];
  };
  const add = ([a, b], [c, d], sign) => [a * d + sign * c * b, b * d];
  const factor = () => {
    if (accept("min")) {
      assert.ok(accept("("));
      const left = sum();
      assert.ok(accept(","));
      const right = sum();
      assert.ok(accept(")"));
      return left[0] * right[1] <= right[0] * left[1] ? left : right;
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

const sum = (rows, field) => rows.reduce((total, row) => total + (row[field] ?? 0), 0);

const requests = readdirSync(new URL("tests/cases/", root))
  .flatMap((name) => JSON.parse(readFileSync(new URL(`tests/cases/${name}`, root), "utf8")).cases)
  .filter((each) => each.request !== undefined)
  .map((each) => JSON.stringify(each.request));

function respond() {
  try {
    return execFileSync(native, ["batch"], {
      input: requests.join("\n"),
      stdio: "pipe",
      maxBuffer: 1 << 30,
    });
  } catch (refused) {
    return refused.stdout;
  }
}

const responses = respond()
  .toString()
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const priced = responses.filter((response) => response.status === "ok");

test("every receipt can be redone from its text", () => {
  let steps = 0;
  for (const line of priced.flatMap(({ claims }) => claims).flatMap(({ lines }) => lines)) {
    const byKind = {};
    for (const step of line.receipt ?? []) {
      assert.equal(toCents(evaluate(step.arithmetic)), step.cents, step.arithmetic);
      assert.equal(step.value, `$${(step.cents / 100).toFixed(2)}`);
      byKind[step.kind] = step.cents;
      steps += 1;
    }
    if (line.receipt === undefined) continue;
    assert.equal(byKind.payer_pays, line.payer_pays_cents);
    assert.equal(byKind.patient_owes, line.patient_owes_cents);
    assert.equal(byKind.sequestration, line.sequestration_cents);
  }
  assert.ok(steps > 1000);
});

test("lines add up to claims and claims to the session", () => {
  const fields = ["allowed_cents", "payer_pays_cents", "patient_owes_cents", "sequestration_cents"];
  for (const { session, claims } of priced) {
    for (const field of fields) {
      assert.equal(session[field], sum(claims, field));
      for (const claim of claims) assert.equal(claim[field], sum(claim.lines, field));
    }
    for (const part of [session, ...claims]) {
      assert.equal(
        part.allowed_cents,
        part.payer_pays_cents + part.patient_owes_cents + part.sequestration_cents,
      );
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
