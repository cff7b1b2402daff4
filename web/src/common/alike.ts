import type { Claim, Estimate, Finding, Fix } from "../generated/contract.ts";

/** Members, by position from 1, of whom the same can be said. */
export interface Alike<Value> {
  value: Value;
  positions: number[];
}

function gather<Value>(
  entries: Iterable<readonly [positions: readonly number[], value: Value]>,
  likeness: (value: Value) => unknown,
): Alike<Value>[] {
  const found = new Map<string, Alike<Value>>();
  for (const [positions, value] of entries) {
    const key = JSON.stringify(likeness(value));
    const alike = found.get(key);
    if (alike) alike.positions.push(...positions);
    else found.set(key, { value, positions: [...positions] });
  }
  return [...found.values()];
}

/** Claims of one payer with the same place and the same arithmetic, once each. */
export function claimsAlike(claims: readonly Claim[]): Alike<Claim>[] {
  return gather(
    claims.map((claim, index) => [[index + 1], claim] as const),
    ({ payer, place_of_service, lines }) => ({ payer, place_of_service, lines }),
  );
}

/** What one rule found, in each of its wordings, and what mending it is worth where it is. */
export interface Concern {
  rule: string;
  findings: Alike<Finding>[];
  /** Absent where there is nothing to mend. */
  fix: Fix | undefined;
  isOfSession: boolean;
}

/** What there is to mend, in the engine's order, then what there is only to know. */
export function concernsOf({ session, claims }: Estimate): Concern[] {
  const paidBy = ({ payers }: Finding) =>
    claims.flatMap(({ payer }, index) => (payers?.includes(payer) ? [index + 1] : []));
  const ofMembers = claims.flatMap((claim, index) =>
    claim.findings.map((finding) => [[index + 1], finding] as const),
  );
  const found = gather(
    [...session.findings.map((finding) => [paidBy(finding), finding] as const), ...ofMembers],
    // What it puts at risk differs from member to member; what there is to say does not.
    ({ rule, message, fix, other_line_cents }) => ({ rule, message, fix, other_line_cents }),
  );
  const byRule = Map.groupBy(found, ({ value }) => value.rule);
  const ofSession = new Set(session.findings.map(({ rule }) => rule));
  const concern = (rule: string, fix: Fix | undefined): Concern => ({
    rule,
    findings: byRule.get(rule) ?? [],
    fix,
    isOfSession: ofSession.has(rule),
  });
  const toMend = new Set(session.fixes.map(({ rule }) => rule));
  const toKnow = [...byRule.keys()].filter((rule) => !toMend.has(rule));
  return [
    ...session.fixes.map((fix) => concern(fix.rule, fix)),
    ...toKnow.map((rule) => concern(rule, undefined)),
  ];
}
