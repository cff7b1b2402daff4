import { ownScripts } from "./register.ts";
import { showBar } from "./update-bar.ts";

/** Says so where this page, asked for again, would start with other scripts. */
export async function tellIfReplaced() {
  const response = await fetch(location.href, { cache: "no-store" });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const scripts = ownScripts(page);
  const isOther = scripts.length > 0 && scripts.join() !== ownScripts().join();
  if (isOther) showBar("replaced");
}
