// Never run: what a program may and may not write against the typings.
import createModule from "../../../wasm/cpt-estimator.js";
import { type Engine, loadEngine } from "../../../wasm/engine.js";
import type {
  ContractError,
  Estimate,
  EstimateRequest,
  EstimateResponse,
} from "../../../web/src/generated/contract.js";

const request: EstimateRequest = {
  service: { date: "2026-03-02" },
  clinician: { type: "clinical_social_worker" },
  zip: "90012",
  members: [{ payer: "medicare", add_ons: ["90785"] }, { payer: "medicare", charge_cents: 12000 }],
};

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
  // @ts-expect-error: a request names its members.
  await engine.estimate({ service: { date: "2026-03-02" }, clinician: { type: "psychiatrist" } });
  // @ts-expect-error: a response is an estimate only where its status says so.
  response.session.allowed_cents;
  return response.status === "ok" ? total(response) : [refused, file].length;
}

function total(estimate: Estimate): number {
  const line: number | null | undefined = estimate.claims[0]?.lines[0]?.allowed_cents;
  return line ?? estimate.session.allowed_cents;
}

export const misspelt: EstimateRequest = {
  ...request,
  // @ts-expect-error: not a clinician type.
  clinician: { type: "astrologer" },
};
