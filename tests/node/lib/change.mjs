// A member's claim with a change made, as core/rules/apply_change.h has it.

const addMissing = (to = [], more = []) => [...new Set([...to, ...more])];
const removeAll = (from = [], those = []) => from.filter((each) => !those.includes(each));
const addAtEnd = (to = [], more = []) => [...to, ...more.filter((each) => !to.includes(each))];

/** The modifiers of a line, those that affect payment first and none twice. */
function inOrder(line, affectsPayment) {
  const once = addMissing(line);
  return [...once.filter(affectsPayment), ...once.filter((code) => !affectsPayment(code))];
}

/** `member` of a request with `change` made; `affectsPayment(code)` says which modifiers do. */
export function applyChange(member, change, affectsPayment) {
  const {
    add_modifiers,
    remove_modifiers,
    order_modifiers = false,
    add_add_ons,
    remove_add_ons,
    same_day_codes = [],
    same_day_add_modifiers,
    add_same_day = [],
    ...replaced
  } = change;
  const modifiers = addAtEnd(removeAll(member.modifiers, remove_modifiers), add_modifiers);
  const changes = (code) => same_day_codes.length === 0 || same_day_codes.includes(code);
  return {
    ...member,
    ...replaced,
    modifiers: order_modifiers ? inOrder(modifiers, affectsPayment) : modifiers,
    add_ons: addAtEnd(removeAll(member.add_ons, remove_add_ons), add_add_ons),
    same_day: [...(member.same_day ?? []), ...add_same_day].map((other) =>
      changes(other.code)
        ? { ...other, modifiers: addAtEnd(other.modifiers, same_day_add_modifiers) }
        : other,
    ),
  };
}
