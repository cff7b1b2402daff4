import { languageOf, speak } from "./common/i18n.ts";
import { keepOffline } from "./offline/register.ts";

speak(languageOf(document.documentElement.lang));
keepOffline();
