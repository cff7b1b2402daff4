import type { Engine } from "#engine";
import { currentLanguage, fetchWords, type Key, loadWords, t } from "./common/i18n.ts";

/**
 * The engine speaks English. What it says of its own is found by the English that translators see,
 * and said in the page's language; the words of rules come translated with the data.
 */
export async function speaking(engine: Engine): Promise<Engine> {
  const [english] = await Promise.all([fetchWords("engine", "en"), loadWords("engine")]);
  const spoken = speaker(english as Record<string, string>);
  return {
    ...engine,
    estimate: async (request) => spoken(await engine.estimate(request)),
    rules: async (query) => spoken(await engine.rules(query)),
    compare: async (request) => spoken(await engine.compare(request)),
    project: async (request) => spoken(await engine.project(request)),
    accept: async (name, text) => spoken(await engine.accept(name, text)),
  };
}

/** Of a data file, the engine says first which one it speaks of. */
const FILE = /^\S+\.json: /;

type Fields = Record<string, unknown>;

/** Gives an answer with its texts in the page's language; what has no words there stays English. */
export function speaker(english: Record<string, string>) {
  const of = (kind: string) =>
    Object.entries(english).filter(([entry]) => entry.startsWith(`${kind}.`));
  const say = (entry: string, values = {}) => t(`engine.${entry}` as Key, values);

  /** Each sentence as the engine fills it in, with its values by name. */
  const problems = of("problem").map(([entry, sentence]) => {
    const pattern = escaped(sentence).replace(/\\\{(\w+)\\\}/g, "(?<$1>.*?)");
    return [entry, new RegExp(`^${pattern}$`, "s")] as const;
  });
  const problemInWords = (message: string): string => {
    const [file = ""] = FILE.exec(message) ?? [];
    for (const [entry, pattern] of problems) {
      const found = pattern.exec(message.slice(file.length));
      if (found) return file + say(entry, found.groups);
    }
    return message;
  };

  /** What the engine puts into a rule's sentence, such as who treats. */
  const words = new Map(of("word").map(([entry, word]) => [word, entry]));
  const word = new RegExp(`\\b(?:${[...words.keys()].map(escaped).join("|")})\\b`, "g");
  const withWords = (sentence: string) =>
    sentence.replace(word, (found) => say(words.get(found) ?? ""));

  const who = new Map(of("who").map(([entry, words]) => [words, entry]));

  const textOf = (name: string, text: string, { kind, code }: Fields): string => {
    // A problem has a code, a finding none.
    if (name === "message") return code === undefined ? withWords(text) : problemInWords(text);
    if (name === "fix") return withWords(text);
    if (name === "step" && `step.${kind}` in english) return say(`step.${kind}`);
    const entry = name === "who" && who.get(text);
    return entry ? say(entry) : text;
  };

  const spoken = <Answer>(answer: Answer): Answer => {
    if (Array.isArray(answer)) return answer.map(spoken) as Answer;
    if (typeof answer !== "object" || answer === null) return answer;
    const fields = answer as Fields;
    const said = Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" ? textOf(name, value, fields) : spoken(value),
    ]);
    return Object.fromEntries(said) as Answer;
  };
  return spoken;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

export type Fetch = (address: unknown) => Promise<Response>;

/** What a data file says to people, in the words of the page. */
export function inLanguage({ href: folder }: URL, fetchFile: Fetch): Fetch {
  const language = currentLanguage();
  const translated = new Set(__TRANSLATED__[language]?.map((name) => folder + name));
  return (address) => {
    const href = String(address);
    return fetchFile(
      translated.has(href) ? `${folder}${language}/${href.slice(folder.length)}` : address,
    );
  };
}
