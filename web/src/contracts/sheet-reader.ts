import type { Sentence } from "../common/i18n.ts";
import { refuseTooLarge } from "./decode-text.ts";
import { UnreadableFile } from "./limits.ts";
import type { Layout, Reading } from "./read-rows.ts";

export type Question = { sheet: Blob | string; known: readonly string[] } | { layout: Layout };
export type Answer = { share: number } | { reading: Reading } | { unreadable: Sentence };

/** One sheet, read in a worker of its own; closing it stops whatever it is at. */
export class SheetReader {
  readonly #worker = new Worker(new URL("./sheet-worker.ts", import.meta.url), { type: "module" });
  readonly #progress: (share: number) => void;
  #settle: ((answer: Answer) => void) | undefined;

  constructor(progress: (share: number) => void) {
    this.#progress = progress;
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if ("share" in data) this.#progress(data.share);
      else this.#settle?.(data);
    };
    this.#worker.onerror = () => {
      this.#settle?.({
        unreadable: { key: "contracts.unreadable.memory", values: {} },
      });
    };
  }

  /** Rejects with an `UnreadableFile`. */
  async open(sheet: Blob | string, known: readonly string[]): Promise<Reading> {
    refuseTooLarge(typeof sheet === "string" ? sheet.length : sheet.size);
    return this.#ask({ sheet, known });
  }

  /** The same sheet, with its columns as a person says they are. */
  readAs(layout: Layout): Promise<Reading> {
    return this.#ask({ layout });
  }

  close() {
    this.#worker.terminate();
  }

  #ask(question: Question): Promise<Reading> {
    return new Promise((resolve, reject) => {
      this.#settle = (answer) => {
        if ("reading" in answer) resolve(answer.reading);
        else if ("unreadable" in answer) {
          const { key, values } = answer.unreadable;
          reject(new UnreadableFile(key, values));
        }
      };
      this.#worker.postMessage(question);
    });
  }
}
