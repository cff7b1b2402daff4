import { listed, t } from "../common/i18n.ts";
import { controlName } from "./columns.ts";
import { groupName, inSentence, isGroupName } from "./detail-names.ts";
import type { MemberEntry, SessionForm } from "./form.ts";
import { whomInSentence } from "./member-name.ts";

/** What differs between two steps, in words: "modifiers of member 3", "date of service". */
export function stepInWords(before: SessionForm, after: SessionForm): string {
  const [was, is] = [before.members.length, after.members.length];
  if (was !== is) return t("roster.step.size", { was, is });
  const changed = before.members.flatMap((entry, index) =>
    entry === after.members[index] ? [] : namesOfChanges(entry, after.members[index], index),
  );
  if (changed.length === 0) return t("roster.step.session", { names: sessionNames(before, after) });
  const names = [...new Set(changed.map(({ name }) => name))];
  const whom = whomInSentence(after, [...new Set(changed.map(({ position }) => position))]);
  const [only] = names;
  return t("roster.step.member", {
    what: names.length === 1 && only ? only : t("roster.step.details", { count: names.length }),
    member: whom,
  });
}

interface ChangedDetail {
  name: string;
  position: number;
}

function namesOfChanges(
  was: MemberEntry,
  is: MemberEntry | undefined,
  index: number,
): ChangedDetail[] {
  const names = Object.keys(was) as (keyof MemberEntry)[];
  return names
    .filter((name) => was[name] !== is?.[name])
    .map((name) => ({
      name: inSentence(name === "alias" ? t("roster.column.alias.full") : controlName(name)),
      position: index + 1,
    }));
}

const SESSION_NAMES = {
  zip: "common.zip",
  locality: "roster.session.locality",
  date: "roster.session.date",
  clinician: "roster.session.clinician",
  place: "roster.session.place",
  charge: "roster.session.charge.short",
  deductible: "roster.session.deductible.short",
  isParticipating: "roster.session.participating",
  isQualifyingApm: "roster.session.apm",
} as const;

function sessionNames(before: SessionForm, after: SessionForm): string {
  const changed = (Object.keys(before) as (keyof SessionForm)[]).filter(
    (name) => name !== "members" && before[name] !== after[name],
  );
  const words = changed.flatMap((name) => {
    if (name in SESSION_NAMES) return [t(SESSION_NAMES[name as keyof typeof SESSION_NAMES])];
    return isGroupName(name) ? [groupName(name)] : [];
  });
  return listed(words.map(inSentence));
}
