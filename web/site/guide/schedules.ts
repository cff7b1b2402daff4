import type { Engine } from "#engine";

/** The files of fee_schedules/ that the guide reads, as far as it reads them. */

export type Dated = { from: string; to: string | null };

export interface Locality extends Dated {
  id: string;
  state: string;
  name: string;
  counties: string;
  merged_into?: string;
}

export interface MedicareYear extends Dated {
  title: string;
  sources: { relative_values: string; indices: string; conversion_factors: string };
  status_basis: string;
  conversion_factors: readonly (Dated & { nonqualifying: string; qualifying_apm: string | null })[];
  codes: { columns: readonly string[]; rows: readonly (readonly string[])[] };
}

export interface PayerRow {
  code: string;
  amount?: string;
  range?: { p25?: string; median: string; p75?: string };
  modifiers?: readonly string[];
  asks_modifiers?: readonly string[];
}

export interface PayerTable {
  id: string;
  payer: string;
  kind: string;
  program?: string;
  title: string;
  from?: string;
  to?: string | null;
  as_of?: string;
  unit?: string;
  source: { title: string; url?: string; file?: string };
  rows: readonly PayerRow[];
}

export interface RuleSource {
  title: string;
  url?: string;
  from?: string;
}

export interface Rule {
  id: string;
  kind: string;
  from: string;
  to: string | null;
  severity: "denial" | "warning" | "note";
  group?: string;
  carc?: string;
  rarc?: readonly string[];
  applies_to?: {
    codes?: readonly string[];
    payers?: readonly string[];
    programs?: readonly string[];
    macs?: readonly string[];
  };
  limit?: {
    most?: number;
    least?: number;
    add_on?: string;
    primaries?: readonly string[];
    codes?: readonly string[];
    modifiers?: readonly string[];
    modifier_on?: "other" | "service" | "never";
    units_per_day?: Record<string, number>;
  };
  message: string;
  fix: string;
  basis: "published" | "inferred" | "disputed";
  sources: readonly RuleSource[];
}

export interface Modifier {
  code: string;
  name: string;
}

interface NamedCode {
  code: string;
  name: string;
}

export interface Payer {
  id: string;
  name: string;
  program: string;
  state?: string;
}

export interface Zip5 {
  source: string;
  as_of: string;
  localities: readonly string[];
  runs: readonly number[];
}

export interface Schedules {
  localities: readonly Locality[];
  years: readonly MedicareYear[];
  tables: readonly PayerTable[];
  payers: ReadonlyMap<string, Payer>;
  rules: ReadonlyMap<string, Rule>;
  carc: ReadonlyMap<string, string>;
  rarc: ReadonlyMap<string, string>;
  modifiers: ReadonlyMap<string, Modifier>;
  zip5: Zip5;
}

interface IndexEntry {
  name: string;
  schema: string;
}

const byCode = <Named extends NamedCode>(rows: readonly Named[]) =>
  new Map(rows.map((row) => [row.code, row]));
const names = (rows: readonly NamedCode[]) => new Map(rows.map(({ code, name }) => [code, name]));

export async function readSchedules(engine: Engine): Promise<Schedules> {
  const read = async <File>(name: string) => (await engine.file(name)) as File;
  const { files } = await read<{ files: IndexEntry[] }>("index.json");
  const readAll = <File>(schema: string) =>
    Promise.all(
      files.filter((file) => file.schema === schema).map((file) => read<File>(file.name)),
    );
  const denials = await read<{ carc: NamedCode[]; rarc: NamedCode[] }>("rules/denial_codes.json");
  const payers = await read<{ payers: Payer[] }>("payers.json");
  const rules = await readAll<{ rules: Rule[] }>("rules/1");
  const tables = await readAll<{ tables: PayerTable[] }>("payer-table/1");
  const modifiers = await read<{ modifiers: Modifier[] }>("rules/modifier_codes.json");
  const localities = await read<{ localities: Locality[] }>("medicare/localities.json");
  return {
    localities: localities.localities,
    years: await readAll<MedicareYear>("medicare-year/1"),
    tables: tables.flatMap((file) => file.tables),
    payers: new Map(payers.payers.map((payer) => [payer.id, payer])),
    rules: new Map(rules.flatMap((file) => file.rules).map((rule) => [rule.id, rule])),
    carc: names(denials.carc),
    rarc: names(denials.rarc),
    modifiers: byCode(modifiers.modifiers),
    zip5: await read<Zip5>("medicare/zip5.json"),
  };
}

/** What CMS says of a code in a year, such as A (paid); undefined where its file has no such code. */
export function statusOf(code: string, year: MedicareYear): string | undefined {
  return year.codes.rows.find(([each]) => each === code)?.[1];
}
