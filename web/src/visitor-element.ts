import { loadWords } from "./common/i18n.ts";
import { CptEstimator } from "./visitor/cpt-estimator.ts";

/** Defines <cpt-estimator>, once the words it needs are there. */
export async function defineEstimator() {
  // Imported apart, so that the page can say what is wrong where the engine is missing.
  CptEstimator.loadEngine = () => import("./engine.ts").then(({ startEngine }) => startEngine());
  await loadWords("common", "visitor");
  customElements.define("cpt-estimator", CptEstimator);
}
