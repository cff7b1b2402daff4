/**
 * What cpt-estimator.mjs exports: the WebAssembly module. Bytes that a function returns are a view
 * of the module's memory, good until the next call. Nothing has to be freed. wasm/engine.mjs wraps
 * this for pages.
 */
export interface CptEstimatorModule {
  /**
   * Adds a data file. No bytes where all is well, else a refusal as UTF-8 JSON; schedule_not_loaded
   * where it is one for the full module.
   */
  load(name: string, text: string): Uint8Array;
  /** Takes the payer tables of a file away again. */
  forget(name: string): void;
  /** One request as UTF-8 JSON, or as a string; its response as UTF-8 JSON. */
  estimate(request: Uint8Array | string): Uint8Array;
  /** The response to a request of more bytes than `longestRequest()`. */
  refuseTooLarge(): Uint8Array;
  longestRequest(): number;
  version(): string;
}

/** What full/cpt-full.mjs exports: the same, with the tables of all payers, and more questions. */
export interface CptFullModule extends CptEstimatorModule {
  /** The rules that speak of a code, payer and date, asked for and answered as UTF-8 JSON. */
  rules(request: Uint8Array | string): Uint8Array;
  /** A session with its alternatives, asked for and answered as UTF-8 JSON. */
  compare(request: Uint8Array | string): Uint8Array;
  /** A session and a plan, asked for and answered as UTF-8 JSON. */
  project(request: Uint8Array | string): Uint8Array;
}

export interface ModuleOptions {
  /** The module's bytes, where it is not to be fetched. */
  wasmBinary?: BufferSource;
  /** Instantiates the module in the caller's own way. */
  instantiateWasm?: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ) => object;
}

export type CreateModule<Module = CptEstimatorModule> = (
  options?: ModuleOptions,
) => Promise<Module>;

declare const createModule: CreateModule;
export default createModule;
