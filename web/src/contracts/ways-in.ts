import { html } from "lit";
import { field, optionsOf, textOf } from "../common/field.ts";
import type { ContractsView, Way } from "./contracts-view.ts";
import { detailsForm } from "./details-form.ts";

const WAYS: Record<Way, string> = {
  file: "A file: CSV, XLSX, or one exported here",
  paste: "Rows pasted from a sheet",
  rates: "Rates typed here",
};

/** The three ways to a contract, one at a time. */
export function waysIn(view: ContractsView) {
  const ways = Object.entries(WAYS) as [Way, string][];
  const body = { file: fileWay, paste: pasteWay, rates: ratesWay }[view.way];
  return html`<fieldset class="ways">
      <legend>Add a contract from</legend>
      ${ways.map(
        ([way, words]) => html`<div class="check">
          <input
            type="radio"
            name="way"
            id="way-${way}"
            .checked=${way === view.way}
            @change=${() => view.chooseWay(way)}
          />
          <label for="way-${way}">${words}</label>
        </div>`,
      )}
    </fieldset>
    ${body(view)}`;
}

function fileWay(view: ContractsView) {
  const drop = (event: DragEvent) => {
    event.preventDefault();
    (event.currentTarget as Element).classList.remove("over");
    view.readFile(event.dataTransfer?.files[0]);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    (event.currentTarget as Element).classList.toggle("over", event.type === "dragover");
  };
  const choose = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    view.readFile(input.files?.[0]);
    // The same file, mended, can be chosen again.
    input.value = "";
  };
  return html`<div class="drop" @dragover=${over} @dragleave=${over} @drop=${drop}>
    ${field(view, {
      id: "file",
      label: "Choose a file, or drop one here",
      hint: `A row for each code, with the code and the rate; modifier, dates, place of service and who
        treats where the payer has them. At most 60 MB.`,
      control: ({ describedBy, isInvalid }) => html`<input
        id="file"
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,.json"
        aria-describedby=${describedBy}
        aria-invalid=${isInvalid}
        @change=${choose}
      />`,
    })}
  </div>`;
}

function pasteWay(view: ContractsView) {
  return html`${field(view, {
    id: "paste",
    label: "Rows, with their column names",
    hint: "Copied from a spreadsheet, or typed with commas, such as 90853,41.38.",
    control: ({ describedBy, isInvalid }) => html`<textarea
        id="paste"
        rows="6"
        spellcheck="false"
        autocomplete="off"
        aria-describedby=${describedBy}
        aria-invalid=${isInvalid}
        .value=${view.pasted}
        @input=${(event: Event) => view.setPasted(textOf(event))}
      ></textarea>`,
  })}
    <button type="button" class="quiet" @click=${view.readPasted}>Read the rows</button>`;
}

function ratesWay(view: ContractsView) {
  const { rates, reference } = view;
  const input = (id: "percent" | "flat", label: string, hint: string) =>
    field(view, {
      id,
      label,
      hint,
      control: ({ describedBy, isInvalid }) => html`<input
        id=${id}
        inputmode="decimal"
        autocomplete="off"
        .value=${rates[id]}
        aria-describedby=${describedBy}
        aria-invalid=${isInvalid}
        @input=${(event: Event) => view.setRates({ [id]: textOf(event) })}
      />`,
    });
  const select = (id: "year" | "locality", label: string, options: [string, string][]) =>
    field(view, {
      id,
      label,
      control: () => html`<select
        id=${id}
        @change=${(event: Event) => view.setRates({ [id]: textOf(event) })}
      >
        ${optionsOf(options, rates[id])}
      </select>`,
    });
  const years = reference.years.toReversed().map((year): [string, string] => [year, year]);
  return html`<div class="details-grid">
      ${input("percent", "Percent of Medicare", "Of every code, such as 110.")}
      ${select("year", "Of Medicare’s schedule of", [...years, ["", "The year of the service"]])}
      ${select("locality", "At the rates of", [
        ["local", "The session’s locality"],
        ["national", "The nation, without locality"],
      ])}
      ${input("flat", "Rate of 90853 in dollars", "Where it is fixed; it comes before the percentage.")}
    </div>
    ${detailsForm(view)}`;
}
