import type { Handover } from "../common/fragment.ts";
import { SELF_PAY } from "../common/names.ts";
import { inForce, type Reference } from "../common/reference.ts";
import { LIKE_THE_GROUP, type MemberEntry, MOST_MEMBERS, type SessionForm } from "./form.ts";

const TELEHEALTH = { place: "10", modifiers: "95", delivery: "video" } as const;

/** The session that a link describes; what it leaves out, or nobody holds, is as in the example. */
export function sessionFrom(
  handover: Handover,
  reference: Reference,
  example: SessionForm,
): SessionForm {
  const { zip, locality, who, code, isTelehealth } = handover;
  const { firstDay, lastDay } = reference;
  const isHeld = handover.date && firstDay <= handover.date && handover.date <= lastDay;
  const date = isHeld && handover.date ? handover.date : example.date;
  const isLocality = reference.localities.some(
    (each) => each.id === locality && inForce([each], date),
  );
  return {
    ...example,
    date,
    ...(zip && { zip, locality: "" }),
    ...(isLocality && locality && { locality, zip: zip ?? "" }),
    ...(who && { clinician: who }),
    ...(code && { code }),
    ...(isTelehealth && { place: TELEHEALTH.place }),
    members: membersFrom(handover, reference, example.members),
  };
}

function membersFrom(
  { mix, isTelehealth, fee = "" }: Handover,
  { payers, tableFiles }: Reference,
  example: readonly MemberEntry[],
): MemberEntry[] {
  const held = new Set([
    ...payers.map(({ id }) => id),
    ...tableFiles.flatMap((file) => file.payers),
  ]);
  const told = mix
    .filter(([payer]) => held.has(payer))
    .flatMap(([payer, count]) =>
      Array.from({ length: count }, () => ({
        ...LIKE_THE_GROUP,
        payer,
        ...(payer === SELF_PAY && { charge_cents: fee }),
      })),
    );
  const { modifiers, delivery } = TELEHEALTH;
  return (told.length > 0 ? told : example)
    .slice(0, MOST_MEMBERS)
    .map((entry) => (isTelehealth ? { ...entry, modifiers, delivery } : entry));
}
