import { languageOf, loadWords, speak } from "./common/i18n.ts";
import { keepFragment } from "./common/language-link.ts";
import { CptRoster } from "./roster/cpt-roster.ts";

// Imported apart, so that the page can say what is wrong where the engine is missing.
CptRoster.loadEngine = () => import("./engine.ts").then(({ startEngine }) => startEngine());

keepFragment();
speak(languageOf(document.documentElement.lang));
await loadWords("common", "roster");
customElements.define("cpt-roster", CptRoster);
