// What every run tests, and what only `scripts/test --full` does: that one takes its time.

export const isFull = process.env.FULL === "1";

const WIDTHS = [360, 768, 1280];
const SCHEMES = ["light", "dark"];

/** Widths and colour schemes to look at a page in: the two ends of them, or all. */
export const LOOKS = isFull
  ? SCHEMES.flatMap((colorScheme) => WIDTHS.map((width) => ({ width, colorScheme })))
  : [
      { width: 360, colorScheme: "light" },
      { width: 1280, colorScheme: "dark" },
    ];
