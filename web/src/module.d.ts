declare module "#module/cpt-estimator.mjs" {
  export { default } from "../../wasm/cpt-estimator.js";
}

declare module "#module/build-id.mjs" {
  export const buildId: string;
}
