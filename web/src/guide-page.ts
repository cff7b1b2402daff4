import { keepFragment } from "./common/language-link.ts";
import "./guide/guide.ts";
import { startPage } from "./start-page.ts";

startPage();

/** The page's estimator starts once somebody comes near it; the guide itself needs no engine. */
const NEAR = "300px";

keepFragment();

const estimator = document.querySelector("cpt-estimator");
if (estimator) {
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watcher.disconnect();
      void import("./visitor-element.ts").then(({ defineEstimator }) => defineEstimator());
    },
    { rootMargin: NEAR },
  );
  watcher.observe(estimator);
}
