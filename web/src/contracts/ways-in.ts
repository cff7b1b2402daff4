import { html } from "lit";
import { field, optionsOf, textOf } from "../common/field.ts";
import { t } from "../common/i18n.ts";
import type { ContractsView, Way } from "./contracts-view.ts";
import { detailsForm } from "./details-form.ts";
import { MOST_BYTES } from "./limits.ts";

const WAYS: readonly Way[] = ["file", "paste", "rates"];

/** The three ways to a contract, one at a time. */
export function waysIn(view: ContractsView) {
  const body = { file: fileWay, paste: pasteWay, rates: ratesWay }[view.way];
  return html`<fieldset class="ways">
      <legend>${t("contracts.add_from")}</legend>
      ${WAYS.map(
        (way) => html`<div class="check">
          <input
            type="radio"
            name="way"
            id="way-${way}"
            .checked=${way === view.way}
            @change=${() => view.chooseWay(way)}
          />
          <label for="way-${way}">${t(`contracts.way.${way}`)}</label>
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
      label: t("contracts.file"),
      hint: t("contracts.file_hint", { most: MOST_BYTES / 1_000_000 }),
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
    label: t("contracts.paste"),
    hint: t("contracts.paste_hint"),
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
    <button type="button" class="quiet" @click=${view.readPasted}>${t("contracts.read_rows")}</button>`;
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
      ${input("percent", t("contracts.percent"), t("contracts.percent_hint"))}
      ${select("year", t("contracts.year"), [...years, ["", t("contracts.year_of_service")]])}
      ${select("locality", t("contracts.locality"), [
        ["local", t("contracts.locality_local")],
        ["national", t("contracts.locality_national")],
      ])}
      ${input("flat", t("contracts.flat"), t("contracts.flat_hint"))}
    </div>
    ${detailsForm(view)}`;
}
