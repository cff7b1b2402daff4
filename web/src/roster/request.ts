import { t } from "../common/i18n.ts";
import { centsOf } from "../common/money.ts";
import type { Problem } from "../common/problems.ts";
import type {
  ContractError,
  EstimateRequest,
  Member,
  Secondary,
  Service,
} from "../generated/contract.ts";
import { codesIn, servicesIn, wholeNumber } from "./codes.ts";
import { detailName, groupName, inSentence, isDetail, isGroupName } from "./detail-names.ts";
import {
  aliasOf,
  FEWEST_MEMBERS,
  isAsked,
  type MemberDetails,
  type MemberEntry,
  MOST_MEMBERS,
  type SessionForm,
  USUAL_DETAILS,
} from "./form.ts";
import { memberName } from "./member-name.ts";

export const INTERACTIVE_COMPLEXITY = "90785";

export type Reading = { request: EstimateRequest } | { problems: Problem[] };

/** The request that the form asks for, or what in it is not yet a number. */
export function readForm(form: SessionForm, typedSize?: string): Reading {
  const problems: Problem[] = [];
  if (typedSize !== undefined) {
    const values = { fewest: FEWEST_MEMBERS, most: MOST_MEMBERS };
    problems.push({ field: "size", message: t("roster.problem.size", values) });
  }
  const cents = (field: string, text: string, message: () => string): number | undefined => {
    if (text.trim() === "") return undefined;
    const amount = centsOf(text);
    if (amount === undefined) problems.push({ field, message: message() });
    return amount;
  };
  const charge = cents("charge", form.charge, () => t("roster.problem.charge"));
  const deductible = cents("deductible", form.deductible, () => t("roster.problem.deductible"));
  const labels = labelsOf(form.members);
  const members = form.members.map((entry, index) => {
    const told = toldDetails(entry, (name, text) =>
      cents(`${name}-${index}`, text, () =>
        t("roster.problem.member_dollars", {
          member: memberName(form, index),
          detail: inSentence(detailName(name)),
        }),
      ),
    );
    const id = labels[index];
    return { ...(id && { id }), ...memberOf(entry, form.place, charge, deductible), ...told };
  });
  return problems.length > 0 ? { problems } : { request: requestOf(form, members) };
}

/** Aliases that tell members apart; any other is called by its position, and so is a number. */
function labelsOf(members: readonly MemberEntry[]): (string | undefined)[] {
  const aliases = members.map(aliasOf);
  const times = Map.groupBy(aliases, (alias) => alias);
  return aliases.map((alias) =>
    alias && !/^\d+$/.test(alias) && times.get(alias)?.length === 1 ? alias : undefined,
  );
}

function requestOf(form: SessionForm, members: Member[]): EstimateRequest {
  return {
    version: 1,
    service: serviceOf(form),
    clinician: {
      type: form.clinician,
      medicare_participating: form.isParticipating,
      qualifying_apm: form.isQualifyingApm,
    },
    ...(form.locality ? { locality: form.locality } : { zip: form.zip.trim() }),
    receipts: true,
    members,
    ...(form.habit && {
      what_if: { habit: form.habit, sessions_per_year: wholeNumber(form.sessions_per_year) },
    }),
  };
}

function serviceOf(form: SessionForm): Service {
  const { composition, filing_date } = form;
  const service: Service = { code: form.code.trim().toUpperCase() || "90853", date: form.date };
  for (const name of ["minutes", "attendees", "billing_clinicians"] as const) {
    if (form[name].trim() !== "") service[name] = wholeNumber(form[name]);
  }
  return {
    ...service,
    ...(composition !== "unrelated" && { composition }),
    ...(filing_date && { filing_date }),
  };
}

function memberOf(
  entry: MemberEntry,
  groupPlace: string,
  charge: number | undefined,
  deductible: number | undefined,
): Member {
  return {
    payer: entry.payer,
    place_of_service: entry.place || groupPlace,
    ...(entry.isComplex && { add_ons: [INTERACTIVE_COMPLEXITY] }),
    ...(charge !== undefined && { charge_cents: charge }),
    ...(deductible !== undefined &&
      isAsked("deductible_remaining_cents", entry) && { deductible_remaining_cents: deductible }),
  };
}

