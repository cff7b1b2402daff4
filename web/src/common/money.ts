/** "$1,234.05" of 123405. Digits are only moved: no figure passes through arithmetic. */
export function dollars(cents: number): string {
  const digits = String(cents).replace("-", "").padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${cents < 0 ? "−" : ""}$${whole}.${digits.slice(-2)}`;
}

const DOLLARS = /^\$?\s*(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{0,2}))?$/;

/** Cents of "120", "120.5" or "$1,234.50"; nothing where the text is not dollars and cents. */
export function centsOf(text: string): number | undefined {
  const [, whole, fraction = ""] = DOLLARS.exec(text.trim()) ?? [];
  return whole === undefined
    ? undefined
    : Number(whole.replaceAll(",", "") + fraction.padEnd(2, "0"));
}
