/** What the columns of a payer's sheet hold, and the names by which that is recognised. */

export const ROLES = [
  "",
  "code",
  "modifier",
  "rate",
  "rate_nonfacility",
  "rate_facility",
  "from",
  "to",
  "place",
  "clinician",
] as const;

/** Of a column; "" where it is left out. */
export type Role = (typeof ROLES)[number];

export const RATES: readonly Role[] = ["rate", "rate_nonfacility", "rate_facility"];

/** Of several columns that could be the rate, the first kind of name in this list is. */
const RATE_NAMES = [
  /^(plan |payer |max(imum)? )?allow(ed|able)( (amount|amt|rate|fee|charge))?$|^(amount|amt|rate|fee) allow(ed|able)$/,
  /^(contract(ed|ual)?|negotiated|agreed) (rate|fee|amount|amt|price)$/,
  /^(fee )?schedule (amount|rate|fee)$|^fee schedule$/,
  /^(reimbursement|payment|unit|base|provider|proposed|new|current|your) (rate|amount|fee)$/,
  /^(rate|fee|price|reimbursement|payment)s?( (amount|amt|usd|dollars|per unit))?$/,
  /^(rate|fee|price) \d{4}$|^\d{4} (rate|fee|price|allowed)s?$/,
  /^(amount|amt)$/,
];

const NAMES: [role: Role, pattern: RegExp][] = [
  [
    "code",
    /^((cpt|hcpcs|proc(edure)?|service|svc|billing|revenue)s? )*(code|cpt|hcpcs|proc(edure)?|cpt4)s?( (number|no|id|value))?$/,
  ],
  [
    "modifier",
    /^(modifiers?|mods?)( (code|\d))?$|^(modifier|mod)\d$|^(1st|2nd|3rd|4th|first|second|third) mod(ifier)?$/,
  ],
  [
    "from",
    /^(effective|eff|start|begin|beginning|from)( (date|dt|on|from|day))?$|^date effective$|^valid from$/,
  ],
  [
    "to",
    /^(end|ending|term|termination|expiration|expiry|expires|exp|thru|through|to|until)( (date|dt|on|day))?$|^(effective|eff) (to|end|thru|through)( date)?$|^valid (to|until|through)$/,
  ],
  [
    "place",
    /^(place of service|pos|place|site of service|sos|setting)( (code|indicator))?$|^(facility|fac) non ?(facility|fac)( indicator)?$|^(facility|fac) (indicator|type|flag)$/,
  ],
  [
    "clinician",
    /^(provider|clinician|practitioner|rendering|therapist)?( ?(type|credentials?|licen[sc]e|licensure|level|degree|discipline))( type| level)?$|^(provider|clinician|credentials?|licen[sc]e|licensure|degree|discipline|specialty)$/,
  ],
];

/** "mod 1" of " MOD_1 ", so that a name is found however it is written. */
export function normalised(label: string): string {
  return label
    .replace(/([a-z])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3 $2$4")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

const NONFACILITY = /\bnon ?fac(ility)?\b|\bnf\b/;
const FACILITY = /\bfac(ility)?\b/;

/** The role of each column by its label; at most one is the rate. */
export function recogniseColumns(labels: readonly string[]): Role[] {
  const names = labels.map(normalised);
  const roles = names.map(roleOf);
  const rates = names.map(rateOf);
  const best = Math.min(...rates.map(({ rank }) => rank));
  const taken = new Set<Role>();
  return roles.map((role, column) => {
    const rate = rates[column];
    const isRate = role === "" && rate && rate.rank === best && best < RATE_NAMES.length;
    const found = isRate ? rate.role : role;
    // A second column of the same name is one to ask about, not to guess.
    if (found !== "modifier" && taken.has(found)) return "";
    taken.add(found);
    return found;
  });
}

function roleOf(name: string): Role {
  return NAMES.find(([, pattern]) => pattern.test(name))?.[0] ?? "";
}

function rateOf(name: string): { role: Role; rank: number } {
  if (name === "") return { role: "", rank: RATE_NAMES.length };
  const role = NONFACILITY.test(name)
    ? "rate_nonfacility"
    : FACILITY.test(name)
      ? "rate_facility"
      : "rate";
  const bare = name.replace(NONFACILITY, "").replace(FACILITY, "").replace(/\s+/g, " ").trim();
  // "Facility" beside "Nonfacility" is an amount each.
  const rank = RATE_NAMES.findIndex((pattern) => pattern.test(bare || "rate"));
  return { role, rank: rank < 0 ? RATE_NAMES.length : rank };
}

/** Whether a row of labels says enough to read what is below it. */
export function isHeader(roles: readonly Role[]): boolean {
  return roles.includes("code") && RATES.some((rate) => roles.includes(rate));
}

const LOOKS_LIKE_CODE = /^\s*(\d{5}|[A-Z]\d{4})\s*$/i;
const LOOKS_LIKE_RATE = /^\s*\$?\s*\d[\d,]*(\.\d{1,2})?\s*$/;

/** The roles of columns that have no labels, from what stands in them; nothing where it is not clear. */
export function recogniseCells(cells: readonly string[]): Role[] | undefined {
  const code = cells.findIndex((cell) => LOOKS_LIKE_CODE.test(cell));
  const isRate = (cell: string, column: number) => column !== code && LOOKS_LIKE_RATE.test(cell);
  const rates = cells.flatMap((cell, column) => (isRate(cell, column) ? [column] : []));
  const rate = rates.find((column) => /\$|\.\d\d\s*$/.test(cells[column] ?? "")) ?? rates.at(-1);
  if (code < 0 || rate === undefined) return undefined;
  return cells.map((_, column) => (column === code ? "code" : column === rate ? "rate" : ""));
}
