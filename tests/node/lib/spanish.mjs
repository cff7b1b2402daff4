// The page's own words in Spanish, and how it says what the engine says. For Vite to run: it waits
// until they are here.
import { fetchWords, loadWords, speak } from "../../../web/src/common/i18n.ts";
import { speaker } from "../../../web/src/engine-words.ts";

speak("es");
await loadWords("engine");
const spoken = speaker(await fetchWords("engine", "en"));

export { spoken };
