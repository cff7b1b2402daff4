import { loadWords } from "../common/i18n.ts";

export { tellIfReplaced } from "./replaced.ts";
export { saveSite } from "./save-site.ts";
export { showBar } from "./update-bar.ts";

await loadWords("offline");
