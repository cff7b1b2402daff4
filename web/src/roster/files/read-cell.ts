/** What the text of a cell means in a roster: part of a member's entry, or what it might have been. */
import { t } from "../../common/i18n.ts";
import { centsOf } from "../../common/money.ts";
import { MEDICARE, SELF_PAY, stateName } from "../../common/names.ts";
import { isBenchmark, type Payers, payerName } from "../../common/payer-options.ts";
import { readDollars, readModifiers } from "../../contracts/cells.ts";
import { codesIn, servicesIn } from "../codes.ts";
import { choicesOf, isChoice } from "../detail-names.ts";
import { LIKE_THE_GROUP, LONGEST_ALIAS, type MemberEntry } from "../form.ts";
import type { PayerTables } from "../payer-tables.ts";
import { INTERACTIVE_COMPLEXITY } from "../request.ts";
import { Misread } from "./misread.ts";
import { plain } from "./roster-columns.ts";

/** What cells are read against. */
export interface Known extends Payers {
  /** The place of service of the group. */
  place: string;
  tables: ReadonlyMap<string, PayerTables>;
}

type Words = Record<string, string>;

/** What the contract's values are called besides, here and elsewhere. */
const OTHER_WORDS: Partial<Record<keyof MemberEntry, Words>> = {
  note: {
    complete: "completed|done|signed|yes|ok|completa|terminada|firmada|si",
    incomplete: "unsigned|draft|partial|incompleta|borrador|sin firmar",
    missing: "none|no|not written|falta|ausente|ninguna",
  },
  authorization: {
    not_required:
      "not needed|none needed|not applicable|na|n a|no auth required|no requerida|no requiere|no se requiere|no necesaria",
    verified: "on file|approved|active|yes|valid|verificada|aprobada|vigente|si",
    unverified: "not verified|unknown|pending|no verificada|sin verificar|pendiente",
    missing: "none|no|not obtained|falta|ninguna|ausente",
    expired: "out of date|vencida|caducada",
    exhausted: "used up|none left|no visits left|agotada|usada",
  },
  coverage: {
    verified: "active|eligible|yes|verificada|activa|vigente|si",
    unverified: "not verified|unknown|pending|no verificada|sin verificar|pendiente",
    inactive: "terminated|not active|ineligible|no|inactiva|terminada",
  },
  delivery: {
    in_person: "in the room|face to face|office|onsite|en persona|presencial",
    video: "by video|telehealth|telehealth video|audio and video|por video|videollamada|telesalud",
    audio: "by telephone|telephone|phone|by phone|audio only|por telefono|telefono|solo audio",
  },
  patient_location: {
    home: "at home|en casa|en su casa|casa|domicilio|en el domicilio",
    elsewhere: "not at home|other|en otro lugar|otro lugar|fuera de casa",
  },
  complexity_reason: {
    communication: "difficult communication|comunicacion dificil|comunicacion",
    caregiver: "a caregiver in the way|caregiver in the way|cuidador|un cuidador que interfiere",
    reportable_event:
      "a reportable event|sentinel event|evento notificable|un hecho que se debe notificar",
    play_or_devices: "play or devices|play|toys|juego o aparatos|juegos o dispositivos|juego",
    interpreter: "an interpreter|interprete|un interprete",
  },
  secondary: {
    coinsurance: "pays the coinsurance|paga el coseguro|coseguro",
    all: "pays coinsurance and deductible|coinsurance and deductible|paga coseguro y deducible|coseguro y deducible",
  },
};

const NOTHING = new Set([
  "",
  "none",
  "not told",
  "none given",
  "n a",
  "na",
  "no indicado",
  "ninguno",
]);
const YES = new Set(["yes", "y", "x", "true", "1", "si", "s", "verdadero", "✓", "✔"]);
const NO = new Set(["", "no", "n", "false", "0", "none", "falso", "ninguno"]);

/** The values that a choice of a member's entry may have; nothing where it is typed. */
export function valuesOf(role: keyof MemberEntry): string[] | undefined {
  return isChoice(role) ? choicesOf(role).map(([value]) => value) : undefined;
}

