// Decimals as CMS prints them (".67", "1", "33.4009"), held as integers: no floating point near money.

/** Units of 10^-places as BigInt, or null where the text is not a decimal with at most that many places. */
export function toUnits(text, places) {
  const match = /^(\d*)(?:\.(\d*))?$/.exec(text);
  if (!match) return null;
  const [, whole, fraction = ""] = match;
  if (whole + fraction === "" || fraction.length > places) return null;
  return BigInt(whole + fraction.padEnd(places, "0"));
}

/** The same number in full: fromUnits(67n, 2) is "0.67". */
export function fromUnits(units, places) {
  const digits = units.toString().padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
