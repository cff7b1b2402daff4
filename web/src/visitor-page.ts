import { languageOf, loadWords, speak } from "./common/i18n.ts";
import { keepOffline } from "./offline/register.ts";
import { CptEstimator } from "./visitor/cpt-estimator.ts";

// Imported apart, so that the page can say what is wrong where the engine is missing.
CptEstimator.loadEngine = () => import("./engine.ts").then(({ startEngine }) => startEngine());

speak(languageOf(document.documentElement.lang));
keepOffline();
await loadWords("common", "visitor");
customElements.define("cpt-estimator", CptEstimator);
