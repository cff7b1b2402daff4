import { membersInWords } from "../common/names.ts";
import { inSentence } from "./detail-names.ts";
import { aliasOf, type SessionForm } from "./form.ts";

type Group = Pick<SessionForm, "members">;

/** "JD", or "Member 3" where no alias stands. */
export function memberName({ members }: Group, index: number): string {
  return aliasOf(members[index]) || membersInWords([index + 1]);
}

/** The same within a sentence: "JD", or "member 3". */
export function memberInSentence({ members }: Group, index: number): string {
  return aliasOf(members[index]) || inSentence(membersInWords([index + 1]));
}

/** "JD" of one, "Members 1 to 3" of several, by position from 1. */
export function whomInWords(group: Group, positions: readonly number[]): string {
  const [only, ...others] = positions;
  if (only === undefined || others.length > 0) return membersInWords(positions);
  return memberName(group, only - 1);
}

export function whomInSentence(group: Group, positions: readonly number[]): string {
  const [only, ...others] = positions;
  if (only === undefined || others.length > 0) return inSentence(membersInWords(positions));
  return memberInSentence(group, only - 1);
}
