import { readFragment, writeFragment } from "../common/fragment.ts";
import type { Reference } from "../common/reference.ts";
import {
  isSessionCount,
  kindOf,
  type Mix,
  PAYER_KINDS,
  type PayerKind,
  patientsOf,
  type VisitorForm,
} from "./form.ts";

/** The form that a link asks for: the example, but for what the link says and can be so. */
export function readForm(
  hash: string,
  example: VisitorForm,
  { firstDay, lastDay, localities }: Reference,
): VisitorForm {
  const { mix, isTelehealth, ...told } = readFragment(hash);
  const isHeld = told.date !== undefined && told.date >= firstDay && told.date <= lastDay;
  const isLocality = localities.some(({ id }) => id === told.locality);
  const comes = Number(told.comes);
  return {
    ...example,
    isTelehealth,
    mix: mixOf(mix) ?? example.mix,
    ...(told.zip && { zip: told.zip, locality: isLocality ? (told.locality ?? "") : "" }),
    ...(told.who && { clinician: told.who }),
    ...(told.fee && { fee: told.fee }),
    ...(isSessionCount(told.year ?? "") && { sessionsPerYear: told.year }),
    ...(isHeld && told.date && { date: told.date }),
    ...(comes >= LEAST_ATTENDANCE && comes <= 100 && { attendance: comes }),
  };
}

export const LEAST_ATTENDANCE = 50;

/** Of payers that a visitor tells apart; a group of others is not the visitor's. */
function mixOf(counts: readonly [payer: string, count: number][]): Mix | undefined {
  const mix = { medicare: 0, medicaid: 0, commercial: 0, self_pay: 0 };
  for (const [payer, count] of counts) {
    const kind = kindOf(payer);
    if (kind) mix[kind] += count;
  }
  return patientsOf(mix) > 0 ? mix : undefined;
}

/** "#zip=90012&…": all that the form says; none of it tells who anybody is. */
export function fragmentOf(form: VisitorForm, payers: Record<PayerKind, string>): string {
  const { zip, locality, clinician, mix, isTelehealth, fee, date, code } = form;
  return writeFragment({
    zip,
    locality,
    who: clinician,
    date,
    code,
    year: form.sessionsPerYear,
    comes: String(form.attendance),
    ...(mix.self_pay > 0 && { fee: fee.replace(/[$,\s]/g, "") }),
    mix: PAYER_KINDS.filter((kind) => mix[kind] > 0).map((kind) => [payers[kind], mix[kind]]),
    isTelehealth,
  });
}
