import type { Key, Sentence, Values } from "../common/i18n.ts";

/** What a fee schedule can be; anything beyond is refused before it costs memory or time. */
export const MOST_BYTES = 60_000_000;
export const MOST_ROWS = 500_000;
export const MOST_COLUMNS = 200;
export const LONGEST_CELL = 1_000;
/** Between two ends of line, before a file is even split into cells. */
export const LONGEST_LINE = 100_000;
/** Of codes that are priced here: more cannot be one contract. */
export const MOST_PRICED_ROWS = 5_000;

export const MOST_INFLATED_BYTES = 200_000_000;
export const MOST_INFLATED_TIMES = 200;

/** Listed one by one; the rest are counted. */
export const MOST_PROBLEMS_LISTED = 50;

/** A file that cannot be read as a whole, with what to say so that a person can mend it. */
export class UnreadableFile extends Error {
  readonly sentence: Sentence;

  constructor(key: Key, values: Values = {}) {
    super(key);
    this.sentence = { key, values };
  }
}
