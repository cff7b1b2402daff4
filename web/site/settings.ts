/** What whoever publishes the site sets in the environment of the build. */
export interface Settings {
  /** SITE_URL: where the site will be, with a slash at its end; canonical links name it. */
  siteUrl: string;
  /** Of that address, where it is known: "/estimator/". */
  hostPath: string | undefined;
  /** WAITLIST_URL: the https address that takes the form of a waitlist; no form where empty. */
  waitlist: string;
}

/** Nobody's, by RFC 2606: until SITE_URL is set, search engines are sent nowhere else. */
const EXAMPLE_SITE = "https://cpt-estimator.example/";

export function readSettings(environment: Record<string, string | undefined>): Settings {
  const told = addressIn("SITE_URL", environment.SITE_URL).replace(/([^/])\/*$/, "$1/");
  return {
    siteUrl: told || EXAMPLE_SITE,
    hostPath: told ? new URL(told).pathname : undefined,
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