/** The details that are not as usual, by name. */
export function namesTold(entry: MemberEntry): (keyof MemberDetails)[] {
  const names = Object.keys(USUAL_DETAILS) as (keyof MemberDetails)[];
  return names.filter((name) => isAsked(name, entry) && entry[name].trim() !== USUAL_DETAILS[name]);
}

type ReadCents = (name: keyof MemberDetails, text: string) => number | undefined;

/** The details that are not as usual, in the contract's form. */
function toldDetails(entry: MemberEntry, cents: ReadCents): Partial<Member> {
  return Object.fromEntries(
    namesTold(entry).map((name) => [name, inTheContract(name, entry[name].trim(), cents)]),
  );
}

const PAYS: Record<string, Secondary> = {
  coinsurance: { pays: ["coinsurance"] },
  all: { pays: ["coinsurance", "deductible"] },
};

function inTheContract(name: keyof MemberDetails, text: string, cents: ReadCents) {
  if (name.endsWith("_cents")) return cents(name, text);
  if (name === "modifiers") return codesIn(text);
  if (name === "same_day") return servicesIn(text);
  if (name === "secondary") return PAYS[text];
  if (name === "coinsurance_percent") return text.replace(/\s*%$/, "");
  return name === "units" ? wholeNumber(text) : text;
}

const MOST_ALLOWED_SHOWN = 8;

/** The engine's errors, each once and in the order it gave them, at the control that can mend it. */
export function problemsOf(errors: readonly ContractError[], form: SessionForm): Problem[] {
  const problems = new Map<string, Problem>();
  for (const error of errors) {
    const field = fieldOf(error, form);
    const message = named(field, withAllowed(error), form);
    problems.set(`${field} ${message}`, { field, message });
  }
  return [...problems.values()];
}

function withAllowed({ message, allowed }: ContractError): string {
  const isNews = allowed.some((value) => !message.includes(value));
  const isShort = allowed.length > 0 && allowed.length <= MOST_ALLOWED_SHOWN;
  return isNews && isShort
    ? t("roster.problem.accepted", { message, list: allowed.join(", ") })
    : message;
}

/** The engine says what is wrong with a text, not always of which of many. */
function named(field: string, message: string, form: SessionForm): string {
  const [name = "", position] = field.split("-");
  if (isDetail(name) && position) {
    const index = Number(position);
    return t("roster.problem.of_member", {
      member: memberName(form, index),
      detail: inSentence(detailName(name)),
      message,
    });
  }
  return isGroupName(field)
    ? t("roster.problem.of_group", { name: groupName(field), message })
    : message;
}

const FIELDS: Record<string, string> = {
  "/zip": "zip",
  "/locality": "locality",
  "/service/date": "date",
  "/clinician/type": "clinician",
  "/clinician/medicare_participating": "participating",
  "/clinician/qualifying_apm": "qualifying-apm",
  "/members": "size",
};

function fieldOf(error: ContractError, form: SessionForm): string {
  // Both speak of a data file, which no control can mend.
  if (error.code === "invalid_data" || error.code === "schedule_not_loaded") return "";
  const [, position, name = ""] = /^\/members\/(\d+)\/(\w+)/.exec(error.path) ?? [];
  if (position === undefined) {
    const last = error.path.replace(/^.*\//, "");
    return FIELDS[error.path] ?? (isGroupName(last) ? last : "");
  }
  const entry = form.members[Number(position)];
  switch (name) {
    case "place_of_service":
      return entry?.place ? `place-${position}` : "place";
    case "deductible_remaining_cents":
      return entry?.[name] ? `${name}-${position}` : "deductible";
    case "charge_cents":
      return entry?.[name] ? `${name}-${position}` : "charge";
    case "add_ons":
      return `isComplex-${position}`;
    default:
      return isDetail(name) ? `${name}-${position}` : "";
  }
}
