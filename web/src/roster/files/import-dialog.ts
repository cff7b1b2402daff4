import { html, nothing } from "lit";
import { checkbox, field, optionsOf, textOf } from "../../common/field.ts";
import { say, t } from "../../common/i18n.ts";
import type { Problem } from "../../common/problems.ts";
import { type MemberEntry, MOST_MEMBERS } from "../form.ts";
import type { RosterView } from "../view.ts";
import { FILES, FilesDialog, type FilesHost } from "./files-dialog.ts";
import { knownOf } from "./known-of-view.ts";
import { headerOf, ROLES, type Role, titleOf } from "./roster-columns.ts";
import { letterOf, type RosterReading, readRoster, withMembers } from "./roster-csv.ts";
import { problemList } from "./row-problems.ts";
import { rowsOfFile, rowsOfText, UnreadableFile } from "./sheet-rows.ts";

const PREVIEW_ROWS = 4;

/** Rows of a spreadsheet as a roster: read at once, shown, and taken up when a person says so. */
class CptImportDialog extends FilesDialog {
  #text = "";
  /** Name of the file; empty where rows were pasted. */
  #file = "";
  #rows: string[][] = [];
  #reading: RosterReading | undefined;
  #roles: Role[] | undefined;
  #isShortening = true;
  #isLeavingEmpty = false;
  #problems: Problem[] = [];
  #turn = 0;

  protected heading() {
    return t("files.import.title");
  }

  /** The page may have changed since the rows were read. */
  protected override opened() {
    if (this.#rows.length > 0) this.#read();
  }

  #setText(text: string) {
    this.#turn += 1;
    this.#text = text;
    this.#file = "";
    this.#take(() => (text.trim() === "" ? [] : rowsOfText(text)), "rows");
  }

