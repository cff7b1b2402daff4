/** "1234.05" of 123405, for spreadsheets; nothing where it is not known. Digits are only moved. */
export function decimal(cents: number | null | undefined): string {
  if (cents === null || cents === undefined) return "";
  const digits = String(cents).replace("-", "").padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
