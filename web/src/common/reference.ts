import type { Engine } from "#engine";
import type { ClinicianType } from "../generated/contract.ts";
import { t } from "./i18n.ts";

interface Dated {
  from: string | null;
  to: string | null;
}

export interface Place {
  code: string;
  name: string;
}

export interface Locality extends Dated {
  id: string;
  state: string;
  name: string;
  counties: string;
}

interface ClinicianPercentage extends Dated {
  types: ClinicianType[];
  percent: string;
}

interface NonParticipation extends ClinicianPercentage {
  limiting_charge_percent: string;
}

interface Deductible extends Dated {
  dollars: string;
}

interface Terms {
  clinician_percentages: ClinicianPercentage[];
  non_participating: NonParticipation[];
  deductible: Deductible[];
}

export interface Payer {
  id: string;
  name: string;
  program: "medicare" | "medicaid" | "commercial" | "federal" | "self_pay";
}

export interface Habit {
  id: string;
  name: string;
}

interface DenialCode {
  code: string;
  name: string;
}

interface HeldFile {
  name: string;
  load: string;
  payers?: string[];
  from?: string;
  to?: string;
}

/** What the controls offer, from the data files that the engine prices with. */
export interface Reference {
  places: Place[];
  localities: Locality[];
  terms: Terms;
  payers: Payer[];
  habits: Habit[];
  /** What claim adjustment reason codes mean, in our own words. */
  reasons: Map<string, string>;
  firstDay: string;
  lastDay: string;
  /** Years of Medicare's schedule that are held. */
  years: string[];
  /** Payers of files that are loaded once one of them is chosen. */
  tableFiles: TableFile[];
}

export interface TableFile {
  name: string;
  payers: string[];
}

export async function loadReference(engine: Engine): Promise<Reference> {
  const [index, places, localities, terms, payers, habits, denials] = await Promise.all([
    read<{ files: HeldFile[] }>(engine, "index.json"),
    read<{ places: Place[] }>(engine, "places_of_service.json"),
    read<{ localities: Locality[] }>(engine, "medicare/localities.json"),
    read<Terms>(engine, "medicare/terms.json"),
    read<{ payers: Payer[] }>(engine, "payers.json"),
    read<{ habits: Habit[] }>(engine, "rules/habits.json"),
    read<{ carc: DenialCode[] }>(engine, "rules/denial_codes.json"),
  ]);
  const years = index.files.filter((file) => file.load === "date");
  return {
    places: places.places,
    localities: localities.localities,
    terms,
    payers: payers.payers,
    habits: habits.habits,
    reasons: new Map(denials.carc.map(({ code, name }) => [code, name])),
    firstDay: years.map((year) => year.from ?? "").reduce((a, b) => (a < b ? a : b)),
    lastDay: years.map((year) => year.to ?? "").reduce((a, b) => (a > b ? a : b)),
    years: years.map((year) => (year.from ?? "").slice(0, 4)),
    tableFiles: index.files.flatMap(({ name, payers }) => (payers ? [{ name, payers }] : [])),
  };
}

async function read<Content>(engine: Engine, name: string): Promise<Content> {
  try {
    return (await engine.file(name)) as Content;
  } catch (cause) {
    throw new Error(t("common.data_unreadable", { name }), { cause });
  }
}

export function inForce<Row extends Dated>(rows: readonly Row[], date: string): Row | undefined {
  return rows.find(({ from, to }) => (from ?? "") <= date && date <= (to ?? "9999-12-31"));
}

/** Today by the wall clock where a schedule covers it, else the last day that one does. */
export function exampleDay({ firstDay, lastDay }: Reference, now = new Date()): string {
  const today = [
    String(now.getFullYear()),
    String(now.getMonth() + 1).padStart(2, "0"),
    String(now.getDate()).padStart(2, "0"),
  ].join("-");
  return firstDay <= today && today <= lastDay ? today : lastDay;
}
