/** What the guide's pages gain where scripts run: sorting, a filter and a search. */

const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

/** In lower case, without accents, each word after a space. */
const plain = (text: string) =>
  ` ${text.normalize("NFD").replace(/\p{M}/gu, "")}`
    .replace(/[^\p{L}\p{N}.]+/gu, " ")
    .toLowerCase();

const all = <Found extends Element>(selector: string, within: ParentNode = document) => [
  ...within.querySelectorAll<Found>(selector),
];

/** Figures by their digits, words by the alphabet; undefined where the cell has neither. */
function keyOf(row: HTMLTableRowElement, column: number): string | number | undefined {
  const text = row.cells[column]?.textContent ?? "";
  if (column === 0) return text;
  const digits = text.replace(/\D/g, "");
  return digits === "" ? undefined : Number(digits);
}

function sortBy(table: HTMLTableElement, column: number, isDescending: boolean): void {
  const body = table.tBodies[0];
  if (body === undefined) return;
  const keyed = [...body.rows].map((row) => ({ row, key: keyOf(row, column) }));
  keyed.sort(({ key: one }, { key: other }) => {
    if (one === undefined || other === undefined) return Number(!one) - Number(!other);
    const order =
      typeof one === "number" && typeof other === "number"
        ? one - other
        : compare(String(one), String(other));
    return isDescending ? -order : order;
  });
  body.append(...keyed.map(({ row }) => row));
}

function makeSortable(table: HTMLTableElement): void {
  const inOrder = [...(table.tBodies[0]?.rows ?? [])];
  const headers = all<HTMLTableCellElement>("thead th", table);
  for (const [column, header] of headers.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      const isDescending = header.ariaSort === null ? column > 0 : header.ariaSort === "ascending";
      for (const each of headers) each.ariaSort = null;
      header.ariaSort = isDescending ? "descending" : "ascending";
      // The order of the page is by state, and in a state its rest last.
      if (column > 0) sortBy(table, column, isDescending);
      else table.tBodies[0]?.append(...(isDescending ? inOrder.toReversed() : inOrder));
    });
  }
}

const isInRanges = (zip: number, ranges: string) =>
  ranges.split(" ").some((range) => {
    const [from = "", to = from] = range.split("-");
    return from !== "" && Number(from) <= zip && zip <= Number(to);
  });

const begins = (text: string, word: string) => text.includes(` ${word}`);

/** Each word has to begin a word of the text; three digits or more are the beginning of a ZIP code. */
function fits(words: readonly string[], text: string, zips: string): boolean {
  return words.every((word) =>
    /^\d{3,5}$/.test(word) && zips !== ""
      ? isInRanges(Number(word.slice(0, 3)), zips)
      : begins(text, word),
  );
}

/** Runs `show` with the words typed; a polite count says what is left. */
function onTyping(box: HTMLElement, show: (words: readonly string[]) => string): void {
  const input = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  if (input === null || status === null) return;
  box.hidden = false;
  const update = () => {
    const words = plain(input.value).split(" ").filter(Boolean);
    const count = show(words);
    status.textContent = words.length === 0 ? "" : count;
  };
  input.addEventListener("input", update);
  if (input.value !== "") update();
}

const filled = (pattern: string | undefined, values: Record<string, number>) =>
  (pattern ?? "").replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

for (const table of all<HTMLTableElement>("table[data-sortable]")) makeSortable(table);

for (const box of all<HTMLElement>("[data-filter]")) {
  const rows = all<HTMLTableRowElement>("table[data-sortable] tbody tr").map((row) => ({
    row,
    text: plain(`${row.cells[0]?.textContent} ${row.dataset.find}`),
    zips: row.dataset.zip ?? "",
  }));
  onTyping(box, (words) => {
    for (const { row, text, zips } of rows) row.hidden = !fits(words, text, zips);
    const shown = rows.filter(({ row }) => !row.hidden).length;
    return filled(box.dataset.shown, { shown, all: rows.length });
  });
}

for (const box of all<HTMLElement>("[data-search]")) {
  const entries = all<HTMLElement>(".entry").map((entry) => ({
    entry,
    text: plain(
      `${entry.querySelector("h3")?.textContent} ${entry.querySelector("p")?.textContent}`,
    ),
    questions: all<HTMLElement>(".asked li", entry).map((item) => ({
      item,
      text: plain(item.textContent ?? ""),
    })),
  }));
  const families = all<HTMLElement>(".family");
  onTyping(box, (words) => {
    let codes = 0;
    let asked = 0;
    for (const { entry, text, questions } of entries) {
      const isNamed = fits(words, text, "");
      // A question is found by its own words and those of its code: "90837 minutes".
      const found = questions.filter(({ text: own }) => fits(words, `${text} ${own}`, ""));
      const own = questions.filter(({ text: each }) => words.some((word) => begins(each, word)));
      const shown = isNamed ? questions : found.filter((each) => own.includes(each));
      for (const each of questions) each.item.hidden = !shown.includes(each);
      entry.hidden = shown.length === 0 && !isNamed;
      codes += Number(!entry.hidden);
      asked += shown.length;
    }
    for (const family of families) {
      family.hidden = all<HTMLElement>(".entry", family).every((entry) => entry.hidden);
    }
    return codes === 0
      ? (box.dataset.none ?? "")
      : filled(box.dataset.shown, { codes, questions: asked });
  });
}