  async #setFile(file: File | undefined) {
    if (!file) return;
    const turn = ++this.#turn;
    const rows = await rowsOfFile(file).catch((problem: unknown) => problem);
    if (turn !== this.#turn) return;
    this.#file = file.name;
    this.#text = "";
    this.#take(() => {
      if (Array.isArray(rows)) return rows;
      throw rows;
    }, "roster-file");
  }

  #take(rows: () => string[][], at: string) {
    this.#problems = [];
    this.#reading = undefined;
    this.#roles = undefined;
    this.#rows = [];
    this.#isLeavingEmpty = false;
    try {
      this.#rows = rows();
      if (this.#rows.length > 0) this.#read();
    } catch (problem) {
      const message =
        problem instanceof UnreadableFile ? say(problem.sentence) : t("files.unreadable");
      this.#problems = [{ field: at, message }];
    }
    this.refresh();
  }

  #read() {
    this.#reading = readRoster(this.#rows, knownOf(this.view), {
      roles: this.#roles,
      isShortening: this.#isShortening,
    });
    this.refresh();
  }

  #complain(field: string, message: string) {
    this.#problems = [{ field, message }];
    this.refresh("import-problems");
  }

  #apply(way: "replace" | "add") {
    const reading = this.#reading;
    const { view } = this;
    if (!reading || reading.members.length === 0) {
      if (this.#problems.length > 0) return this.refresh("import-problems");
      return this.#complain("rows", t("files.import.nothing"));
    }
    const { length: count } = reading.problems;
    if (count > 0 && !this.#isLeavingEmpty) {
      return this.#complain("leave-empty", t("files.import.mend_first", { count }));
    }
    const here = view.form.members.length;
    const more = reading.members.length;
    if (way === "add" && here + more > MOST_MEMBERS) {
      const values = { here, more, most: MOST_MEMBERS };
      return this.#complain("rows", t("files.import.too_many_together", values));
    }
    const words = t(way === "add" ? "files.import.added" : "files.import.replaced", {
      count: more,
    });
    view.replaceForm(withMembers(view.form, reading.members, way), {
      words,
      where: FILES,
      backTo: "",
      focus: "",
    });
    this.#setText("");
    this.close();
  }

  protected body() {
    return html`${this.#summary()} ${this.#ways()} ${this.#reading ? this.#found(this.#reading) : nothing}
      <div class="buttons">
        <button type="button" class="main-button" @click=${() => this.#apply("replace")}>
          ${t("files.import.replace")}
        </button>
        <button type="button" class="quiet" @click=${() => this.#apply("add")}>
          ${t("files.import.add")}
        </button>
        <p class="hint">
          ${t("files.import.title_of_now", { count: this.view.form.members.length })}
        </p>
      </div>`;
  }

  #summary() {
    if (this.#problems.length === 0) return nothing;
    const go = (id: string) => (event: Event) => {
      event.preventDefault();
      this.refresh(id);
    };
    return html`<div class="error-summary" role="alert">
      <h3 id="import-problems" tabindex="-1">${t("files.problem.title")}</h3>
      <ul>
        ${this.#problems.map(
          ({ field: id, message }) =>
            html`<li><a href="#${id}" @click=${go(id)}>${message}</a></li>`,
        )}
      </ul>
    </div>`;
  }

  #ways() {
    const drop = (event: DragEvent) => {
      event.preventDefault();
      (event.currentTarget as Element).classList.remove("over");
      void this.#setFile(event.dataTransfer?.files[0]);
    };
    const over = (event: DragEvent) => {
      event.preventDefault();
      (event.currentTarget as Element).classList.toggle("over", event.type === "dragover");
    };
    const choose = ({ target }: Event) => {
      const input = target as HTMLInputElement;
      void this.#setFile(input.files?.[0]);
      // The same file, mended, can be chosen again.
      input.value = "";
    };
    const problems = { problems: this.#problems };
    return html`${field(problems, {
      id: "rows",
      label: t("files.import.paste"),
      hint: t("files.import.paste.hint"),
      control: ({ describedBy, isInvalid }) => html`<textarea
        id="rows"
        rows="5"
        autofocus
        spellcheck="false"
        autocomplete="off"
        aria-describedby=${describedBy}
        aria-invalid=${isInvalid}
        .value=${this.#text}
        @input=${(event: Event) => this.#setText(textOf(event))}
      ></textarea>`,
    })}
      <div class="drop" @dragover=${over} @dragleave=${over} @drop=${drop}>
        ${field(problems, {
          id: "roster-file",
          label: t("files.import.file"),
          hint: t("files.import.file.hint"),
          control: ({ describedBy, isInvalid }) => html`<input
            id="roster-file"
            type="file"
            accept=".csv,.tsv,.txt,.xlsx"
            aria-describedby=${describedBy}
            aria-invalid=${isInvalid}
            @change=${choose}
          />`,
        })}
      </div>`;
  }

  #found(reading: RosterReading) {
    const { members, names, leftOut, hasHeader } = reading;
    const source = this.#file || t("files.import.pasted");
    return html`<div role="status">
        <p><strong>${t("files.import.members", { count: members.length, source })}</strong></p>
        ${hasHeader ? nothing : html`<p class="hint">${t("files.import.no_header")}</p>`}
        ${
          leftOut.length > 0
            ? html`<p class="hint">
                ${t("files.import.left_out", {
                  count: leftOut.length,
                  list: leftOut.slice(0, 8).join(", "),
                  names: EXAMPLES.map(headerOf).join(", "),
                })}
              </p>`
            : nothing
        }
      </div>
      ${this.#unread(reading)} ${this.#preview(reading)}
      ${
        names > 0
          ? checkbox({
              id: "shorten",
              label: t("files.import.shorten"),
              hint: t("files.import.names", { count: names }),
              isChecked: this.#isShortening,
              onChange: (isShortening) => {
                this.#isShortening = isShortening;
                this.#read();
              },
            })
          : nothing
      }
`;
  }

  #preview({ labels, roles, hasHeader, members }: RosterReading) {
    const filled = this.#rows.flatMap((cells, at) =>
      cells.some((cell) => cell.trim() !== "") ? [{ cells, row: at + 1 }] : [],
    );
    const shown = filled.slice(hasHeader ? 1 : 0).slice(0, PREVIEW_ROWS);
    const choose = (column: number) => (event: Event) => {
      this.#roles = roles.map((role, at) => (at === column ? (textOf(event) as Role) : role));
      this.#read();
    };
    const alias = (cell: string, column: number, at: number) =>
      roles[column] === "alias" ? (members[at]?.alias ?? cell) : cell;
    return html`<div class="preview" role="region" aria-labelledby="preview-title" tabindex="0">
      <table>
        <caption id="preview-title">${t("files.import.preview")}</caption>
        <thead>
          <tr>
            <th scope="col" class="row-number">${t("files.import.row")}</th>
            ${labels.map((label, column) => {
              const name = label || t("files.import.column", { letter: letterOf(column) });
              return html`<th scope="col">
                <label for="role-${column}">${name}</label>
                <select id="role-${column}" @change=${choose(column)}>
                  ${optionsOf(roleOptions(), roles[column] ?? "")}
                </select>
              </th>`;
            })}
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            ({ cells, row }, at) => html`<tr>
              <td class="row-number">${row}</td>
              ${labels.map(
                (_, column) => html`<td class=${roles[column] ? nothing : "left-out"}>
                  ${alias(cells[column] ?? "", column, at)}
                </td>`,
              )}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #unread({ problems }: RosterReading) {
    if (problems.length === 0) return nothing;
    return html`<div class="has-problem row-problems">
      <p class="problem">${t("files.import.problems")}</p>
      <p class="hint">${t("files.import.problems.hint")}</p>
      ${problemList(problems)}
      ${checkbox({
        id: "leave-empty",
        label: t("files.import.leave_empty"),
        isChecked: this.#isLeavingEmpty,
        onChange: (isLeavingEmpty) => {
          this.#isLeavingEmpty = isLeavingEmpty;
          this.#problems = [];
          this.refresh();
        },
      })}
    </div>`;
  }
}

const EXAMPLES: readonly (keyof MemberEntry)[] = [
  "alias",
  "payer",
  "place",
  "modifiers",
  "charge_cents",
  "authorization",
];

function roleOptions(): [string, string][] {
  return [
    ["", t("files.import.left_out_role")],
    ...ROLES.map((role): [string, string] => [role, titleOf(role)]),
  ];
}

customElements.define("cpt-import-dialog", CptImportDialog);

export function dialog(host: FilesHost, view: RosterView) {
  return html`<cpt-import-dialog
    .host=${host}
    .view=${view}
    .turn=${host.turn}
  ></cpt-import-dialog>`;
}
