// The contract's schemas, and whether a document keeps to them.
import assert from "node:assert/strict";
import Ajv from "ajv";
import { readJson } from "./root.mjs";

const readSchema = (name) => readJson("core/boundary/schema", `${name}.schema.json`);

export const requestSchema = readSchema("request");
export const responseSchema = readSchema("response");
export const compareSchema = readSchema("compare");
export const comparisonSchema = readSchema("comparison");
export const projectSchema = readSchema("project");
export const projectionSchema = readSchema("projection");

const ajv = new Ajv({ allErrors: true });
export const isRequest = ajv.compile(requestSchema);
export const isResponse = ajv.compile(responseSchema);
// These refer to the request of an estimate by its id.
export const isCompareRequest = ajv.compile(compareSchema);
export const isComparison = ajv.compile(comparisonSchema);
export const isProjectRequest = ajv.compile(projectSchema);
export const isProjection = ajv.compile(projectionSchema);

export function assertKeepsTo(validate, document) {
  assert.ok(validate(document), ajv.errorsText(validate.errors));
}
