import { html, nothing } from "lit";
import { t } from "../common/i18n.ts";
import { type ColumnName, controlName, withoutOwn } from "./columns.ts";
import { inSentence } from "./detail-names.ts";
import { FEWEST_MEMBERS, MOST_MEMBERS } from "./form.ts";
import { changesOf, memberControl } from "./member-control.ts";
import { memberInSentence } from "./member-name.ts";
import type { Menu, RosterView } from "./view.ts";

/** Over the table: what can be done with a member, or one control for a whole column. */
export function menus(view: RosterView) {
  const { menu, closeMenu } = view;
  const toggled = (event: Event) => {
    if ((event as ToggleEvent).newState === "closed") closeMenu();
  };
  return html`<div
    id="menu"
    class="menu"
    popover
    role="group"
    aria-label=${menu ? menuName(view) : nothing}
    @toggle=${toggled}
  >
    ${menu && ("column" in menu ? forColumn(view, menu) : forMember(view, menu.member))}
  </div>`;
}

function menuName({ menu, form, size }: RosterView): string {
  if (!menu) return "";
  return "column" in menu
    ? t("roster.set_all.title", { name: controlName(menu.column), count: size })
    : t("roster.actions_of", { member: memberInSentence(form, menu.member) });
}

function forMember(view: RosterView, index: number) {
  const { form, size } = view;
  const entry = form.members[index];
  if (!entry) return nothing;
  const action = (words: string, act: () => void, isOff = false) => html`<button
    type="button"
    aria-disabled=${isOff ? "true" : nothing}
    @click=${() => {
      if (isOff) return;
      view.closeMenu();
      act();
    }}
  >
    ${words}
  </button>`;
  return [
    action(t("roster.action.duplicate"), () => view.duplicateMember(index), size >= MOST_MEMBERS),
    action(t("roster.action.apply", { count: size }), () => applyToAll(view, index, "members")),
    action(t("roster.action.remove"), () => view.removeMember(index), size <= FEWEST_MEMBERS),
  ];
}

/** A diagnosis is a patient's own, and so is an alias; the rest is often the same for the group. */
export function applyToAll(view: RosterView, index: number, where: string) {
  const entry = view.form.members[index];
  if (!entry) return;
  const rest = withoutOwn(entry);
  view.amend((other) => ({ ...other, ...rest }), {
    words: t("roster.done.applied", { count: view.size }),
    where,
    backTo: where === "members" ? `more-${index}` : where,
  });
}

function forColumn(view: RosterView, { column, value }: Extract<Menu, { column: ColumnName }>) {
  const { form, size } = view;
  const name = controlName(column);
  const apply = (event: SubmitEvent) => {
    event.preventDefault();
    const changes = changesOf(column, value, form.place);
    view.closeMenu();
    view.amend((entry) => ({ ...entry, ...changes }), {
      words: t("roster.done.column", { name: inSentence(name), count: size }),
      where: "members",
      backTo: `set-${column}`,
    });
  };
  return html`<form novalidate @submit=${apply}>
    <label for="set-all">${t("roster.set_all.title", { name, count: size })}</label>
    ${memberControl(view, {
      id: "set-all",
      name: column,
      value,
      ties: { describedBy: nothing, isInvalid: nothing },
      onChange: (chosen) => view.chooseForColumn(chosen),
    })}
    <button class="primary">${t("roster.set_all.apply")}</button>
  </form>`;
}

const MARGIN = 8;

/** Below what opened it, within the window; it moves with the page. */
export function placeBeside(box: HTMLElement, opener: HTMLElement) {
  const at = opener.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const right = document.documentElement.clientWidth - width - MARGIN;
  const isRoomBelow = at.bottom + height + MARGIN <= window.innerHeight || at.top < height;
  const top = isRoomBelow ? at.bottom + MARGIN / 2 : at.top - height - MARGIN / 2;
  box.style.left = `${Math.max(MARGIN, Math.min(at.left, right)) + window.scrollX}px`;
  box.style.top = `${top + window.scrollY}px`;
}
