import { html, LitElement, nothing, unsafeCSS } from "lit";
import type { Engine } from "#engine";
import controls from "../common/controls.css?inline";
import { loadWords, say, t } from "../common/i18n.ts";
import type { Problem } from "../common/problems.ts";
import type { Reference } from "../common/reference.ts";
import roster from "../roster/roster.css?inline";
import {
  addedInWords,
  problemOfOverlap,
  problemsOfDetails,
  problemsOfEngine,
  problemsOfSheet,
} from "./check-details.ts";
import { contractList, deleteId, titleOf } from "./contract-list.ts";
import {
  type ContractDetails,
  type ContractDocument,
  documentOf,
  fileNameOf,
  rowCount,
} from "./contract-table.ts";
import styles from "./contracts.css?inline";
import type { ContractsView, Step, TypedRates, Way } from "./contracts-view.ts";
import { hasPublishedAmounts, takeUp } from "./details-form.ts";
import { importDocument, isExport } from "./import-document.ts";
import { knownCodes } from "./known-codes.ts";
import type { Contract, ContractLibrary } from "./library.ts";
import { UnreadableFile } from "./limits.ts";
import type { Layout } from "./read-rows.ts";
import { SheetReader } from "./sheet-reader.ts";
import { sheetStep } from "./sheet-step.ts";
import { whenWiped } from "./store.ts";
import { rowsOfRates } from "./typed-rates.ts";
import { waysIn } from "./ways-in.ts";

const NO_DETAILS: ContractDetails = {
  name: "",
  payer: "",
  isOwnPayer: false,
  from: "",
  to: "",
  isLesserOfCharge: true,
  scale: "",
};

const NO_RATES: TypedRates = { percent: "", year: "", locality: "local", flat: "" };

/** The practice's own contracts: brought in, checked, kept and given back. */
export class CptContracts extends LitElement {
  static override styles = [unsafeCSS(controls), unsafeCSS(roster), unsafeCSS(styles)];
  static override properties = {
    engine: { attribute: false },
    reference: { attribute: false },
    shelf: { attribute: false },
  };

  declare engine: Engine;
  declare reference: Reference;
  declare shelf: ContractLibrary;

  #step: Step = { at: "start" };
  #way: Way = "file";
  #pasted = "";
  #rates: TypedRates = NO_RATES;
  #details: ContractDetails = NO_DETAILS;
  #isLeavingOut = false;
  #problems: readonly Problem[] = [];
  #told = "";
  #deleted: Contract | undefined;
  #reader: SheetReader | undefined;
  /** Id of what gets the focus once it is there. */
  #focusNext: string | undefined;
  #turn = 0;

  constructor() {
    super();
    whenWiped(() => this.requestUpdate());
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#stopReading();
  }

  /** The words come with the panel, and are asked for again where they could not be fetched. */
  protected override async scheduleUpdate() {
    await loadWords("contracts").catch(() => {});
    super.scheduleUpdate();
  }

  protected override updated() {
    const target =
      this.#focusNext && this.renderRoot.querySelector<HTMLElement>(`#${this.#focusNext}`);
    if (!target) return;
    this.#focusNext = undefined;
    target.focus();
  }

