// Never run: what a program may and may not write against the typings.
import createModule, { type CptFullModule } from "../../../wasm/cpt-estimator.js";
import { type Engine, loadEngine } from "../../../wasm/engine.js";
import type {
  CompareRequest,
  Comparison,
  ContractError,
  Estimate,
  EstimateRequest,
  EstimateResponse,
  PeriodTotals,
  Projection,
  ProjectRequest,
  Refusal,
  RulesQuery,
  RulesResponse,
} from "../../../web/src/generated/contract.js";

const request: EstimateRequest = {
  service: { date: "2026-03-02" },
  clinician: { type: "clinical_social_worker" },
  zip: "90012",
  members: [{ payer: "medicare", add_ons: ["90785"] }, { payer: "medicare", charge_cents: 12000 }],
};

const withHabit: EstimateRequest = {
  ...request,
  what_if: { habit: "note-missing", sessions_per_year: 48 },
};
const withChange: EstimateRequest = {
  ...request,
  what_if: { change: { units: 2, add_same_day: [{ code: "90834" }], note: "missing" } },
};

const overAYear: EstimateRequest = { ...request, sessions_per_year: 48 };

export async function useModule(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const module = await createModule({ wasmBinary: bytes });
  const refusal: Uint8Array = module.load("index.json", "{}");
  const byText: Uint8Array = module.estimate("{}");
  const byBytes: Uint8Array = module.estimate(new Uint8Array(module.longestRequest()));
  const tooLarge: Uint8Array = module.refuseTooLarge();
  // @ts-expect-error: a request is text or bytes.
  module.estimate(request);
  // @ts-expect-error: there is no such function.
  module.price("{}");
  return module.version() + [refusal, byText, byBytes, tooLarge].length;
}

export function useFullModule(module: CptFullModule): number {
  const estimate: Uint8Array = module.estimate("{}");
  const answers: Uint8Array[] = [
    module.rules("{}"),
    module.compare("{}"),
    module.project(new Uint8Array(2)),
  ];
  // @ts-expect-error: the small module is no full one.
  useFullModule({ ...module, compare: undefined });
  return answers.length + estimate.length;
}

export async function useEngine(): Promise<number> {
  const engine: Engine = await loadEngine({
    createModule,
    buildId: "0123456789abcdef",
    wasm: new URL("https://example.invalid/cpt-estimator.wasm"),
    data: "https://example.invalid/fee_schedules/",
    fetchFile: async () => new Response(),
  });
  // @ts-expect-error: the version is not for others to set.
  engine.version = "2";
  // @ts-expect-error: an engine needs its data.
  await loadEngine({ createModule, buildId: "", wasm: "" });
  const refused: ContractError[] | undefined = (await engine.accept("index.json", "{}"))?.errors;
  const file: unknown = await engine.file("index.json");
  const text: string = engine.estimateText(JSON.stringify(request));
  const response: EstimateResponse = await engine.estimate(request);
  await engine.estimate(text);
  await engine.estimate(withHabit);
  await engine.estimate(withChange);
  await engine.estimate(overAYear);
  const query: RulesQuery = { code: "90853", payer: "medicare", date: "2026-03-02" };
  const rules: RulesResponse | Refusal = await engine.rules(query);
  await engine.rules();
  // @ts-expect-error: rules are not asked for by locality.
  await engine.rules({ locality: "01182-18" });
  // @ts-expect-error: a request names its members.
  await engine.estimate({ service: { date: "2026-03-02" }, clinician: { type: "psychiatrist" } });
  // @ts-expect-error: a response is an estimate only where its status says so.
  response.session.allowed_cents;
  // @ts-expect-error: rules are there only where the status says so.
  rules.rules.length;
  return response.status === "ok" ? total(response) : [refused, file].length;
}

function total(estimate: Estimate): number {
  const line: number | null | undefined = estimate.claims[0]?.lines[0]?.allowed_cents;
  return line ?? estimate.session.allowed_cents;
}

export function mended(estimate: Estimate): string[] {
  const found = estimate.claims.flatMap(({ findings }) => findings);
  const lost: number | undefined = estimate.what_if?.lost_per_year_cents;
  return [
    ...found.flatMap(({ change }) => change?.add_modifiers ?? []),
    ...estimate.session.fixes.map(({ rule, worth_cents }) => `${rule} ${worth_cents} ${lost}`),
  ];
}

export function ofAMonth({ periods }: Estimate): number[] {
  const month: PeriodTotals | undefined = periods?.month;
  // @ts-expect-error: periods are there only where the request says how many sessions a year has.
  periods.year.allowed_cents;
  return [month?.sessions ?? 0, month?.allowed_cents ?? 0, month?.range?.low_cents ?? 0];
}

export const misspelt: EstimateRequest = {
  ...request,
  // @ts-expect-error: not a clinician type.
  clinician: { type: "astrologer" },
};

export const misspeltHabit: EstimateRequest = {
  ...request,
  // @ts-expect-error: a what-if has no such field.
  what_if: { habbit: "note-missing" },
};

export const misspeltChange: EstimateRequest = {
  ...request,
  // @ts-expect-error: a change has no such field.
  what_if: { change: { modifiers: ["95"] } },
};

const comparison: CompareRequest = {
  session: request,
  alternatives: [
    { name: "last year", year: 2025 },
    { conversion_factor: { date: "2026-03-02", qualifying_apm: true } },
    { locality: "10112-00", place_of_service: "22", clinician: "psychiatrist" },
    { payers: [{ from: "uhc", to: "our-contract", program: "general" }] },
  ],
};

const projection: ProjectRequest = {
  session: request,
  plan: {
    period: "month",
    sessions_per_week: 2,
    weeks_off: 4,
    attendance_percent: "87.5",
    members: [{ member: "1", attendance_percent: 50 }],
    payers: [{ payer: "medicare", denial_percent: 5, collection_percent: "97.25" }],
    preparation_minutes: 15,
    minutes_per_note: 5,
  },
};

export async function usePlanner(engine: Engine): Promise<number> {
  const compared: Comparison | Refusal = await engine.compare(comparison);
  const projected: Projection | Refusal = await engine.project(projection);
  await engine.compare(JSON.stringify(comparison));
  await engine.project(JSON.stringify(projection));
  // @ts-expect-error: an estimate's request is no comparison.
  await engine.compare(request);
  // @ts-expect-error: a projection needs its plan.
  await engine.project({ session: request });
  // @ts-expect-error: alternatives are there only where the status says so.
  compared.alternatives.length;
  return compared.status === "ok" && projected.status === "ok" ? difference(compared, projected) : 0;
}

function difference({ base, alternatives }: Comparison, { revenue, hourly }: Projection): number {
  const allowed: number | null | undefined = base.members[0]?.allowed_cents;
  const causes: number[] = alternatives.flatMap((each) =>
    each.causes.map(({ difference_cents }) => difference_cents),
  );
  const bars: number = revenue.distribution.reduce((sum, { per_billion }) => sum + per_billion, 0);
  return (allowed ?? 0) + causes.length + bars + (hourly?.mean_cents ?? 0);
}

export const misspeltAlternative: CompareRequest = {
  session: request,
  // @ts-expect-error: an alternative has no such field.
  alternatives: [{ yaer: 2025 }],
};

export const misspeltSwap: CompareRequest = {
  session: request,
  // @ts-expect-error: a swap says to whom.
  alternatives: [{ payers: [{ from: "uhc" }] }],
};

export const misspeltPeriod: ProjectRequest = {
  session: request,
  // @ts-expect-error: not a period.
  plan: { period: "fortnight" },
};