/** What a cell changes in an entry whose payer is known; an empty one: as it is unless told. */
export function readCell(
  role: keyof MemberEntry,
  cell: string,
  known: Known,
  payer = MEDICARE,
): Partial<MemberEntry> | Misread {
  const text = cell.replace(/[\s\u00a0]+/g, " ").trim();
  const usual = { [role]: LIKE_THE_GROUP[role] };
  if (text === "") return usual;
  const read = reader(role, text, known, payer);
  if (read instanceof Misread) return read;
  return { [role]: read };
}

function reader(
  role: keyof MemberEntry,
  text: string,
  known: Known,
  payer: string,
): string | boolean | Misread {
  switch (role) {
    case "alias":
      return ofLength(text, LONGEST_ALIAS, "files.accept.alias");
    case "payer":
      return payerIn(text, known);
    case "program":
    case "sliding_scale":
      return stepIn(role, text, known.tables.get(payer));
    case "place":
      return placeIn(text, known);
    case "modifiers":
      return modifiersIn(text);
    case "isComplex":
      return isComplexIn(text);
    case "units":
      return /^[1-9]\d{0,2}$/.test(text) ? text : new Misread(t("files.accept.units"));
    case "diagnosis":
      return ofLength(text, 16, "files.accept.diagnosis");
    case "same_day":
      return sameDayIn(text);
    case "coinsurance_percent":
      return percentIn(text);
    default:
      return role.endsWith("_cents") ? dollarsIn(text) : choiceIn(role, text);
  }
}

function ofLength(
  text: string,
  most: number,
  key: "files.accept.alias" | "files.accept.diagnosis",
) {
  return text.length <= most ? text : new Misread(t(key, { count: most }));
}

/** By the contract's value, by the page's words for it, or by others. */
function choiceIn(role: keyof MemberEntry, text: string): string | Misread {
  const words = plain(text);
  if (LIKE_THE_GROUP[role] === "" && NOTHING.has(words)) return "";
  const choices = isChoice(role) ? choicesOf(role) : [];
  const others = OTHER_WORDS[role] ?? {};
  const found =
    choices.find(([value, said]) => plain(value) === words || plain(said) === words) ??
    choices.find(([value]) => others[value]?.split("|").includes(words));
  if (found) return found[0];
  return new Misread(orList(choices.map(([value]) => value).filter(Boolean)));
}

/** "verified, unverified or inactive". */
function orList(values: readonly string[]): string {
  if (values.length < 2) return values.join("");
  return t("files.accept.or", {
    list: values.slice(0, -1).join(", "),
    last: values.at(-1) ?? "",
  });
}

function dollarsIn(text: string): string | Misread {
  if (centsOf(text) !== undefined) return text;
  const read = readDollars(text);
  const isMoney = typeof read === "string" && centsOf(read) !== undefined;
  return isMoney ? read : new Misread(t("files.accept.dollars"));
}

function percentIn(text: string): string | Misread {
  const isPercent = /^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)\s*%?$/.test(text);
  return isPercent ? text : new Misread(t("files.accept.percent"));
}

const MOST_MODIFIERS = 16;

function modifiersIn(text: string): string | Misread {
  const isEach = (codes: readonly string[]) =>
    codes.length <= MOST_MODIFIERS && codes.every((code) => /^[0-9A-Z]{2}$/.test(code));
  if (isEach(codesIn(text))) return text;
  // A spreadsheet takes the zero from nothing that is a modifier of two figures, but adds ".0".
  const read = readModifiers(text);
  if (read === undefined) return "";
  if (!Array.isArray(read) || !isEach(read)) return new Misread(t("files.accept.modifiers"));
  return read.join(" ");
}

function sameDayIn(text: string): string | Misread {
  const services = servicesIn(text);
  const isEach = services.every(
    ({ code, modifiers = [] }) =>
      /^[0-9A-Z]\d{3}[0-9A-Z]$/.test(code) && modifiers.every((each) => /^[0-9A-Z]{2}$/.test(each)),
  );
  return isEach && services.length <= 16 ? text : new Misread(t("files.accept.same_day"));
}

function isComplexIn(text: string): boolean | Misread {
  const words = plain(text) || text;
  if (words === INTERACTIVE_COMPLEXITY || YES.has(words)) return true;
  return NO.has(words) ? false : new Misread(t("files.accept.add_ons"));
}

