import { languageOf, loadWords, speak } from "./common/i18n.ts";
import { keepOffline } from "./offline/register.ts";
import { CptRoster } from "./roster/cpt-roster.ts";

// Imported apart, so that the page can say what is wrong where the engine is missing.
CptRoster.loadEngine = () => import("./engine.ts").then(({ startEngine }) => startEngine());

speak(languageOf(document.documentElement.lang));
keepOffline();
await loadWords("common", "roster");
customElements.define("cpt-roster", CptRoster);
