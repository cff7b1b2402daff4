import { loadWords } from "./common/i18n.ts";
import { CptRoster } from "./roster/cpt-roster.ts";
import { startPage } from "./start-page.ts";

// Imported apart, so that the page can say what is wrong where the engine is missing.
CptRoster.loadEngine = () => import("./engine.ts").then(({ startEngine }) => startEngine());

startPage();
await loadWords("common", "roster");
customElements.define("cpt-roster", CptRoster);
