import { loadWords } from "../common/i18n.ts";
import looks from "./offline.css?inline";

export { tellIfReplaced } from "./replaced.ts";
export { saveSite } from "./save-site.ts";
export { showBar } from "./update-bar.ts";

const sheet = new CSSStyleSheet();
sheet.replaceSync(looks);
document.adoptedStyleSheets.push(sheet);

await loadWords("offline");
