// The contract's schemas, and whether a document keeps to them.
import assert from "node:assert/strict";
import Ajv from "ajv";
import { readJson } from "./root.mjs";

export const requestSchema = readJson("core/boundary/schema/request.schema.json");
export const responseSchema = readJson("core/boundary/schema/response.schema.json");

const ajv = new Ajv({ allErrors: true });
export const isRequest = ajv.compile(requestSchema);
export const isResponse = ajv.compile(responseSchema);

export function assertKeepsTo(validate, document) {
  assert.ok(validate(document), ajv.errorsText(validate.errors));
}
