// The request schema as a list of fields, and requests that differ from a good one in one of them.
import { requestSchema } from "./schemas.mjs";

/** A request that gives every field, and is priced. A ZIP code goes in place of the locality. */
export const everyField = {
  version: 1,
  service: { code: "90853", date: "2026-03-02", minutes: 60 },
  clinician: { type: "psychiatrist", medicare_participating: true, qualifying_apm: false },
  locality: "01182-18",
  receipts: true,
  members: [
    {
      id: "A",
      payer: "medicare",
      place_of_service: "11",
      modifiers: ["95"],
      add_ons: ["90785"],
      units: 1,
      charge_cents: 12000,
      diagnosis: "F33.1",
      same_day: [{ code: "90834", modifiers: ["59"] }],
      authorization: "not_required",
      coverage: "verified",
      note: "complete",
      deductible_remaining_cents: 0,
    },
  ],
};

export const pointerTo = (path) => path.map((step) => `/${step}`).join("");

/** `everyField` with another value at `path`. */
export function withValue(path, value) {
  const request = structuredClone(everyField);
  if (path[0] === "zip") delete request.locality;
  const holder = path.slice(0, -1).reduce((part, step) => part[step], request);
  holder[path.at(-1)] = value;
  return request;
}

function resolve({ $ref, ...rest }) {
  return $ref === undefined
    ? rest
    : { ...requestSchema.definitions[$ref.split("/").at(-1)], ...rest };
}

function walk(path, reference) {
  const schema = resolve(reference);
  const below = [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, each]) => walk([...path, key], each)),
    ...(schema.items === undefined ? [] : walk([...path, 0], schema.items)),
  ];
  return [{ path, pointer: pointerTo(path), schema }, ...below];
}

/** Every place of a request that the schema describes; of a list, its first element. */
export const places = walk([], requestSchema);

/** Those of them that a name stands for. */
export const fields = places.filter(({ path }) => typeof path.at(-1) === "string");

/** What JSON calls the type that a place takes. */
export function typeAt({ schema }) {
  if (schema.enum !== undefined) return "string";
  return schema.const === undefined ? schema.type : "integer";
}
