import type { Engine } from "#engine";
import { MedicareAmounts } from "./amounts.ts";
import { Book } from "./book.ts";
import { type Language, readContent } from "./content.ts";
import { indexPage } from "./index-page.ts";
import { codePage } from "./page.ts";
import { readSchedules, type Schedules } from "./schedules.ts";

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

interface Material {
  schedules: Schedules;
  amounts: MedicareAmounts;
}

/** Read once for each engine: the pages of every language are made from the same. */
const materials = new WeakMap<Engine, Promise<Material>>();

async function readMaterial(engine: Engine): Promise<Material> {
  const schedules = await readSchedules(engine);
  return { schedules, amounts: await MedicareAmounts.open(engine, schedules.years) };
}

interface Where {
  /** Where the site will be, with a slash at its end; empty where that is not known. */
  siteUrl?: string;
  /** The repository, whose files are read. */
  root?: URL;
}

/** The pages of the codes guide, the index first; the engine keeps the national tables it is given. */
export async function guidePages(
  engine: Engine,
  lang: Language,
  { siteUrl = "", root = new URL("../../../", import.meta.url) }: Where = {},
): Promise<GuidePage[]> {
  const material = materials.get(engine) ?? readMaterial(engine);
  materials.set(engine, material);
  const { schedules, amounts } = await material;
  const content = readContent(lang, root);
  const book = () => new Book(schedules, content, amounts, siteUrl);
  return [indexPage(book()), ...content.facts.codes.map((facts) => codePage(book(), facts))];
}
