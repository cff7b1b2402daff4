/** Where a host wants its waitlist's form sent: over https, or to the page's own origin. */
export function waitlistAddress(configured: string): URL | undefined {
  if (configured.trim() === "") return undefined;
  try {
    const address = new URL(configured, location.href);
    const isSafe = address.protocol === "https:" || address.origin === location.origin;
    return isSafe ? address : undefined;
  } catch {
    return undefined;
  }
}
