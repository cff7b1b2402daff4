/** What whoever publishes the site sets in the environment of the build. */
export interface Settings {
  /** SITE_URL: where the site will be, with a slash at its end; canonical links name it. */
  siteUrl: string;
  /** WAITLIST_URL: the https address that takes the form of a waitlist; no form where empty. */
  waitlist: string;
}

export function readSettings(environment: Record<string, string | undefined>): Settings {
  const siteUrl = addressIn("SITE_URL", environment.SITE_URL);
  return {
    siteUrl: siteUrl.replace(/([^/])\/*$/, "$1/"),
    waitlist: addressIn("WAITLIST_URL", environment.WAITLIST_URL),
  };
}

function addressIn(name: string, text = ""): string {
  if (text === "") return "";
  if (!URL.canParse(text) || new URL(text).protocol !== "https:") {
    throw new Error(`${name} has to be an https address, such as https://example.org/: ${text}`);
  }
  return new URL(text).href;
}
