import type { Engine } from "#engine";
import type { EstimateRequest, EstimateResponse, Projection } from "../generated/contract.ts";
import {
  membersFor,
  type PayerKind,
  patientsOf,
  requestOf,
  scaled,
  type VisitorForm,
} from "./form.ts";

/** What the pictures show; every amount is the engine's. */
export interface Figures {
  /** What a session of each size comes to, payers in the same proportions. */
  bySize: readonly { patients: number; cents: number }[];
  /** One hour of individual therapy with these patients, and the smallest group that brings more. */
  hour: Projection["individual_hour"];
  /** A year in which each patient comes as often as the form says. */
  year: Projection;
}

/** Groups of therapy have rarely more; a larger one is shown with room to its right. */
const LARGEST_SHOWN = 12;

export async function loadFigures(
  engine: Engine,
  form: VisitorForm,
  payers: Record<PayerKind, string>,
): Promise<Figures> {
  const session: EstimateRequest = { ...requestOf(form, payers), receipts: false };
  delete session.sessions_per_year;
  const sessionsPerYear = Number(form.sessionsPerYear);
  const [everybody, year, ...sizes] = await Promise.all([
    project(engine, session, sessionsPerYear, 100),
    project(engine, session, sessionsPerYear, form.attendance),
    ...sizesFor(form).map(async (patients) => ({
      patients,
      cents: centsOf(
        await engine.estimate({
          ...session,
          members: membersFor({ ...form, mix: scaled(form.mix, patients) }, payers),
        }),
      ),
    })),
  ]);
  return { bySize: sizes, hour: everybody.individual_hour, year };
}

function sizesFor({ mix }: VisitorForm): number[] {
  const largest = Math.max(LARGEST_SHOWN, patientsOf(mix) + 2);
  return Array.from({ length: largest }, (_, index) => index + 1);
}

function centsOf(response: EstimateResponse): number {
  return response.status === "ok" ? response.session.allowed_cents : 0;
}

async function project(
  engine: Engine,
  session: EstimateRequest,
  sessionsPerYear: number,
  attendance: number,
): Promise<Projection> {
  const answer = await engine.project({
    session,
    plan: { ...weeksOf(sessionsPerYear), period: "year", attendance_percent: attendance },
  });
  if (answer.status === "error") throw new Error(answer.errors[0]?.message ?? "");
  return answer;
}

/** So many sessions a year as sessions a week and weeks off, as nearly as whole weeks allow. */
function weeksOf(sessions: number) {
  const perWeek = Math.max(1, Math.ceil(sessions / 52));
  return {
    sessions_per_week: Math.min(perWeek, 10),
    weeks_off: Math.min(Math.max(52 - Math.round(sessions / perWeek), 0), 51),
  };
}
