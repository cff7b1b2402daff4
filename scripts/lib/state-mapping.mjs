// How a state's sheet is to be read: a file that a person writes once for each layout.
import { basename, join } from "node:path";
import Ajv from "ajv";
import { readJson, refuseIfAny, SCHEDULES } from "./command.mjs";
import { isDate } from "./printed-amount.mjs";

export const TABLE_SCHEMA = readJson(join(SCHEDULES, "schema/payer-table.schema.json"));
const { table, row, modifiers } = TABLE_SCHEMA.definitions;

const LABEL = { type: "string", minLength: 1 };
const DATE = { type: "string" }; // which day it is comes after the schema
const OPEN_DATE = { type: ["string", "null"] };
const SETTING = { enum: row.properties.setting.enum };
const defined = (name) => ({ $ref: `${TABLE_SCHEMA.$id}#/definitions/${name}` });
const textAs = ({ pattern, maxLength = 64 }) => ({ type: "string", pattern, maxLength });
const listOf = (items) => ({ type: "array", minItems: 1, items });
const mapTo = (additionalProperties) => ({ type: "object", additionalProperties });
const object = (required, optional) => ({
  type: "object",
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});

const SCHEMA = object(
  {
    id: { type: "string", minLength: 1, maxLength: table.properties.id.maxLength },
    title: LABEL,
    from: DATE,
    source: defined("source"),
    columns: object(
      { code: LABEL },
      { amount: LABEL, modifiers: LABEL, setting: LABEL, effective: LABEL, end: LABEL },
    ),
  },
  {
    state: { type: "string", pattern: "^[A-Z]{2}$" },
    payer: textAs(table.properties.payer),
    program: textAs(table.properties.program),
    default: { type: "boolean" },
    agency: LABEL,
    to: OPEN_DATE,
    as_of: OPEN_DATE,
    unit: LABEL,
    notes: { type: "array", items: LABEL },
    sheet: { anyOf: [LABEL, { type: "integer", minimum: 1 }] },
    header_row: { type: "integer", minimum: 1 },
    amounts: listOf(
      object(
        { column: LABEL },
        {
          setting: SETTING,
          clinicians: defined("clinicians"),
          modifiers: defined("modifiers"),
          asks_modifiers: defined("modifiers"),
          who: LABEL,
        },
      ),
    ),
    values: object(
      {},
      { setting: mapTo(SETTING), modifiers: mapTo({ type: "array", items: modifiers.items }) },
    ),
    where: mapTo(listOf({ type: "string" })),
    codes: { anyOf: [LABEL, listOf(defined("code"))] },
    skip: { type: "array", items: { type: "string" } },
  },
);

/**
 * The mapping with every default in place: `amounts` in place of columns.amount, `payer` in place of
 * state. Refuses with every problem at once.
 */
export function readMapping(path) {
  const mapping = readJson(path);
  const file = basename(path);
  refuseIfAny(problemsOfShape(mapping).map((problem) => `${file}, ${problem}`));
  refuseIfAny(problemsOfMeaning(mapping).map((problem) => `${file}, ${problem}`));
  const { state, payer = `medicaid-${state}`, columns, amounts, ...rest } = mapping;
  const { amount, ...otherColumns } = columns;
  return {
    program: "general",
    default: true,
    to: null,
    header_row: 1,
    values: {},
    where: {},
    skip: [],
    ...rest,
    payer,
    columns: otherColumns,
    amounts: amounts ?? [{ column: amount }],
  };
}

function problemsOfShape(mapping) {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  const validate = ajv.addSchema(TABLE_SCHEMA).compile(SCHEMA);
  if (validate(mapping)) return [];
  return validate.errors.map(
    ({ instancePath, message, params }) =>
      `${instancePath || "/"}: ${message}${detail(params)} (--help describes a mapping)`,
  );
}

function detail({ additionalProperty, allowedValues }) {
  if (additionalProperty !== undefined) return `: ${JSON.stringify(additionalProperty)}`;
  return allowedValues === undefined ? "" : `: ${allowedValues.join(", ")}`;
}

function problemsOfMeaning(mapping) {
  return [
    ...problemsOfPayer(mapping),
    ...problemsOfAmounts(mapping),
    ...problemsOfDates(mapping),
    ...problemsOfCodes(mapping),
  ];
}

function problemsOfPayer({ state, payer }) {
  if (state === undefined && payer === undefined) return ["/: expected state or payer"];
  if (state === undefined || payer === undefined || payer === `medicaid-${state}`) return [];
  return [`/payer: is ${payer}; expected medicaid-${state}, as the state says, or no state`];
}

function problemsOfAmounts({ columns, amounts }) {
  if ((columns.amount === undefined) === (amounts === undefined))
    return ["/columns/amount: expected either this or amounts"];
  return (amounts ?? []).flatMap((amount, at) => [
    ...["setting", "modifiers"]
      .filter((name) => name in amount && name in columns)
      .map((name) => `/amounts/${at}/${name}: stands in a column too; expected one of both`),
    ...("modifiers" in amount && "asks_modifiers" in amount
      ? [`/amounts/${at}: modifiers choose a row or are asked for; expected one of both`]
      : []),
  ]);
}

function problemsOfDates({ from, to, as_of: asOf }) {
  const given = Object.entries({ from, to, as_of: asOf }).filter(([, date]) => date != null);
  const wrong = given.filter(([, date]) => !isDate(date));
  if (wrong.length > 0)
    return wrong.map(([name, date]) => `/${name}: ${date} is no day; expected YYYY-MM-DD`);
  return [
    ...(to != null && to < from ? [`/to: ${to} is before the first day, ${from}`] : []),
    ...(asOf != null && asOf < from ? [`/as_of: ${asOf} is before the first day, ${from}`] : []),
    ...(asOf != null && to != null && asOf > to
      ? [`/as_of: ${asOf} is after the last day, ${to}`]
      : []),
  ];
}

function problemsOfCodes({ codes }) {
  if (typeof codes !== "string") return [];
  try {
    new RegExp(codes);
    return [];
  } catch (error) {
    return [`/codes: is no pattern (${error.message})`];
  }
}
