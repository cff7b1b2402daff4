import { html, LitElement, unsafeCSS } from "lit";
import type { Engine } from "#engine";
import controls from "../common/controls.css?inline";
import { MEDICARE } from "../common/names.ts";
import type { Problem } from "../common/problems.ts";
import { exampleDay, loadReference, type Reference } from "../common/reference.ts";
import type { ContractLibrary } from "../contracts/library.ts";
import { isAnythingSaved } from "../contracts/saved.ts";
import type { Estimate, EstimateRequest } from "../generated/contract.ts";
import { exampleSession, type MemberEntry, type SessionForm, sizeOf } from "./form.ts";
import { panelOf } from "./member-details.ts";
import { errorSummary, figuresAtHand, spokenSummary } from "./notices.ts";
import { loadPayerTables, type PayerTables } from "./payer-tables.ts";
import { problemsOf, readForm } from "./request.ts";
import { claims, results } from "./results.ts";
import roster from "./roster.css?inline";
import { sessionForm } from "./session-form.ts";
import type { EstimatorView, SplitZip, Standing, Undo } from "./view.ts";

/** How long figures rest before they are read out. */
const SETTLED_MS = 700;
/** Long enough for a press that left a field to end where it began, before an error moves things. */
const PRESS_MS = 200;
/** An empty form shown for less than this would only delay the full one. */
const PATIENCE_MS = 400;

/**
 * Prices a group session while it is described. Holds the form and the last answer; every figure it
 * shows was computed by the engine.
 *
 * `data-state` is "loading" until the figures belong to the form, "ready" when they do, "error" when
 * they cannot.
 */
export class CptRoster extends LitElement {
  static override styles = [unsafeCSS(controls), unsafeCSS(roster)];

  /** Set before the element is defined. */
  static loadEngine: () => Promise<Engine>;

  /** The last request priced. */
  request: EstimateRequest | undefined;

  #firstAnswer: Promise<unknown> | undefined;
  #engine: Engine | undefined;
  #reference: Reference | undefined;
  #form: SessionForm = exampleSession("");
  #size = 0;
  #estimate: Estimate | undefined;
  #problems: Problem[] = [];
  #failure: string | undefined;
  #standing: Standing = "pending";
  #splitZip: SplitZip | undefined;
  #undo: Undo | undefined;
  #opening: Promise<ContractLibrary> | undefined;
  #library: ContractLibrary | undefined;
  #hasPanel = false;
  #contractsFailure: string | undefined;
  #tables = new Map<string, PayerTables>();
  #open = new Set<string>();
  /** Id of what gets the focus once it is there. */
  #focusNext: string | undefined;
  #typedIn: string | undefined;
  #isFirstShowing = true;
  #turn = 0;
  #frame = 0;
  #settled = 0;

