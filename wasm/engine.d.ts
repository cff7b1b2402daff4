import type {
  CompareRequest,
  Comparison,
  EstimateRequest,
  EstimateResponse,
  Projection,
  ProjectRequest,
  Refusal,
  RulesQuery,
  RulesResponse,
} from "../web/src/generated/contract.js";
import type { CptFullModule, CreateModule } from "./cpt-estimator.js";

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
  /**
   * Where the full module of the same build is, asked for once something needs it: a payer's table,
   * a comparison, a projection, the list of rules. The module that starts has none of these.
   */
  loadFull?: () => Promise<{
    createModule: CreateModule<CptFullModule>;
    buildId: string;
    wasm: string | URL | BufferSource;
  }>;
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

  /**
   * The rules that claims are checked against, those that speak of a code, a payer and a date. This,
   * comparisons and projections reject where the full module cannot be loaded.
   */
  rules(query?: RulesQuery): Promise<RulesResponse | Refusal>;

  /** The same roster in other years, places, hands or contracts, and why the amounts differ. */
  compare(request: CompareRequest | string): Promise<Comparison | Refusal>;

  /** What a month or a year of a session brings in: the exact distribution. */
  project(request: ProjectRequest | string): Promise<Projection | Refusal>;

  /**
   * Gives the engine the text of a data file, such as a table of the practice's own amounts under a
   * name of the caller's choice; what is wrong with it, or nothing. Rejects where the full module,
   * which tables need, cannot be loaded.
   */
  accept(name: string, text: string): Promise<Refusal | undefined>;

  /** Takes back a payer table file that was given to it; nothing happens where it has none such. */
  forget(name: string): void;

  /** A data file, parsed, such as "medicare/localities.json". */
  file(name: string): Promise<unknown>;
}

/** Rejects where the module cannot be fetched, does not start or belongs to another build. */
export function loadEngine(options: EngineOptions): Promise<Engine>;