/** By code, with or without its name; or by a name that only one place has. */
function placeIn(text: string, { reference, place: ofGroup }: Known): string | Misread {
  const places = reference?.places ?? [];
  const code = /^(\d{1,2})(?![\da-z])/i.exec(text)?.[1]?.padStart(2, "0");
  const words = plain(text);
  const found = code
    ? places.find((place) => place.code === code)
    : places.find((place) => plain(place.name) === words);
  if (!found) return new Misread(t("files.accept.place"));
  return found.code === ofGroup ? "" : found.code;
}

/** A step or schedule of a payer whose tables are not held yet is for the engine to judge. */
function stepIn(
  role: "program" | "sliding_scale",
  text: string,
  tables: PayerTables | undefined,
): string | Misread {
  const choices = (role === "program" ? tables?.programs : tables?.steps) ?? [];
  if (choices.length === 0) {
    return text.length <= 64 ? text : new Misread(t("files.accept.text", { count: 64 }));
  }
  const words = plain(text);
  const found = choices.find(([value, name]) => plain(value) === words || plain(name) === words);
  return found ? found[0] : new Misread(orList(choices.map(([value]) => value).filter(Boolean)));
}

const OTHERWISE: Record<string, string> = {
  "medicare part b": MEDICARE,
  "medicare b": MEDICARE,
  mcr: MEDICARE,
  "self pay": SELF_PAY,
  selfpay: SELF_PAY,
  cash: SELF_PAY,
  "private pay": SELF_PAY,
  "pago propio": SELF_PAY,
  "pago directo": SELF_PAY,
  blue: "bcbs",
  "blue cross": "bcbs",
  "blue cross blue shield": "bcbs",
  united: "uhc",
  "united healthcare": "uhc",
  unitedhealthcare: "uhc",
  optum: "uhc",
};

const held = new WeakMap<Known, Map<string, string>>();

/** Every id that may be meant, by the names it goes by. */
function payersByName(known: Known): Map<string, string> {
  const found = held.get(known) ?? namesOfPayers(known);
  held.set(known, found);
  return found;
}

/** Of two of one name the first is meant. */
function namesOfPayers({ reference, contracts = [] }: Known): Map<string, string> {
  const listed = (reference?.payers ?? []).map(({ id }) => id);
  const benchmarks = reference?.tableFiles.flatMap(({ payers }) => payers).filter(isBenchmark);
  const own = contracts.flatMap(({ document, errors }) =>
    errors.length > 0 ? [] : document.tables.map(({ payer }) => payer),
  );
  const ids = [...listed, ...own, ...(benchmarks ?? [])];
  const names = ids.flatMap((id) => {
    const name = payerName({ reference, contracts }, id);
    return [
      id,
      name,
      name.replace(/\(.*?\)/g, ""),
      name.replace(/ and .*/, ""),
      ...ofState(id),
    ].map((each) => [plain(each), id] as const);
  });
  const known = new Set(ids);
  const others = Object.entries(OTHERWISE).filter(([, id]) => known.has(id));
  return new Map([...others, ...names].reverse().filter(([name]) => name !== ""));
}

function ofState(id: string): string[] {
  const [, letters] = /^medicaid-([A-Z]{2})$/.exec(id) ?? [];
  if (!letters) return [];
  const state = stateName(letters);
  return [
    `${letters} medicaid`,
    `medicaid ${state}`,
    `medicaid of ${state}`,
    `medicaid de ${state}`,
  ];
}

const MOST_SUGGESTED = 4;

function payerIn(text: string, known: Known): string | Misread {
  const payers = payersByName(known);
  const words = plain(text);
  // An id is exact, also where the list no longer has it: a contract may have been deleted since.
  const found = payers.get(words);
  if (found) return found;
  if (/^own-[a-z0-9-]+$/.test(text)) return text;
  const each = words.split(" ").filter((word) => word.length > 2 && word !== "medicaid");
  const like = [...new Set(payers)].flatMap(([name, id]) =>
    each.some((word) => name.split(" ").includes(word)) ? [id] : [],
  );
  const names = [...new Set(like)].slice(0, MOST_SUGGESTED).map((id) => payerName(known, id));
  if (names.length > 0) return new Misread(orList(names));
  return new Misread(t("files.accept.payer"));
}
