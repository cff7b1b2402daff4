import type { ClinicianType } from "../generated/contract.ts";
import { CLINICIANS } from "./names.ts";

/** What one page hands to another behind the `#` of a link; nothing of it is sent anywhere. */
export interface Handover {
  zip?: string;
  /** MAC and locality, such as "01182-18". */
  locality?: string;
  who?: ClinicianType;
  /** Payers, and how many members each has, in the order they are listed. */
  mix: [payer: string, count: number][];
  isTelehealth: boolean;
  /** Dollars as typed, such as "120.50". */
  fee?: string;
  /** "2026-03-02". */
  date?: string;
  code?: string;
}

/** Of all payers together. */
export const MOST_IN_MIX = 50;
const LONGEST = 4000;

const FORMS = {
  zip: /^\d{5}$/,
  locality: /^\d{5}-\d{2}$/,
  fee: /^\d{1,7}(\.\d{1,2})?$/,
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  code: /^[0-9A-Z]\d{3}[0-9A-Z]$/,
} as const;

const PAYER = /^[a-z0-9][a-z0-9-]{0,63}$/i;

/**
 * Reads `#zip=90012&who=…&mix=medicare:5,aetna:3&tele=1`. All of it is optional; what is not known
 * or does not have its form is left out. Whether a payer or a ZIP code exists, the engine says.
 */
export function readFragment(hash: string): Handover {
  const told = new URLSearchParams(hash.slice(0, LONGEST).replace(/^#/, ""));
  const handover: Handover = { mix: mixOf(told.get("mix") ?? ""), isTelehealth: false };
  for (const [name, form] of Object.entries(FORMS) as [keyof typeof FORMS, RegExp][]) {
    const text = told.get(name);
    if (text !== null && form.test(text)) handover[name] = text;
  }
  const who = CLINICIANS.find((type) => type === told.get("who"));
  if (who) handover.who = who;
  handover.isTelehealth = told.get("tele") === "1";
  return handover;
}

function mixOf(text: string): Handover["mix"] {
  const mix: Handover["mix"] = [];
  let left = MOST_IN_MIX;
  for (const part of text.split(",")) {
    const [, payer = "", digits] = /^([^:]*):(\d{1,3})$/.exec(part) ?? [];
    const count = Math.min(Number(digits ?? 0), left);
    if (count === 0 || !PAYER.test(payer)) continue;
    mix.push([payer, count]);
    left -= count;
  }
  return mix;
}

/** "#zip=90012&…" of what is told; "" where nothing is. */
export function writeFragment({ mix = [], isTelehealth, ...told }: Partial<Handover>): string {
  const parts = Object.entries(told).filter(([, text]) => text !== undefined && text !== "");
  const text = [
    ...parts.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`),
    ...(mix.length > 0
      ? [`mix=${mix.map(([payer, count]) => `${encodeURIComponent(payer)}:${count}`).join(",")}`]
      : []),
    ...(isTelehealth ? ["tele=1"] : []),
  ].join("&");
  return text && `#${text}`;
}
