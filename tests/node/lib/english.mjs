// The page's own words in English. For Vite to run: it waits until they are here.
import { loadWords, say } from "../../../web/src/common/i18n.ts";

await loadWords("common", "contracts");

export { say };
