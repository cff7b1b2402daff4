import { render } from "lit";
import { currentLanguage } from "../../common/i18n.ts";
import styles from "./sheet.css?inline";
import { type SheetView, sheet, sheetTitle } from "./sheet.ts";

/** Of the paper, and of the page around the sheet: only the sheet is printed. */
const ON_PAPER = `
.cpt-sheet { display: none }
@page {
  size: letter;
  margin: 12mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 7pt system-ui, sans-serif }
}
@media print {
  body > :not(.cpt-sheet) { display: none !important }
  .cpt-sheet { display: block }
}`;

/**
 * Prints the sheet in place of the page, whichever way printing is asked for. `shown` gives what is
 * on screen when it is; where there is no estimate, the page prints as it stands.
 */
export function printSheetOf(
  shown: () => { view: SheetView; name: string | undefined },
): () => void {
  const paper = styleSheet(ON_PAPER);
  let box: HTMLElement | undefined;
  let title = document.title;
  const lay = () => {
    const { view, name } = shown();
    if (!view.estimate || box) return;
    box = document.createElement("div");
    box.className = "cpt-sheet";
    const root = box.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styleSheet(styles)];
    render(sheet(view, name), root);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, paper];
    document.body.append(box);
    // What a browser offers as the name of the file.
    title = document.title;
    document.title = sheetTitle(view, name);
  };
  const clear = () => {
    if (!box) return;
    box.remove();
    box = undefined;
    document.title = title;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== paper);
  };
  window.addEventListener("beforeprint", lay);
  window.addEventListener("afterprint", clear);
  return () => {
    window.removeEventListener("beforeprint", lay);
    window.removeEventListener("afterprint", clear);
    clear();
  };
}

function styleSheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

const IN_A_FILE = `
html { background: #eef1f0 }
body { margin: 0 auto; max-inline-size: 50rem; padding: 1rem }
.sheet { padding: 12mm }
@page { size: letter; margin: 12mm }
@media print {
  html { background: none }
  body { max-inline-size: none; padding: 0 }
  .sheet { padding: 0 }
}`;

/** The same sheet as a page of its own: no script, and nothing fetched. */
export function sheetFile(view: SheetView, name: string | undefined): string {
  const box = document.createElement("div");
  render(sheet(view, name), box);
  const title = document.createElement("title");
  title.textContent = sheetTitle(view, name);
  return `<!doctype html>
<html lang="${currentLanguage()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
${title.outerHTML}
<style>
${styles}${IN_A_FILE}
</style>
</head>
<body>
<main>
${withoutRemarks(box)}
</main>
</body>
</html>
`;
}

/** Without what the templates leave in the page to find their places again. */
function withoutRemarks(box: Element): string {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_COMMENT);
  const remarks: Node[] = [];
  while (walker.nextNode()) remarks.push(walker.currentNode);
  for (const remark of remarks) (remark as Comment).remove();
  return box.innerHTML;
}
