// What a visitor downloads stays within what the project allows itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { measureSizes } from "../../scripts/lib/bench-size.mjs";
import { SITE } from "./estimator-page.mjs";

for (const { what, median, target } of measureSizes({ site: SITE })) {
  test(`${what}: at most ${target} bytes, brotli`, (t) => {
    t.diagnostic(`${median} bytes`);
    assert.ok(median <= target, `${median} bytes`);
  });
}
