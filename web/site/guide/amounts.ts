import type { Engine } from "#engine";
import type { ClinicianType, EstimateResponse, Refusal } from "../../src/generated/contract.ts";
import type { Dated, MedicareYear } from "./schedules.ts";

/** Cents, or nothing where no schedule gives an amount. Every figure is the engine's own. */
export type Amount = number | null;
export type Setting = "nonfacility" | "facility";

/** A stretch of days with one conversion factor; its amounts are asked for on the first of them. */
export interface Period extends Dated {
  year: number;
  qualifyingApm: boolean;
}

const PLACES: Record<Setting, string> = { nonfacility: "11", facility: "22" };

/** Any locality will do for an amount that takes every index as 1. */
const ANY_LOCALITY = "01182-18";

const NATIONAL = "guide-national";
const NATIONAL_BY_CLINICIAN = "guide-national-by-clinician";
const TABLES_FILE = "guide-national.json";

/** Medicare's own schedule at national indices, before and after the part for the clinician. */
function nationalTables(): string {
  const table = (payer: string, of: "fee_schedule" | "clinician") => ({
    id: payer,
    payer,
    rules_of: "medicare",
    kind: "contract",
    title: payer,
    from: "2019-01-01",
    lesser_of_charge: false,
    source: { title: payer },
    rows: [{ code: "*", percent_of_medicare: { percent: "100", locality: "national", of } }],
  });
  const tables = [table(NATIONAL, "fee_schedule"), table(NATIONAL_BY_CLINICIAN, "clinician")];
  return JSON.stringify({ schema: "payer-table/1", tables });
}

export function periodsOf({ conversion_factors: rows, from }: MedicareYear): Period[] {
  const year = Number(from.slice(0, 4));
  return rows.flatMap(({ from, to, qualifying_apm }) => {
    const period = { year, from, to };
    return [
      { ...period, qualifyingApm: false },
      ...(qualifying_apm === null ? [] : [{ ...period, qualifyingApm: true }]),
    ];
  });
}

interface Line {
  code: string;
  date: string;
  setting: Setting;
  payer: string;
  locality: string;
  clinician: ClinicianType;
  qualifyingApm: boolean;
}

/** Asks the engine for amounts of Medicare; it has every year loaded before the first question. */
export class MedicareAmounts {
  readonly #engine: Engine;

  private constructor(engine: Engine) {
    this.#engine = engine;
  }

  static async open(engine: Engine, years: readonly MedicareYear[]): Promise<MedicareAmounts> {
    const refusal = await engine.accept(TABLES_FILE, nationalTables());
    if (refusal !== undefined) throw new Error(messageOf(refusal));
    for (const { from } of years) {
      const service = { code: "90853", date: from };
      const members = ["medicare", NATIONAL].map((payer) => ({ payer, place_of_service: "11" }));
      const clinician = { type: "clinical_psychologist" } as const;
      await engine.estimate({ version: 1, service, clinician, locality: ANY_LOCALITY, members });
    }
    return new MedicareAmounts(engine);
  }

  /** The whole schedule at national indices: what a psychologist or physician is allowed. */
  national(code: string, { from: date, qualifyingApm }: Period, setting: Setting): Amount {
    return this.#ask({ code, date, setting, payer: NATIONAL, qualifyingApm });
  }

  nationalBy(clinician: ClinicianType, code: string, { from: date }: Period, setting: Setting) {
    return this.#ask({ code, date, setting, payer: NATIONAL_BY_CLINICIAN, clinician });
  }

  /** The same in a locality; nothing where there was no such locality on that day. */
  local(code: string, { from: date, qualifyingApm }: Period, locality: string): Amount {
    const where = { payer: "medicare", locality, setting: "nonfacility" } as const;
    return this.#ask({ code, date, qualifyingApm, ...where });
  }

  #ask({
    code,
    date,
    setting,
    payer,
    locality = ANY_LOCALITY,
    clinician = "clinical_psychologist",
    qualifyingApm = false,
  }: Partial<Line> & Pick<Line, "code" | "date" | "setting" | "payer">): Amount {
    const request = {
      version: 1,
      receipts: false,
      service: { code, date },
      clinician: { type: clinician, qualifying_apm: qualifyingApm },
      locality,
      members: [{ payer, place_of_service: PLACES[setting] }],
    };
    const answer = JSON.parse(this.#engine.estimateText(JSON.stringify(request))) as
      | EstimateResponse
      | Refusal;
    if (answer.status === "ok") return answer.claims[0]?.lines[0]?.allowed_cents ?? null;
    const unknown = ["unknown_locality", "unknown_code"];
    if (answer.errors.every((error) => unknown.includes(error.code))) return null;
    throw new Error(messageOf(answer));
  }
}

function messageOf(refusal: Refusal): string {
  return refusal.errors.map(({ path, message }) => `${path}: ${message}`).join("; ");
}
