import type {
  EstimateRequest,
  EstimateResponse,
  Refusal,
  RulesQuery,
  RulesResponse,
} from "../web/src/generated/contract.js";
import type { CreateModule } from "./cpt-estimator.js";

export interface EngineOptions {
  /** The default export of cpt-estimator.mjs. */
  createModule: CreateModule;
  /** From build-id.mjs of the same build; a module of another build is refused. */
  buildId: string;
  /** cpt-estimator.wasm: its address, or its bytes. */
  wasm: string | URL | BufferSource;
  /** The folder of the fee schedules, ended by a slash. */
  data: string | URL;
  /** How to fetch a file; the global `fetch` where absent. Node passes one that reads the disk. */
  fetchFile?: (address: string | URL | BufferSource) => Promise<Response>;
}

export interface Engine {
  /** Version of the engine, such as "0.1.0". */
  readonly version: string;

  /**
   * Prices one session. Fetches the data files that the request needs the first time one needs
   * them. Bad input, and a data file that cannot be fetched or read, come back as a refusal; the
   * promise is never rejected for what a request says.
   */
  estimate(request: EstimateRequest | string): Promise<EstimateResponse>;

  /** The same, at once and as text, with the data files that are loaded already. */
  estimateText(request: string): string;

  /** The rules that claims are checked against, those that speak of a code, a payer and a date. */
  rules(query?: RulesQuery): Promise<RulesResponse | Refusal>;

  /** Gives the engine the text of a data file; what is wrong with it, or nothing. */
  accept(name: string, text: string): Refusal | undefined;

  /** A data file, parsed, such as "medicare/localities.json". */
  file(name: string): Promise<unknown>;
}

/** Rejects where the module cannot be fetched, does not start or belongs to another build. */
export function loadEngine(options: EngineOptions): Promise<Engine>;
