// The rooms of core/ and what may pass between them.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const root = new URL("../../", import.meta.url);
const ROOMS = [
  "units",
  "roster",
  "schedules",
  "pricing",
  "rules",
  "session",
  "projection",
  "boundary",
  "cli",
];

const files = ROOMS.flatMap((room) =>
  readdirSync(new URL(`core/${room}/`, root))
    .filter((name) => /\.(h|cpp)$/.test(name))
    .map((name) => ({
      room,
      name: `core/${room}/${name}`,
      text: readFileSync(new URL(`core/${room}/${name}`, root), "utf8"),
    })),
);

test("each room includes only itself and the rooms below it", () => {
  for (const { room, name, text } of files) {
    for (const [, other] of text.matchAll(/#include "core\/(\w+)\//g)) {
      assert.ok(ROOMS.indexOf(other) <= ROOMS.indexOf(room), `${name} includes core/${other}/`);
    }
  }
});

test("only the boundary knows JSON", () => {
  for (const { room, name, text } of files) {
    if (room !== "boundary") assert.doesNotMatch(text, /nlohmann/, name);
  }
});

test("no floating point stands near money: only probabilities are fractions", () => {
  for (const { name, text } of files) {
    if (name.startsWith("core/projection/revenue_")) continue;
    assert.doesNotMatch(text.replace(/\/\/.*$/gm, ""), /\b(double|float)\b/, name);
  }
});
