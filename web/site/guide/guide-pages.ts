import type { Engine } from "#engine";
import { MedicareAmounts } from "./amounts.ts";
import { Book } from "./book.ts";
import { type Language, readContent } from "./content.ts";
import { indexPage } from "./index-page.ts";
import { codePage } from "./page.ts";
import { readSchedules } from "./schedules.ts";

export interface GuidePage {
  /** In the folder of the language, such as "codes/90853.html". */
  path: string;
  title: string;
  description: string;
  /** HTML of what is inside <main>. */
  body: string;
  /** JSON-LD objects for the head. */
  structuredData: object[];
  /** The code that the page's estimator is set to; absent where it has none. */
  code?: string;
}

/** The pages of the codes guide, the index first. Its files are read from the repository at `root`. */
export async function guidePages(
  engine: Engine,
  lang: Language,
  root: URL = new URL("../../../", import.meta.url),
): Promise<GuidePage[]> {
  const content = readContent(lang, root);
  const schedules = await readSchedules(engine);
  const amounts = await MedicareAmounts.open(engine, schedules.years);
  try {
    const book = () => new Book(schedules, content, amounts);
    return [indexPage(book()), ...content.facts.codes.map((facts) => codePage(book(), facts))];
  } finally {
    amounts.close();
  }
}
