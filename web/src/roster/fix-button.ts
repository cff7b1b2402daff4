import { html, nothing } from "lit";
import type { Alike } from "../common/alike.ts";
import { t } from "../common/i18n.ts";
import type { ChangeMade, Finding } from "../generated/contract.ts";
import { applyChange, canApply } from "./apply-change.ts";
import { whomInSentence } from "./member-name.ts";
import type { RosterView } from "./view.ts";

interface FixButton {
  id: string;
  /** Where the way back is offered. */
  where: string;
  /** Of one rule: what it found, and with whom. */
  findings: readonly Alike<Finding>[];
  describedBy: string;
}

/** Makes the change that mends a finding, with every member it concerns. */
export function fixButton(view: RosterView, { id, where, findings, describedBy }: FixButton) {
  const changes = changesByMember(findings);
  if (changes.size === 0) return nothing;
  const whom = whomInSentence(
    view.form,
    [...changes.keys()].map((index) => index + 1).sort((a, b) => a - b),
  );
  const fix = () =>
    view.amend(
      (entry, index) =>
        (changes.get(index) ?? []).reduce(
          (mended, change) => applyChange(change, mended, view.form.place),
          entry,
        ),
      { words: t("roster.done.fixed", { members: whom }), where, backTo: id },
    );
  return html`<button
    type="button"
    id=${id}
    class="fix quiet"
    ?disabled=${view.standing !== "current"}
    aria-describedby=${describedBy}
    @click=${fix}
  >
    ${changes.size === 1 ? t("roster.fix") : t("roster.fix_all", { count: changes.size })}
  </button>`;
}

/** By index of the member; one rule may find several things in one claim. */
function changesByMember(findings: readonly Alike<Finding>[]): Map<number, ChangeMade[]> {
  const changes = new Map<number, ChangeMade[]>();
  for (const { value, positions } of findings) {
    if (!canApply(value.change)) continue;
    for (const position of positions) {
      const index = position - 1;
      changes.set(index, [...(changes.get(index) ?? []), value.change]);
    }
  }
  return changes;
}
