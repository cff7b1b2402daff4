// Marks the built script and module as one pair: the module gets a custom section, and
// build-id.mjs beside them the same text, so that the loader can refuse a script and a module of
// two different builds before it starts either.
//
// usage: node seal.mjs cpt-estimator.mjs cpt-estimator.wasm

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [scriptPath, modulePath] = process.argv.slice(2);
const script = readFileSync(scriptPath);
const module = readFileSync(modulePath);

const buildId = createHash("sha256").update(script).update(module).digest("hex").slice(0, 16);

const text = (value) => [value.length, ...Buffer.from(value)];
const content = [...text("cpt-build"), ...Buffer.from(buildId)];
const CUSTOM_SECTION = 0;
writeFileSync(
  modulePath,
  Buffer.concat([module, Buffer.from([CUSTOM_SECTION, content.length, ...content])]),
);
writeFileSync(join(dirname(scriptPath), "build-id.mjs"), `export const buildId = "${buildId}";\n`);
