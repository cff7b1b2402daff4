/** Reads one sheet, as often as its columns are told anew, apart from the page. */
import type { Sentence } from "../common/i18n.ts";
import { UnreadableFile } from "./limits.ts";
import type { Layout } from "./read-rows.ts";
import { readSource, type Source } from "./read-source.ts";
import type { Answer, Question } from "./sheet-reader.ts";

const answer = (message: Answer) => self.postMessage(message);

let source: Source = "";
let known: ReadonlySet<string> = new Set();

self.onmessage = async ({ data }: MessageEvent<Question>) => {
  try {
    if ("sheet" in data) {
      source = typeof data.sheet === "string" ? data.sheet : await bytesOf(data.sheet);
      known = new Set(data.known);
    }
    answer({ reading: await read("layout" in data ? data.layout : undefined) });
  } catch (problem) {
    answer({ unreadable: sentenceOf(problem) });
  }
};

async function bytesOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

const TELL_EVERY_MS = 50;

function read(layout: Layout | undefined) {
  let told = performance.now();
  return readSource(source, {
    known,
    layout,
    progress: (share) => {
      if (performance.now() - told < TELL_EVERY_MS) return;
      told = performance.now();
      answer({ share });
    },
  });
}

function sentenceOf(problem: unknown): Sentence {
  if (problem instanceof UnreadableFile) return problem.sentence;
  const reason = problem instanceof Error ? problem.message : String(problem);
  return { key: "contracts.unreadable.reason", values: { reason } };
}
