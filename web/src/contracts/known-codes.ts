import type { Engine } from "#engine";

/** Codes that Medicare does not pay, and that other payers' schedules have. */
const OF_OTHER_PAYERS = ["H0004", "H0005", "T1040"];

interface Index {
  files: { name: string; load: string }[];
}

interface Year {
  codes: { columns: string[]; rows: string[][] };
}

/** Every code that a table may price: rows of other codes are left out. */
export async function knownCodes(engine: Engine): Promise<string[]> {
  const { files } = (await engine.file("index.json")) as Index;
  const last = files.filter(({ load }) => load === "date").at(-1);
  if (!last) return OF_OTHER_PAYERS;
  const { codes } = (await engine.file(last.name)) as Year;
  const column = codes.columns.indexOf("code");
  return [...codes.rows.map((row) => row[column] ?? ""), ...OF_OTHER_PAYERS];
}