  override connectedCallback() {
    super.connectedCallback();
    window.addEventListener("beforeprint", this.#openForPrint);
    window.addEventListener("afterprint", this.#closeAfterPrint);
    this.#firstAnswer ??= Promise.race([
      this.#start(),
      new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
    ]);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener("beforeprint", this.#openForPrint);
    window.removeEventListener("afterprint", this.#closeAfterPrint);
  }

  protected override createRenderRoot() {
    const root = super.createRenderRoot();
    // Focus that moves from one of our controls to another is not heard of outside the root.
    root.addEventListener("focusout", this.#finishTyping);
    return root;
  }

  protected override async scheduleUpdate() {
    await this.#firstAnswer;
    super.scheduleUpdate();
  }

  async #start() {
    this.#become("pending");
    this.#failure = undefined;
    try {
      const engine = this.#engine ?? (await CptRoster.loadEngine());
      this.#reference ??= await loadReference(engine);
      this.#engine = engine;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      return this.#become("outdated");
    }
    if (this.#form.date === "") this.#form = exampleSession(exampleDay(this.#reference));
    await this.#price();
  }

  protected override updated() {
    this.#moveFocus();
    if (!this.#estimate || !this.#isFirstShowing) return;
    performance.mark("first-estimate");
    this.#isFirstShowing = false;
    setTimeout(() => this.requestUpdate());
    void this.#restoreContracts();
  }

  async #price() {
    if (!this.#engine) return this.#become("outdated");
    const turn = ++this.#turn;
    const reading = readForm(this.#form);
    this.#size = sizeOf(this.#form.size) ?? this.#size;
    if ("problems" in reading) return this.#refuse(reading.problems);

    const response = await this.#engine.estimate(reading.request);
    if (turn !== this.#turn) return;
    this.request = reading.request;
    if (response.status === "error") return this.#refuse(problemsOf(response.errors, this.#form));
    this.#accept(response);
  }

  #accept(estimate: Estimate) {
    this.#estimate = estimate;
    this.#problems = [];
    const { zip, neighbouring_localities: neighbours, locality, locality_name, state } = estimate;
    if (zip !== undefined) {
      const own = { locality, name: locality_name, state };
      const others = neighbours?.filter((neighbour) => neighbour.locality !== locality) ?? [];
      this.#splitZip = neighbours && { zip, localities: [own, ...others] };
    }
    this.#become("current");
    void this.#lookAtTables();
    this.#readOut(spokenSummary(estimate));
  }

  /** What payers' tables offer to choose from is known once they have priced something. */
  async #lookAtTables() {
    const engine = this.#engine;
    const reference = this.#reference;
    if (!engine || !reference) return;
    const contracts = this.#library?.contracts ?? [];
    for (const { payer } of this.#estimate?.claims ?? []) {
      if (payer === MEDICARE || this.#tables.has(payer)) continue;
      const tables = await loadPayerTables(engine, reference, payer, contracts).catch(
        () => undefined,
      );
      if (!tables) continue;
      this.#tables.set(payer, tables);
      this.requestUpdate();
    }
  }

  async #restoreContracts() {
    if (await isAnythingSaved()) await this.#openLibrary().catch(() => {});
  }

  /** Once; a part of the page that could not be fetched is asked for again. */
  async #openLibrary() {
    const engine = this.#engine;
    if (!engine) throw new Error("the calculator has not started");
    this.#opening ??= import("../contracts/library.ts").then(({ openLibrary }) =>
      openLibrary(engine, () => this.#contractsChanged()),
    );
    this.#opening.catch(() => {
      this.#opening = undefined;
    });
    this.#library = await this.#opening;
    this.#contractsChanged();
  }

  async #openContracts() {
    this.#contractsFailure = undefined;
    try {
      await Promise.all([this.#openLibrary(), import("../contracts/cpt-contracts.ts")]);
      this.#hasPanel = true;
    } catch (problem) {
      this.#contractsFailure = problem instanceof Error ? problem.message : String(problem);
    }
    this.requestUpdate();
  }

  #contractsChanged() {
    this.#tables.clear();
    this.requestUpdate();
    void this.#price();
  }

  /** A field that is still being typed in is not yet wrong. */
  #refuse(problems: Problem[]) {
    this.#problems = problems.filter(({ field }) => field === "" || field !== this.#typedIn);
    this.#become(this.#problems.length > 0 ? "outdated" : "pending");
  }

