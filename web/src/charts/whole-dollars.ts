/** "$1,234" of 123400: where an axis is marked, cents would say nothing. */
export function wholeDollars(cents: number): string {
  const digits = String(Math.round(cents)).padStart(3, "0");
  return `$${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}`;
}
