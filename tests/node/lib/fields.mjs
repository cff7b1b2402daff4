// The request schema as a list of fields, and requests that differ from a good one in one of them.
import { requestSchema } from "./schemas.mjs";

/**
 * A request that gives every field, and is priced. A ZIP code goes in place of the locality, and a
 * habit in place of the change; what goes with some payers alone is in `otherMembers`.
 */
export const everyField = {
  version: 1,
  service: {
    code: "90853",
    date: "2026-03-02",
    minutes: 60,
    attendees: 8,
    composition: "unrelated",
    billing_clinicians: 1,
    filing_date: "2027-01-08",
  },
  clinician: { type: "psychiatrist", medicare_participating: true, qualifying_apm: false },
  locality: "01182-18",
  receipts: true,
  sessions_per_year: 50,
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
      delivery: "video",
      patient_location: "home",
      complexity_reason: "communication",
      deductible_remaining_cents: 0,
    },
  ],
  what_if: {
    change: {
      units: 2,
      place_of_service: "10",
      add_modifiers: ["KX"],
      remove_modifiers: ["95"],
      order_modifiers: true,
      add_add_ons: ["90833"],
      remove_add_ons: ["90785"],
      diagnosis: "F33.2",
      authorization: "missing",
      coverage: "inactive",
      note: "incomplete",
      delivery: "audio",
      complexity_reason: "caregiver",
      same_day_codes: ["90834"],
      same_day_add_modifiers: ["XE"],
      add_same_day: [{ code: "90832", modifiers: ["XU"] }],
    },
    sessions_per_year: 48,
  },
};

/** The contract of tests/data/contracts/ whose fees the second of `otherMembers` pays. */
export const CONTRACT = "own_fees.json";

const [member] = everyField.members;

/** Members with the fields that go with Medicare alone, and with other payers alone. */
export const otherMembers = [
  { ...member, secondary: { payer: "medigap", pays: ["coinsurance"] } },
  {
    ...member,
    payer: "own-fees",
    program: "general",
    copay_cents: 2500,
    coinsurance_percent: "12.50",
    out_of_pocket_remaining_cents: 100000,
    sliding_scale: "A",
  },
];

/** The request that gives the field at `path`: `everyField`, or it with one of the others. */
export function requestWith(path) {
  const [list, , field] = path;
  const other =
    list === "members" && field !== undefined && !(field in member)
      ? otherMembers.find((each) => field in each)
      : undefined;
  return structuredClone(other === undefined ? everyField : { ...everyField, members: [other] });
}

export const pointerTo = (path) => path.map((step) => `/${step}`).join("");

/** What stands at `path` of a request. */
export const valueAt = (path, request) => path.reduce((part, step) => part[step], request);

/** That request with another value at `path`, without what that value stands in place of. */
export function withValue(path, value) {
  const request = requestWith(path);
  const holder = valueAt(path.slice(0, -1), request);
  for (const rival of rivalsOf(path)) delete holder[rival];
  holder[path.at(-1)] = value;
  return request;
}

/** The schema with what it refers to put in its place; what stands beside a reference comes first. */
function resolve({ $ref, ...rest }) {
  if ($ref === undefined) return rest;
  return { ...resolve(requestSchema.definitions[$ref.split("/").at(-1)]), ...rest };
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

/** The fields beside that at `path` of which the schema wants exactly one, as locality and zip. */
function rivalsOf(path) {
  const holder = pointerTo(path.slice(0, -1));
  const { oneOf = [] } = places.find(({ pointer }) => pointer === holder).schema;
  const choices = oneOf.flatMap(({ required }) => required);
  return choices.includes(path.at(-1)) ? choices.filter((name) => name !== path.at(-1)) : [];
}

/** Whether the request leaves the field out, because another stands in its place. */
export const isLeftOut = (path) =>
  rivalsOf(path).some((rival) => rival in valueAt(path.slice(0, -1), everyField));

/** What JSON calls the types that a place takes. */
export function typesAt({ schema }) {
  if (schema.enum !== undefined) return ["string"];
  if (schema.anyOf !== undefined) return schema.anyOf.map(({ type }) => type);
  return [schema.const === undefined ? schema.type : "integer"];
}
