import type { RosterView } from "./view.ts";

/** Whether text is typed here, which the browser itself undoes. */
function isTypedIn(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !["checkbox", "radio", "date", "file"].includes(target.type)
  );
}

/** The browser takes back what was typed last, letter by letter, as long as it is being typed. */
function isLeftToBrowser(
  target: EventTarget | undefined,
  { typingIn }: RosterView,
  root: DocumentFragment | HTMLElement,
): boolean {
  if (!isTypedIn(target)) return false;
  const field = target as HTMLElement;
  return !root.contains(field) || field.id === typingIn;
}

/** Undo, redo, and up and down a column; says whether the key was one of these. */
export function rosterKey(
  event: KeyboardEvent,
  view: RosterView,
  root: DocumentFragment | HTMLElement,
): boolean {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  const [target] = event.composedPath();
  if (altKey) return false;
  if ((ctrlKey || metaKey) && !isLeftToBrowser(target, view, root)) {
    const letter = key.toLowerCase();
    if (letter === "z") return step(view, shiftKey ? "redo" : "undo");
    if (letter === "y" && !shiftKey) return step(view, "redo");
  }
  const down = (ctrlKey && key === "ArrowDown") || (key === "Enter" && !ctrlKey && !shiftKey);
  const up = (ctrlKey && key === "ArrowUp") || (key === "Enter" && !ctrlKey && shiftKey);
  if (!down && !up) return false;
  if (key === "Enter" && !(target instanceof HTMLInputElement)) return false;
  return target instanceof HTMLElement && moveInColumn(target, down ? 1 : -1, root);
}

function step(view: RosterView, way: "undo" | "redo"): boolean {
  view[way]();
  return true;
}

/** To the same control of the member before or after; whether the control is one of a member's. */
function moveInColumn(
  from: HTMLElement,
  way: 1 | -1,
  root: DocumentFragment | HTMLElement,
): boolean {
  const [, column, position] = /^(\w+)-(\d+)$/.exec(from.id) ?? [];
  if (column === undefined || !from.closest(".roster")) return false;
  const to = root.querySelector<HTMLElement>(`#${column}-${Number(position) + way}`);
  if (to instanceof HTMLInputElement && isTypedIn(to)) to.select();
  to?.focus();
  return true;
}
