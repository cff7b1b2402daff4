// What a fee schedule prints in a cell, read from its digits: no floating point near money or dates.
import { fromUnits } from "./decimal.mjs";

const MOST_CENTS = 99_999_999_999n; // nine digits before the point
const LONGEST_NUMBER = 40;
const FIRST_YEAR_WITHOUT_END = 2199;

const TEXT = /^\$? ?(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d+))?$/;
const NUMBER = /^(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/;

/**
 * Dollars and cents as "1234.50", or null where the cell holds no such amount. A number that a
 * workbook stores as a binary fraction (24.330000000000002) is the amount within 10^-9 of it.
 */
export function readAmount({ text, kind }) {
  const cents = kind === "number" ? centsOfNumber(text) : centsOfText(text);
  return cents === null || cents > MOST_CENTS ? null : fromUnits(cents, 2);
}

function centsOfText(text) {
  const match = TEXT.exec(text);
  if (!match || !/\d/.test(text)) return null;
  const [, whole, fraction = ""] = match;
  if (/[1-9]/.test(fraction.slice(2))) return null;
  return BigInt(whole.replaceAll(",", "") + fraction.slice(0, 2).padEnd(2, "0"));
}

function centsOfNumber(text) {
  const match = text.length > LONGEST_NUMBER ? null : NUMBER.exec(text);
  if (!match) return null;
  const [, whole, fraction = "", exponent = "0"] = match;
  const digits = BigInt(whole + fraction);
  const places = fraction.length - Number(exponent);
  if (places <= 2) return digits * 10n ** BigInt(2 - places);
  const cent = 10n ** BigInt(places - 2);
  const cents = (digits + cent / 2n) / cent;
  const off = digits - cents * cent;
  const tolerated = places < 9 ? 0n : 10n ** BigInt(places - 9);
  return (off < 0n ? -off : off) <= tolerated ? cents : null;
}

/** 2026-07-01, 7/1/2026 or a date cell as YYYY-MM-DD; null where the cell holds no date. */
export function readDate({ text }) {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const date = american
    ? `${american[3]}-${american[1].padStart(2, "0")}-${american[2].padStart(2, "0")}`
    : text;
  return isDate(date) ? date : null;
}

/** The same, but undefined where the day stands for no end, such as 12/31/9999. */
export function readLastDay(cell) {
  const date = readDate(cell);
  return date !== null && Number(date.slice(0, 4)) >= FIRST_YEAR_WITHOUT_END ? undefined : date;
}

export function isDate(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}
