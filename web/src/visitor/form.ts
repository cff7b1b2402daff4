import { EXAMPLE_PLACE } from "../common/example-place.ts";
import { t } from "../common/i18n.ts";
import { centsOf } from "../common/money.ts";
import { MEDICARE, SELF_PAY } from "../common/names.ts";
import type { Problem } from "../common/problems.ts";
import type { Reference } from "../common/reference.ts";
import type { ClinicianType, EstimateRequest, Member } from "../generated/contract.ts";

export const MOST_PATIENTS = 50;

/** Kinds of payer that a visitor tells apart; each stands for one table of amounts. */
export const PAYER_KINDS = ["medicare", "medicaid", "commercial", "self_pay"] as const;
export type PayerKind = (typeof PAYER_KINDS)[number];

export type Mix = Readonly<Record<PayerKind, number>>;

/** Codes that several patients share a session of. */
const GROUP_CODES = new Set(["90853", "90849"]);

export function isGroupCode(code: string): boolean {
  return GROUP_CODES.has(code);
}

/** What stands in the controls, as typed. */
export interface VisitorForm {
  code: string;
  date: string;
  zip: string;
  /** Known of the example, or chosen where CMS splits the ZIP code; else empty. */
  locality: string;
  clinician: ClinicianType;
  mix: Mix;
  isTelehealth: boolean;
  /** What patients who pay themselves are charged. */
  fee: string;
  sessionsPerYear: string;
  /** Of each patient, in percent: for the spread over a year alone. */
  attendance: number;
}

/** A session worth looking at before anything is typed. */
export function exampleForm(code: string, date: string): VisitorForm {
  return {
    code,
    date,
    ...EXAMPLE_PLACE,
    clinician: "clinical_social_worker",
    mix: { medicare: isGroupCode(code) ? 8 : 1, medicaid: 0, commercial: 0, self_pay: 0 },
    isTelehealth: false,
    fee: "",
    sessionsPerYear: "48",
    attendance: 85,
  };
}

export function patientsOf(mix: Mix): number {
  return PAYER_KINDS.reduce((sum, kind) => sum + mix[kind], 0);
}

/** The mix with one count changed; nothing where it would be no group, or one too large. */
export function withCount(mix: Mix, kind: PayerKind, count: number): Mix | undefined {
  const changed = { ...mix, [kind]: count };
  const patients = patientsOf(changed);
  return count >= 0 && patients >= 1 && patients <= MOST_PATIENTS ? changed : undefined;
}

/** The mix for a group of another size: whoever pays for most of it gains and loses first. */
export function resized(mix: Mix, patients: number): Mix {
  const size = Math.min(Math.max(patients, 1), MOST_PATIENTS);
  let changed = mix;
  for (let now = patientsOf(mix); now !== size; now += Math.sign(size - now)) {
    const most = largest(changed);
    changed = { ...changed, [most]: changed[most] + Math.sign(size - now) };
  }
  return changed;
}

/** The mix in the same proportions, as nearly as whole patients allow. */
export function scaled(mix: Mix, patients: number): Mix {
  const size = patientsOf(mix);
  const shares = PAYER_KINDS.map((kind) => ({
    kind,
    count: Math.floor((mix[kind] * patients) / size),
    rest: (mix[kind] * patients) % size,
  }));
  const missing = patients - shares.reduce((sum, { count }) => sum + count, 0);
  const largestRests = [...shares].sort((a, b) => b.rest - a.rest).slice(0, missing);
  return Object.fromEntries(
    shares.map((share) => [share.kind, share.count + (largestRests.includes(share) ? 1 : 0)]),
  ) as Record<PayerKind, number>;
}

function largest(mix: Mix): PayerKind {
  return PAYER_KINDS.reduce((most, kind) => (mix[kind] > mix[most] ? kind : most));
}

export const NATIONAL_MEDICAID = "benchmark-medicaid";

/**
 * Whose table prices each kind: of Medicaid the state's own schedule where it is held, else what was
 * paid there, else what was paid anywhere. `thin` are benchmarks that rest on too few observations.
 */
export function payersFor(
  state: string,
  { tableFiles }: Reference,
  thin: ReadonlySet<string>,
): Record<PayerKind, string> {
  const held = new Set(tableFiles.flatMap(({ payers }) => payers));
  const ofState = [`medicaid-${state}`, `${NATIONAL_MEDICAID}-${state}`];
  return {
    medicare: MEDICARE,
    medicaid: ofState.find((payer) => held.has(payer) && !thin.has(payer)) ?? NATIONAL_MEDICAID,
    commercial: "benchmark-commercial",
    self_pay: SELF_PAY,
  };
}

export function kindOf(payer: string): PayerKind | undefined {
  if (payer === MEDICARE) return "medicare";
  if (payer === SELF_PAY) return "self_pay";
  if (/^(benchmark-)?medicaid\b/.test(payer)) return "medicaid";
  return payer === "benchmark-commercial" ? "commercial" : undefined;
}

const TELEHEALTH = { place_of_service: "10", modifiers: ["95"], delivery: "video" } as const;

export function membersFor(
  { mix, isTelehealth, fee }: Pick<VisitorForm, "mix" | "isTelehealth" | "fee">,
  payers: Record<PayerKind, string>,
): Member[] {
  const charge = centsOf(fee);
  return PAYER_KINDS.flatMap((kind) => {
    const member: Member = {
      payer: payers[kind],
      ...(isTelehealth
        ? { ...TELEHEALTH, modifiers: [...TELEHEALTH.modifiers] }
        : { place_of_service: "11" }),
      ...(kind === "self_pay" && charge !== undefined && { charge_cents: charge }),
    };
    return Array.from({ length: mix[kind] }, () => member);
  });
}

/** What in the form is not yet complete; whether a ZIP code exists the engine says. */
export function problemsIn({ fee, sessionsPerYear, mix }: VisitorForm): Problem[] {
  return [
    ...(mix.self_pay > 0 && fee.trim() !== "" && centsOf(fee) === undefined
      ? [{ field: "fee", message: t("visitor.problem.fee") }]
      : []),
    ...(isSessionCount(sessionsPerYear)
      ? []
      : [{ field: "sessions", message: t("visitor.problem.sessions") }]),
  ];
}

/** Once a day at most. */
export function isSessionCount(text: string): boolean {
  return /^\d{1,3}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 366;
}

export function requestOf(form: VisitorForm, payers: Record<PayerKind, string>): EstimateRequest {
  return {
    version: 1,
    service: { code: form.code, date: form.date },
    clinician: { type: form.clinician },
    ...(form.locality ? { locality: form.locality } : { zip: form.zip.trim() }),
    members: membersFor(form, payers),
    sessions_per_year: Number(form.sessionsPerYear),
  };
}
