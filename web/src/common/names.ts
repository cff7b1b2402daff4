import type { Claim, ClinicianType } from "../generated/contract.ts";
import { type Key, listed, t } from "./i18n.ts";

export const MEDICARE = "medicare";
export const SELF_PAY = "self-pay";

export const CLINICIANS: readonly ClinicianType[] = [
  "psychiatrist",
  "clinical_psychologist",
  "clinical_social_worker",
  "marriage_family_therapist",
  "mental_health_counselor",
  "nurse_practitioner",
  "clinical_nurse_specialist",
  "physician_assistant",
];

export function clinicianName(type: ClinicianType): string {
  return t(`common.clinician.${type}`);
}

/** Who pays, where claims of several payers stand side by side. */
export function payerOf(claims: readonly Claim[]): string {
  const isMedicare = claims.every(({ payer }) => payer === MEDICARE);
  return t(isMedicare ? "common.payer.medicare" : "common.payer.any");
}

/** Our own plain names; the descriptors of the AMA are not used. */
export function codeName(code: string): string {
  return named(`common.code.${code}`) ?? t("common.code.other", { code });
}

/** Of what has no name in the page's words the key itself comes back. */
function named(key: string): string | undefined {
  const name = t(key as Key);
  return name === key ? undefined : name;
}

const STATE = /^[A-Z]{2}$/;

export function stateName(letters: string): string {
  return (STATE.test(letters) && named(`common.state.${letters}`)) || letters;
}

const AS_PRINTED = new Set(["DC", "MD", "VA", "NYC", "NJ", "N"]);
const WRITTEN_OUT: Record<string, string> = {
  CNTY: "County",
  CNTYS: "Counties",
  OF: "of",
  AND: "and",
};

/** "Rest of New Jersey" of "REST OF NEW JERSEY": CMS prints localities in capitals. */
export function localityName(printed: string): string {
  return printed.replace(/[A-Z]+/g, (word) => {
    if (AS_PRINTED.has(word)) return word;
    return WRITTEN_OUT[word] ?? `${word[0]}${word.slice(1).toLowerCase()}`;
  });
}

/** "Chicago, IL", or "Colorado" where the locality is the whole state. */
export function localityInState(printed: string, state: string): string {
  const name = localityName(printed);
  return name === stateName(state) ? name : `${name}, ${state}`;
}

export { longDate } from "./i18n.ts";

/** "Members 1 to 3 and 5" of the members at positions 1, 2, 3 and 5, in that order. */
export function membersInWords(positions: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const position of positions) {
    const run = runs.at(-1);
    if (run && run[1] + 1 === position) run[1] = position;
    else runs.push([position, position]);
  }
  const words = runs.flatMap(([first, last]) => {
    if (first === last) return [`${first}`];
    return first + 1 === last ? [`${first}`, `${last}`] : [t("common.run", { first, last })];
  });
  return t("common.members_at", { count: positions.length, list: listed(words) });
}
