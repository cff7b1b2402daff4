// The sessions that scripts/bench prices.

const SERVICE = { code: "90853", date: "2026-03-02" };

/** One patient: seen in the office or by video at home, one in eight with an add-on. */
function member(index) {
  const isRemote = index % 2 === 1;
  return {
    id: `patient-${index + 1}`,
    payer: "medicare",
    place_of_service: isRemote ? "10" : "11",
    modifiers: isRemote ? ["95"] : [],
    ...(index % 8 === 0 && { add_ons: ["90785"] }),
    charge_cents: 6000 + 25 * (index % 40),
  };
}

/** A group as JSON text. `first` shifts its members, so that not all groups are the same. */
export function requestText(members, { receipts = false, first = 0 } = {}) {
  return JSON.stringify({
    version: 1,
    service: SERVICE,
    clinician: { type: "clinical_social_worker" },
    locality: "01182-18",
    receipts,
    members: Array.from({ length: members }, (_, index) => member(first + index)),
  });
}
