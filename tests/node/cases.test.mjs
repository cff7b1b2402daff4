// Every case of tests/cases through the command line, its batch mode and the WebAssembly engine.
// All three give the same bytes, and those are as the case expects.
import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, loading, readCases, readContract } from "./lib/conformance.mjs";
import { startEngine } from "./lib/engine.mjs";
import { run } from "./lib/native.mjs";
import { assertKeepsTo, isRequest, isResponse } from "./lib/schemas.mjs";

const cases = readCases();
const engine = await startEngine();

const fitsOnALine = ({ text }) => !text.includes("\n");
const oneALine = cases.filter((each) => fitsOnALine(each) && each.contracts.length === 0);
const batch = run(["batch", "-"], oneALine.map(({ text }) => `${text}\n`).join(""));
const answers = batch.stdout.split("\n");

/** What a batch of this case alone, with its contracts, answers. */
const batchOfOne = ({ text, contracts }) => run(["batch", "-", ...loading(contracts)], text).stdout;

test("a name stands for one case, and each case says who published its figures", () => {
  const names = cases.map(({ title, name }) => `${title}: ${name}`);
  assert.deepEqual(names, [...new Set(names)]);
  for (const { name, source } of cases) assert.match(source, /\S.{6,}\S/, name);
});

test("a batch answers each line and says by its exit status that some were refused", () => {
  assert.equal(answers.length, oneALine.length + 1);
  assert.equal(batch.status, 2);
});

for (const each of cases) {
  const { title, name, text, contracts, request, expected } = each;
  test(`${title}: ${name}`, async (t) => {
    for (const contract of contracts) {
      assert.equal(await engine.accept(contract, readContract(contract)), undefined);
      t.after(() => engine.forget(contract));
    }
    const single = run(["estimate", "-", ...loading(contracts)], text);
    const isPriced = expected.status === "ok";
    assert.equal(single.status, isPriced ? 0 : 2);
    const [answer, silent] = isPriced
      ? [single.stdout, single.stderr]
      : [single.stderr, single.stdout];
    assert.equal(silent, "");

    const response = JSON.parse(answer);
    assert.deepEqual(differences(expected, response), []);
    assertKeepsTo(isResponse, response);
    if (isPriced && request !== undefined) assertKeepsTo(isRequest, request);

    const at = oneALine.indexOf(each);
    if (at >= 0) assert.equal(`${answers[at]}\n`, answer);
    else if (fitsOnALine(each)) assert.equal(batchOfOne(each), answer);
    assert.deepEqual(await engine.estimate(text), response);
    assert.equal(`${engine.estimateText(text)}\n`, answer);
  });
}