  #show(focus?: string) {
    this.#focusNext = focus;
    this.requestUpdate();
  }

  #complain(problems: readonly Problem[]) {
    this.#problems = problems;
    this.#show("problems-title");
  }

  /** Back to the ways in; what is typed or pasted stays, and so do the contracts. */
  #start(focus?: string) {
    this.#stopReading();
    this.#step = { at: "start" };
    this.#show(focus);
  }

  #stopReading() {
    this.#turn += 1;
    this.#reader?.close();
    this.#reader = undefined;
  }

  async #readFile(file: File | undefined) {
    if (!file) return;
    if (!isExport(file)) return this.#readSheet(file, file.name, "file");
    try {
      const document = await importDocument(file);
      this.#problems = [];
      this.#step = { at: "document", document };
      this.#show("document-title");
    } catch (problem) {
      this.#unreadable(problem, "file");
    }
  }

  #readPasted() {
    if (this.#pasted.trim() === "") {
      return this.#complain([{ field: "paste", message: t("contracts.enter.rows") }]);
    }
    return this.#readSheet(this.#pasted, t("contracts.pasted_rows"), "paste");
  }

  async #readSheet(sheet: Blob | string, what: string, field: string) {
    this.#stopReading();
    this.#problems = [];
    this.#told = "";
    this.#isLeavingOut = false;
    const turn = this.#turn;
    this.#step = { at: "reading", what, share: 0 };
    this.#show("cancel-reading");
    try {
      const known = await knownCodes(this.engine);
      if (turn !== this.#turn) return;
      this.#reader = new SheetReader((share) => {
        if (this.#step.at === "reading") this.#step = { at: "reading", what, share };
        this.requestUpdate();
      });
      const reading = await this.#reader.open(sheet, known);
      if (turn !== this.#turn) return;
      this.#step = { at: "sheet", reading, source: what, isReadingAgain: false };
      if (this.#details.name === "" && sheet instanceof File) {
        this.#details = { ...this.#details, name: nameOf(what) };
      }
      this.#show("sheet-title");
    } catch (problem) {
      if (turn === this.#turn) this.#unreadable(problem, field);
    }
  }

  #unreadable(problem: unknown, field: string) {
    const words =
      problem instanceof UnreadableFile ? say(problem.sentence) : t("contracts.unreadable.file");
    this.#start();
    this.#complain([{ field, message: words }]);
  }

  async #readAgain(layout: Layout) {
    const step = this.#step;
    if (step.at !== "sheet" || !this.#reader) return;
    const turn = ++this.#turn;
    // What was chosen shows at once; the rows follow.
    this.#step = { ...step, reading: { ...step.reading, layout }, isReadingAgain: true };
    this.requestUpdate();
    try {
      const reading = await this.#reader.readAs(layout);
      if (turn !== this.#turn) return;
      this.#problems = [];
      this.#step = { ...step, reading, isReadingAgain: false };
      this.requestUpdate();
    } catch (problem) {
      if (turn === this.#turn) this.#unreadable(problem, "file");
    }
  }

  /** The contract as it stands in the panel, or what it lacks. */
  #document(): { document?: ContractDocument; problems: readonly Problem[] } {
    const step = this.#step;
    if (step.at === "document") return { document: step.document, problems: [] };
    const typed = step.at === "sheet" ? undefined : rowsOfRates(this.#rates);
    const ofRows =
      step.at === "sheet"
        ? problemsOfSheet(step.reading, this.#isLeavingOut)
        : (typed?.problems ?? []);
    const problems = [...ofRows, ...problemsOfDetails(this.#details)];
    if (problems.length > 0) return { problems };
    const rows = step.at === "sheet" ? step.reading.rows : (typed?.rows ?? []);
    const source = step.at === "sheet" ? step.source : t("contracts.typed_by_hand");
    const { payer, isOwnPayer } = this.#details;
    const isBeside = isOwnPayer || hasPublishedAmounts(this.#view(), payer);
    const document = documentOf({ ...this.#details, isOwnPayer: isBeside }, rows, source);
    const overlap = problemOfOverlap(document, this.shelf.contracts);
    return overlap.length > 0 ? { problems: overlap } : { document, problems };
  }

  async #add(isToSave: boolean) {
    const { document, problems } = this.#document();
    if (!document) return this.#complain(problems);
    const { errors, notSaved } = await this.shelf.add(document, { isToSave });
    if (errors.length > 0) {
      return this.#complain(problemsOfEngine(errors, document, this.#step.at === "start"));
    }
    const kept = t(isToSave ? "contracts.told.saved" : "contracts.told.in_use");
    this.#told = `${addedInWords(document, rowCount(document))} ${
      notSaved === undefined ? kept : t("contracts.told.not_saved", { reason: notSaved })
    }`;
    this.#problems = [];
    this.#deleted = undefined;
    this.#details = NO_DETAILS;
    this.#rates = NO_RATES;
    this.#pasted = "";
    this.#start("told");
  }

  async #delete(contract: Contract) {
    await this.shelf.remove(contract);
    this.#deleted = contract;
    this.#told = "";
    this.#show("undo");
  }

  async #undoDelete() {
    const contract = this.#deleted;
    if (!contract) return;
    this.#deleted = undefined;
    const { errors, notSaved } = await this.shelf.add(contract.document, {
      isToSave: contract.isSaved,
    });
    this.#told =
      errors.length > 0
        ? (errors[0]?.message ?? "")
        : t(notSaved === undefined ? "contracts.told.back" : "contracts.told.back_for_visit", {
            title: titleOf(contract.document),
          });
    this.#show(deleteId(contract));
  }

  #export({ document }: Contract) {
    const file = new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: "application/json" });
    const link = this.ownerDocument.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = fileNameOf(document).replace("contracts/", "");
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  }

  #goTo(id: string) {
    const target = this.renderRoot.querySelector<HTMLElement>(`#${id}`);
    target?.focus();
    target?.closest(".field, .row-problems")?.scrollIntoView({ block: "start" });
  }

  #view(): ContractsView {
    return {
      reference: this.reference,
      contracts: this.shelf.contracts,
      step: this.#step,
      way: this.#way,
      pasted: this.#pasted,
      rates: this.#rates,
      details: this.#details,
      isLeavingOut: this.#isLeavingOut,
      problems: this.#problems,
      told: this.#told,
      deleted: this.#deleted,
      chooseWay: (way) => {
        this.#way = way;
        this.#problems = [];
        if (way === "rates" && this.#rates === NO_RATES) {
          this.#rates = { ...NO_RATES, year: this.reference.years.at(-1) ?? "" };
        }
        this.#show();
      },
      readFile: (file) => void this.#readFile(file),
      setPasted: (text) => {
        this.#pasted = text;
        this.#show();
      },
      readPasted: () => void this.#readPasted(),
      setRates: (changes) => {
        this.#rates = { ...this.#rates, ...changes };
        this.#show();
      },
      setLayout: (layout) => void this.#readAgain(layout),
      setDetails: (changes) => {
        this.#details = { ...this.#details, ...changes };
        this.#show();
      },
      setLeavingOut: (isLeavingOut) => {
        this.#isLeavingOut = isLeavingOut;
        this.#show();
      },
      cancel: () => {
        this.#problems = [];
        this.#start(`way-${this.#way}`);
      },
      add: (isToSave) => void this.#add(isToSave),
      exportContract: (contract) => this.#export(contract),
      deleteContract: (contract) => void this.#delete(contract),
      undoDelete: () => void this.#undoDelete(),
      goTo: (id) => this.#goTo(id),
    };
  }

  override render() {
    if (!this.shelf) return nothing;
    const view = this.#view();
    return html`<div class="panel-body">
      ${contractList(view)} ${problemSummary(view)} ${stepOf(view)}
    </div>`;
  }
}

function stepOf(view: ContractsView) {
  const { step } = view;
  if (step.at === "sheet") return sheetStep(view, step);
  if (step.at === "start") return waysIn(view);
  if (step.at === "reading") {
    return html`<div class="reading">
      <label for="progress">${t("contracts.reading", { what: step.what })}</label>
      <progress id="progress" max="1" .value=${step.share}></progress>
      <button type="button" id="cancel-reading" class="quiet" @click=${view.cancel}>${t("contracts.cancel")}</button>
    </div>`;
  }
  const { document } = step;
  return html`<h4 id="document-title" tabindex="-1">
      ${t("contracts.as_exported", { title: titleOf(document) })}
    </h4>
    <p class="hint">${addedInWords(document, rowCount(document))}</p>
    ${takeUp(view, fileNameOf(document).replace(/^contracts\/|\.json$/g, ""))}`;
}

function problemSummary(view: ContractsView) {
  if (view.problems.length === 0) return nothing;
  const go = (field: string) => (event: Event) => {
    event.preventDefault();
    view.goTo(field);
  };
  return html`<div class="error-summary" role="alert">
    <h4 id="problems-title" tabindex="-1">${t("contracts.problem")}</h4>
    <ul>
      ${view.problems.map(
        ({ field, message }) => html`<li>
          ${field ? html`<a href="#${field}" @click=${go(field)}>${message}</a>` : message}
        </li>`,
      )}
    </ul>
  </div>`;
}

/** "Blue Plan 2026" of "Blue_Plan-2026.xlsx". */
function nameOf(file: string): string {
  return file
    .replace(/\.\w{1,5}$/, "")
    .replace(/[_-]+/g, " ")
    .trim()
    .slice(0, 80);
}

customElements.define("cpt-contracts", CptContracts);
