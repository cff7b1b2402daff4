// Never run: what a program may and may not write against the typings.
import createModule from "../../../wasm/cpt-estimator.js";
import { type Engine, loadEngine } from "../../../wasm/engine.js";
import type {
  ContractError,
  Estimate,
  EstimateRequest,
  EstimateResponse,
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

export async function useModule(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const module = await createModule({ wasmBinary: bytes });
  const refusal: Uint8Array = module.load("index.json", "{}");
  const byText: Uint8Array = module.estimate("{}");
  const byBytes: Uint8Array = module.estimate(new Uint8Array(module.longestRequest()));
  const tooLarge: Uint8Array = module.refuseTooLarge();
  const rules: Uint8Array = module.rules("{}");
  // @ts-expect-error: a request is text or bytes.
  module.estimate(request);
  // @ts-expect-error: there is no such function.
  module.price("{}");
  return module.version() + [refusal, byText, byBytes, tooLarge, rules].length;
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
  const refused: ContractError[] | undefined = engine.accept("index.json", "{}")?.errors;
  const file: unknown = await engine.file("index.json");
  const text: string = engine.estimateText(JSON.stringify(request));
  const response: EstimateResponse = await engine.estimate(request);
  await engine.estimate(text);
  await engine.estimate(withHabit);
  await engine.estimate(withChange);
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
