import type { Locality, Zip5 } from "./schedules.ts";

const AS_PRINTED = new Set(["DC", "MD/VA", "NJ", "NYC", "N"]);
const WRITTEN_OUT: Record<string, string> = { CNTY: "County", CNTYS: "Counties", OF: "of" };

/** "Seattle (King County)" of "SEATTLE (KING CNTY)": CMS prints capitals. */
export function areaOf({ name }: Pick<Locality, "name">): string {
  return name.replace(/[A-Z]+(?:\/VA)?\b/g, (word) => {
    if (AS_PRINTED.has(word)) return word;
    return WRITTEN_OUT[word] ?? word.charAt(0) + word.slice(1).toLowerCase();
  });
}

/** The first three digits of the ZIP codes of each locality, such as "350-352 354". */
export function zipPrefixes({ localities, runs }: Zip5): Map<string, string> {
  const prefixes = new Map<string, Set<number>>();
  let zip = 0;
  for (let at = 0; at < runs.length; at += 3) {
    const [skip = 0, count = 0, place = 0] = runs.slice(at, at + 3);
    const locality = localities[place >> 1] ?? "";
    const held = prefixes.get(locality) ?? new Set();
    prefixes.set(locality, held);
    const first = Math.floor((zip + skip) / 100);
    zip += skip + count;
    for (let prefix = first; prefix <= Math.floor((zip - 1) / 100); prefix++) held.add(prefix);
  }
  return new Map([...prefixes].map(([locality, held]) => [locality, rangesOf([...held])]));
}

function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] + 1 === number) last[1] = number;
    else ranges.push([number, number]);
  }
  const digits = (number: number) => String(number).padStart(3, "0");
  return ranges
    .map(([from, to]) => (from === to ? digits(from) : `${digits(from)}-${digits(to)}`))
    .join(" ");
}
