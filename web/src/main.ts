import { CptEstimator } from "./estimator/cpt-estimator.ts";

// Imported apart, so that the page can say what is wrong where the engine is missing.
CptEstimator.loadEngine = () => import("./engine.ts").then(({ startEngine }) => startEngine());

customElements.define("cpt-estimator", CptEstimator);
