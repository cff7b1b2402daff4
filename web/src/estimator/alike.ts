import type { Claim, Finding } from "../generated/contract.ts";

/** Members, by position from 1, of whom the same can be said. */
export interface Alike<Value> {
  value: Value;
  positions: number[];
}

function gather<Value>(
  entries: Iterable<readonly [position: number, value: Value]>,
  likeness: (value: Value) => unknown,
): Alike<Value>[] {
  const found = new Map<string, Alike<Value>>();
  for (const [position, value] of entries) {
    const key = JSON.stringify(likeness(value));
    const alike = found.get(key);
    if (alike) alike.positions.push(position);
    else found.set(key, { value, positions: [position] });
  }
  return [...found.values()];
}

/** Claims with the same place and the same arithmetic, once each. */
export function claimsAlike(claims: readonly Claim[]): Alike<Claim>[] {
  return gather(
    claims.map((claim, index) => [index + 1, claim] as const),
    ({ place_of_service, lines }) => ({ place_of_service, lines }),
  );
}

/** Findings of the members, once each. */
export function findingsAlike(claims: readonly Claim[]): Alike<Finding>[] {
  return gather(
    claims.flatMap((claim, index) =>
      claim.findings.map((finding) => [index + 1, finding] as const),
    ),
    (finding) => finding,
  );
}