  #become(standing: Standing) {
    this.#standing = standing;
    this.dataset.state = { current: "ready", pending: "loading", outdated: "error" }[standing];
    this.requestUpdate();
  }

  #readOut(summary: string) {
    clearTimeout(this.#settled);
    this.#settled = window.setTimeout(() => {
      const status = this.renderRoot.querySelector("[role=status]");
      if (status) status.textContent = summary;
    }, SETTLED_MS);
  }

  #change(form: SessionForm, typedIn?: string, undo?: Undo) {
    this.#form = form;
    this.#typedIn = typedIn;
    this.#undo = undo;
    this.#focusNext = undefined;
    this.dataset.state = "loading";
    this.requestUpdate();
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      void this.#price();
    });
  }

  #finishTyping = () => {
    if (this.#typedIn === undefined) return;
    const left = this.#typedIn;
    window.setTimeout(() => {
      if (this.#typedIn !== left || this.#standing === "current") return;
      this.#typedIn = undefined;
      void this.#price();
    }, PRESS_MS);
  };

  async #goTo(id: string) {
    const panel = panelOf(id);
    if (panel) this.#setOpen(panel, true);
    await this.updateComplete;
    const target = this.renderRoot.querySelector<HTMLElement>(`#${id}`);
    for (let box = target?.closest("details"); box; box = box.parentElement?.closest("details")) {
      box.open = true;
    }
    target?.focus();
    target?.closest(".field, tbody, .card, .results")?.scrollIntoView({ block: "start" });
  }

  #setOpen(id: string, isOpen: boolean) {
    if (this.#open.has(id) === isOpen) return;
    if (isOpen) this.#open.add(id);
    else this.#open.delete(id);
    this.requestUpdate();
  }

  /** What was pressed is gone once it has done its work; focus goes where the work shows. */
  #moveFocus() {
    const target =
      this.#focusNext && this.renderRoot.querySelector<HTMLElement>(`#${this.#focusNext}`);
    if (!target) return;
    this.#focusNext = undefined;
    target.focus();
  }

  #openedForPrint: HTMLDetailsElement[] = [];

  #openForPrint = () => {
    const closed = ":is(.shared-receipt, .print-open):not([open])";
    this.#openedForPrint = [...this.renderRoot.querySelectorAll<HTMLDetailsElement>(closed)];
    for (const box of this.#openedForPrint) box.open = true;
  };

  #closeAfterPrint = () => {
    for (const box of this.#openedForPrint) box.open = false;
  };

  #view(): EstimatorView {
    const form = this.#form;
    const withMembers = (change: (entry: MemberEntry, index: number) => MemberEntry) => ({
      ...form,
      members: form.members.map(change),
    });
    return {
      form,
      size: this.#size,
      reference: this.#reference,
      estimate: this.#estimate,
      standing: this.#standing,
      problems: this.#problems,
      failure: this.#failure,
      isFirstShowing: this.#isFirstShowing,
      splitZip: this.#splitZip,
      undo: this.#undo,
      contracts: this.#library?.contracts ?? [],
      ownContracts:
        this.#hasPanel && this.#library && this.#engine
          ? { engine: this.#engine, shelf: this.#library }
          : undefined,
      contractsFailure: this.#contractsFailure,
      tables: this.#tables,
      open: this.#open,
      change: (changes, typedIn) => this.#change({ ...form, ...changes }, typedIn),
      changeMember: (changed, changes, typedIn) =>
        this.#change(
          withMembers((entry, index) => (index === changed ? { ...entry, ...changes } : entry)),
          typedIn,
        ),
      changeAllMembers: (changes) =>
        this.#change(withMembers((entry) => ({ ...entry, ...changes }))),
      amend: (change, undo) => {
        this.#change(withMembers(change), undefined, { ...undo, form });
        this.#focusNext = "undo";
      },
      takeBack: () => {
        const undo = this.#undo;
        if (!undo) return;
        this.#change(undo.form);
        this.#focusNext = undo.backTo;
      },
      setOpen: (id, isOpen) => this.#setOpen(id, isOpen),
      goTo: (id) => void this.#goTo(id),
      reset: () => {
        if (this.#reference) this.#change(exampleSession(exampleDay(this.#reference)));
      },
      retry: () => void this.#start(),
      openContracts: () => void this.#openContracts(),
    };
  }

  override render() {
    const view = this.#view();
    return html`<div class="layout">
      <div class="notices">${errorSummary(view)}</div>
      <div class="controls">${sessionForm(view)} ${figuresAtHand(view)}</div>
      ${results(view)} ${claims(view)}
      <p class="visually-hidden" role="status"></p>
    </div>`;
  }
}
