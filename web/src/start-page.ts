import { languageOf, speak } from "./common/i18n.ts";
import { keepFragment } from "./common/language-link.ts";
import { keepOffline } from "./offline/register.ts";

/** What every page of the site does first. */
export function startPage() {
  speak(languageOf(document.documentElement.lang));
  keepFragment();
  keepOffline();
}
