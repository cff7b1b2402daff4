import { startPage } from "./start-page.ts";
import { defineEstimator } from "./visitor-element.ts";

startPage();
await defineEstimator();
