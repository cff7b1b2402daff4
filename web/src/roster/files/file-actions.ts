import { html } from "lit";
import { loadWords } from "../../common/i18n.ts";
import type { MemberEntry } from "../form.ts";
import type { RosterView } from "../view.ts";

let isAsked = false;

/** What a person does with files and saved sessions; fetched once the first figures are shown. */
export function fileActions(view: RosterView) {
  if (!view.isFirstShowing && !isAsked) {
    isAsked = true;
    void fetchActions();
  }
  return html`<cpt-files .view=${view}></cpt-files>`;
}

async function fetchActions() {
  try {
    await loadWords("files", "contracts");
    await import("./cpt-files.ts");
  } catch {
    // Without a network: again with the next change on the page.
    isAsked = false;
  }
}

const OF_MEMBER = /^(\w+)-(\d+)$/;

/**
 * Cells copied from a spreadsheet and pasted onto a member's control fill the table from there; a
 * text of one cell is left to the control.
 */
export function pasteCells(view: RosterView, event: ClipboardEvent) {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return;
  const [, column, position] = OF_MEMBER.exec(target.closest(".roster") ? target.id : "") ?? [];
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const isSeveral = /[\t\n\r]/.test(text.replace(/\r?\n$/, ""));
  if (column === undefined || !isSeveral) return;
  event.preventDefault();
  const at = { rowIndex: Number(position), column: column as keyof MemberEntry };
  const root = target.getRootNode() as ShadowRoot;
  void Promise.all([import("./paste-on-table.ts"), loadWords("files", "contracts")]).then(
    ([{ pasteOnTable }]) => {
      const said = pasteOnTable(view, text, at);
      root.querySelector<HTMLElement & { tell(words: unknown): void }>("cpt-files")?.tell(said);
    },
  );
}
