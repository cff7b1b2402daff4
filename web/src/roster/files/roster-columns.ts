import { t } from "../../common/i18n.ts";
import { normalised } from "../../contracts/columns.ts";
import { columnName, columnsOf, controlName } from "../columns.ts";
import type { MemberEntry } from "../form.ts";

/** What a column of a roster holds: a part of a member's entry, or nothing that is read. */
export type Role = keyof MemberEntry | "";

/** The name each column is written under, which stays; and those it is read by, in two languages. */
const COLUMNS: Record<keyof MemberEntry, [header: string, names: string]> = {
  alias: [
    "member",
    "alias|initials|patient|client|member alias|member initials|patient initials|client initials|patient alias|client alias|patient id|client id|member id|miembro|iniciales|paciente|cliente|iniciales del paciente",
  ],
  payer: [
    "payer",
    "payor|insurance|insurance company|insurer|carrier|plan|health plan|primary payer|primary insurance|pagador|aseguradora|seguro|plan de salud|quien paga",
  ],
  program: ["program", "schedule|fee schedule|which of its schedules|programa|cual de sus tarifas"],
  place: [
    "place_of_service",
    "pos|place|pos code|place code|lugar de servicio|lugar del servicio|lugar de atencion|lugar",
  ],
  modifiers: [
    "modifiers",
    "modifier|mod|mods|mod 1|mod 2|mod 3|mod 4|mod1|mod2|mod3|mod4|modifier 1|modifier 2|modifier 3|modifier 4|modificadores|modificador",
  ],
  isComplex: [
    "add_ons",
    "add on|addon|addons|add on codes|90785|interactive complexity|interactive complexity 90785|complexity|complejidad interactiva|complejidad interactiva 90785|complejidad|codigos adicionales",
  ],
  units: ["units", "unit|qty|quantity|unidades|unidad|cantidad"],
  diagnosis: [
    "diagnosis",
    "first diagnosis|primary diagnosis|diagnosis code|dx|dx 1|dx1|dx code|icd|icd 10|icd10|icd 10 cm|diagnostico|primer diagnostico|diagnostico principal",
  ],
  same_day: [
    "same_day",
    "other codes that day|other codes|same day codes|same day services|other services|mismo dia|otros codigos|otros codigos ese dia|otros codigos del dia",
  ],
  note: ["note", "notes|progress note|note status|documentation|nota|notas|documentacion"],
  authorization: [
    "authorization",
    "auth|authorisation|prior auth|prior authorization|auth status|authorization status|autorizacion|autorizacion previa",
  ],
  coverage: [
    "coverage",
    "eligibility|coverage status|insurance status|cobertura|elegibilidad|estado de la cobertura",
  ],
  delivery: [
    "delivery",
    "how the patient attended|attended|attendance|modality|mode|modalidad|asistencia|como asistio el paciente|como asistio",
  ],
  patient_location: [
    "patient_location",
    "where the patient was|ubicacion del paciente|donde estaba el paciente",
  ],
  complexity_reason: [
    "complexity_reason",
    "reason for 90785|reason for complexity|motivo de 90785|motivo del 90785|motivo de la complejidad|razon de 90785",
  ],
  charge_cents: [
    "charge",
    "charges|fee|billed|billed amount|amount billed|charge amount|cargo|tarifa|honorario|importe facturado",
  ],
  deductible_remaining_cents: [
    "deductible_remaining",
    "deductible|deductible left|remaining deductible|deducible|deducible restante|deducible pendiente",
  ],
  copay_cents: ["copay", "copayment|co pay|copago"],
  coinsurance_percent: [
    "coinsurance_percent",
    "coinsurance|co insurance|coseguro|porcentaje de coseguro|coseguro porcentaje",
  ],
  out_of_pocket_remaining_cents: [
    "out_of_pocket_remaining",
    "out of pocket|out of pocket left|remaining out of pocket|oop|oop left|oop remaining|gasto de bolsillo|gasto de bolsillo restante|desembolso restante",
  ],
  secondary: [
    "secondary",
    "secondary payer|secondary insurance|pagador secundario|seguro secundario",
  ],
  sliding_scale: [
    "sliding_scale",
    "step of the sliding scale|sliding scale step|sliding fee|escala movil|nivel de la escala|escalon de la escala",
  ],
};

/** Of which a name may be in it: it is never taken in as it stands. */
const NAMES = new Set(
  "name|full name|patient name|client name|member name|first name|last name|given name|surname|family name|nombre|apellido|apellidos|nombre completo|nombre del paciente|nombre del cliente|primer nombre".split(
    "|",
  ),
);

export const ROLES = Object.keys(COLUMNS) as (keyof MemberEntry)[];

export function headerOf(role: keyof MemberEntry): string {
  return COLUMNS[role][0];
}

/** Several columns may hold parts of one of these. */
export const JOINED: readonly Role[] = ["alias", "modifiers", "same_day"];

/** "codigos adicionales" of "Códigos adicionales", "mod 1" of "MOD_1". */
export function plain(text: string): string {
  return normalised(text.normalize("NFD").replace(/\p{M}/gu, ""));
}

const ROLE_BY_NAME = new Map<string, keyof MemberEntry>(
  ROLES.flatMap((role) => {
    const [header, names] = COLUMNS[role];
    return [plain(header), ...names.split("|")].map((name) => [name, role] as const);
  }),
);

/** Of a column by its label: under which name it stands in a file, in the page, or elsewhere. */
export function roleOf(label: string): Role {
  const name = plain(label.replace(/\(.*?\)|,? optional$|,? opcional$/gi, ""));
  if (holdsNames(label)) return "alias";
  return ROLE_BY_NAME.get(name) ?? ROLES.find((role) => titlesOf(role).includes(name)) ?? "";
}

/** As the page calls it in the language that it speaks. */
export function titleOf(role: keyof MemberEntry): string {
  return role === "alias" ? t("roster.column.alias") : controlName(role);
}

function titlesOf(role: keyof MemberEntry): string[] {
  const short = columnsOf("table").find((name) => name === role);
  return [titleOf(role), ...(short ? [columnName(short)] : [])].map(plain);
}

export function holdsNames(label: string): boolean {
  return NAMES.has(plain(label));
}

/** The role of each column; of two that say the same, the first has it. */
export function rolesOf(labels: readonly string[]): Role[] {
  const taken = new Set<Role>();
  return labels.map((label) => {
    const role = roleOf(label);
    if (taken.has(role) && !JOINED.includes(role)) return "";
    taken.add(role);
    return role;
  });
}

/** Whether a row names columns, rather than being a member's. */
export function isHeader(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== "");
  const named = filled.filter((cell) => roleOf(cell) !== "");
  return named.length > 1 || (named.length === 1 && filled.length < 3);
}
