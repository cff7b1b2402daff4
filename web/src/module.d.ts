declare module "#module/cpt-estimator.mjs" {
  export { default } from "../../wasm/cpt-estimator.js";
}

declare module "#module/build-id.mjs" {
  export const buildId: string;
}

declare module "#module/full/cpt-full.mjs" {
  import type { CptFullModule, CreateModule } from "../../wasm/cpt-estimator.js";

  const createModule: CreateModule<CptFullModule>;
  export default createModule;
}

declare module "#module/full/build-id.mjs" {
  export const buildId: string;
}

/** What is used of it; its own typings would bring those of Node with them. */
declare module "papaparse" {
  namespace Papa {
    interface ParseError {
      type: string;
      code: string;
      row?: number;
    }
    interface ParseResult<Row> {
      data: Row[];
      errors: ParseError[];
      meta: { cursor: number };
    }
    interface ParseConfig<Row> {
      delimitersToGuess: string[];
      chunkSize: number;
      chunk(results: ParseResult<Row>): void;
    }
    function parse<Row>(text: string, config: ParseConfig<Row>): void;
    function parse<Row>(text: string, config: { delimiter: string }): ParseResult<Row>;
    function unparse(rows: readonly (readonly string[])[], config: { newline: string }): string;
  }
  export default Papa;
}

/** The folder of the fee schedules, from a script of the built site. */
declare const __DATA_FOLDER__: string;
/** By language: which data files have a translated copy, in a folder of the language's name. */
declare const __TRANSLATED__: Record<string, readonly string[]>;
