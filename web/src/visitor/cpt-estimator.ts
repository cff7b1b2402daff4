import { html, LitElement, nothing, type PropertyValues, unsafeCSS } from "lit";
import type { Engine } from "#engine";
import controlStyles from "../common/controls.css?inline";
import { errorSummary } from "../common/error-summary.ts";
import { ZIP_TABLE } from "../common/example-place.ts";
import { t } from "../common/i18n.ts";
import type { Problem } from "../common/problems.ts";
import { exampleDay, loadReference, type Reference } from "../common/reference.ts";
import type { ContractError, Estimate, EstimateRequest } from "../generated/contract.ts";
import { answer, explanation } from "./answer.ts";
import { figuresAtHand, spokenSummary } from "./at-hand.ts";
import { controls } from "./controls.ts";
import type { Figures } from "./figures.ts";
import {
  exampleForm,
  NATIONAL_MEDICAID,
  type PayerKind,
  payersFor,
  problemsIn,
  requestOf,
  type VisitorForm,
} from "./form.ts";
import { fragmentOf, readForm } from "./link.ts";
import { pictures } from "./pictures.ts";
import type { VisitorView } from "./view.ts";
import visitorStyles from "./visitor.css?inline";
import { waitlistAddress } from "./waitlist-address.ts";

/** How long figures rest before they are read out and the address is brought up to date. */
const SETTLED_MS = 700;
/** What is said for less than this is not read. */
const PATIENCE_MS = 400;
const COPIED_MS = 6000;

/**
 * What a session pays, for somebody who looks in: a few questions, and at once what it brings for each
 * patient, in a session, a month and a year. Every figure was computed by the engine.
 *
 * `data-state` is "loading" until the figures belong to the form, "ready" when they do, "error" when
 * they cannot.
 *
 * @attr code - the CPT code to price; 90853 where absent
 * @attr waitlist - an https address that takes the form of a waitlist; no form where absent
 * @attr roster - where the page of the roster is; no link to it where absent
 * @slot action - the host's own call to action
 */
export class CptEstimator extends LitElement {
  static override styles = [unsafeCSS(controlStyles), unsafeCSS(visitorStyles)];
  static override properties = {
    code: { type: String },
    waitlist: { type: String },
    roster: { type: String },
  };

  /** Set before the element is defined. */
  static loadEngine: () => Promise<Engine>;

  declare code: string;
  declare waitlist: string;
  declare roster: string;

  /** The last request priced. */
  request: EstimateRequest | undefined;

  #firstAnswer: Promise<unknown> | undefined;
  #engine: Engine | undefined;
  #reference: Reference | undefined;
  #form: VisitorForm | undefined;
  /** Where the patients are, as far as is known. */
  #state = "";
  /** Benchmarks that turned out to rest on few observations. */
  readonly #thin = new Set<string>();
  #estimate: Estimate | undefined;
  #isCurrent = false;
  #problems: Problem[] = [];
  #failure: string | undefined;
  #figures: Figures | undefined;
  #figuresFailure: string | undefined;
  #isWatched = false;
  #said: string | undefined;
  #typedIn: string | undefined;
  #isFirstShowing = true;
  #turn = 0;
  #frame = 0;
  #settled = 0;
  #watcher: IntersectionObserver | undefined;

  constructor() {
    super();
    this.code = "90853";
    this.waitlist = "";
    this.roster = "";
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#firstAnswer ??= Promise.race([
      this.#start(),
      new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
    ]);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#watcher?.disconnect();
    this.#watcher = undefined;
  }

  protected override createRenderRoot() {
    const root = super.createRenderRoot();
    root.addEventListener("focusout", () => {
      if (this.#typedIn === undefined) return;
      this.#typedIn = undefined;
      void this.#price();
    });
    return root;
  }

  protected override async scheduleUpdate() {
    await this.#firstAnswer;
    super.scheduleUpdate();
  }

  async #start() {
    this.#become("loading");
    this.#failure = undefined;
    try {
      const engine = this.#engine ?? (await CptEstimator.loadEngine());
      this.#reference ??= await loadReference(engine);
      this.#engine = engine;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      return this.#become("error");
    }
    const example = exampleForm(this.code, exampleDay(this.#reference));
    this.#form ??= readForm(location.hash, example, this.#reference);
    await this.#price();
  }

  protected override updated(_changed: PropertyValues) {
    this.#watch();
    if (!this.#estimate || !this.#isFirstShowing) return;
    performance.mark("first-estimate");
    this.#isFirstShowing = false;
    setTimeout(() => this.requestUpdate());
  }

  /** The pictures are asked for once somebody comes near them. */
  #watch() {
    const place = this.renderRoot.querySelector(".pictures");
    if (!place || this.#watcher) return;
    this.#watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#watcher?.disconnect();
        this.#isWatched = true;
        void this.#draw();
      },
      { rootMargin: "100px" },
    );
    this.#watcher.observe(place);
  }

  async #price(): Promise<void> {
    const engine = this.#engine;
    const reference = this.#reference;
    const form = this.#form;
    if (!engine || !reference || !form) return this.#become("error");
    const turn = ++this.#turn;
    const problems = problemsIn(form);
    if (problems.length > 0) return this.#refuse(problems);
    const request = requestOf(form, this.#payers(reference));
    const response = await engine.estimate(request);
    if (turn !== this.#turn) return;
    this.request = request;
    if (response.status === "error") return this.#refuse(problemsOf(response.errors));
    if (this.#learns(response) && form.mix.medicaid > 0) return this.#price();
    this.#estimate = response;
    this.#problems = [];
    this.#become("ready");
    this.#settle(response);
    if (this.#isWatched) void this.#draw();
  }

  #payers(reference: Reference): Record<PayerKind, string> {
    return payersFor(this.#state, reference, this.#thin);
  }

  /** Where the patients are and how good a benchmark is, only an answer says; whether it was news. */
  #learns({ state, claims }: Estimate): boolean {
    const known = this.#thin.size;
    const hasMoved = state !== this.#state;
    this.#state = state;
    for (const { payer, lines } of claims) {
      const isThin = lines.some(({ priced_by }) => priced_by?.low_sample);
      if (isThin && payer.startsWith(`${NATIONAL_MEDICAID}-`)) this.#thin.add(payer);
    }
    return hasMoved || this.#thin.size > known;
  }

  async #draw() {
    const engine = this.#engine;
    const form = this.#form;
    if (!engine || !form || !this.#reference || !this.#isCurrent) return;
    const turn = this.#turn;
    try {
      const [{ loadFigures }] = await Promise.all([
        import("./figures.ts"),
        import("../charts/cpt-chart.ts"),
      ]);
      const figures = await loadFigures(engine, form, this.#payers(this.#reference));
      if (turn !== this.#turn) return;
      this.#figures = figures;
      this.#figuresFailure = undefined;
    } catch (problem) {
      this.#figuresFailure = problem instanceof Error ? problem.message : String(problem);
    }
    this.requestUpdate();
  }

  /** A field that is still being typed in is not yet wrong. */
  #refuse(problems: Problem[]) {
    this.#problems = problems.filter(({ field }) => field === "" || field !== this.#typedIn);
    this.#become(this.#problems.length > 0 ? "error" : "loading");
  }

  #become(state: "loading" | "ready" | "error") {
    this.#isCurrent = state === "ready";
    this.dataset.state = state;
    this.requestUpdate();
  }

  #settle(estimate: Estimate) {
    clearTimeout(this.#settled);
    this.#settled = window.setTimeout(() => {
      const status = this.renderRoot.querySelector("#status");
      if (status) status.textContent = spokenSummary(estimate);
    }, SETTLED_MS);
  }

  #change(changes: Partial<VisitorForm>, typedIn?: string) {
    if (!this.#form) return;
    this.#form = { ...this.#form, ...changes };
    this.#typedIn = typedIn;
    this.dataset.state = "loading";
    this.requestUpdate();
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      void this.#price();
    });
  }

  async #copyLink() {
    const form = this.#form;
    if (!form) return;
    const address = new URL(location.href);
    address.hash = fragmentOf(form, this.#payers(this.#reference as Reference));
    history.replaceState(history.state, "", address);
    try {
      await navigator.clipboard.writeText(address.href);
      this.#say(t("visitor.copied"));
    } catch {
      this.#say(t("visitor.copy_yourself"));
    }
  }

  #say(words: string) {
    this.#said = words;
    this.requestUpdate();
    setTimeout(() => {
      this.#said = undefined;
      this.requestUpdate();
    }, COPIED_MS);
  }

  #view(form: VisitorForm): VisitorView {
    const reference = this.#reference;
    const payers = reference && this.#payers(reference);
    return {
      form,
      payers,
      reference,
      estimate: this.#estimate,
      isCurrent: this.#isCurrent,
      problems: this.#problems,
      failure: this.#failure,
      figures: this.#figures,
      figuresFailure: this.#figuresFailure,
      said: this.#said,
      rosterAddress: this.roster && payers ? `${this.roster}${fragmentOf(form, payers)}` : "",
      waitlist: waitlistAddress(this.waitlist),
      change: (changes, typedIn) => this.#change(changes, typedIn),
      expectZip: () => void this.#engine?.file(ZIP_TABLE).catch(() => {}),
      setMix: (mix) => mix && this.#change({ mix }),
      goTo: (id) => {
        const target = this.renderRoot.querySelector<HTMLElement>(`#${id}`);
        target?.focus();
        target?.scrollIntoView({ block: "center" });
      },
      copyLink: () => void this.#copyLink(),
      reset: () => {
        if (reference) this.#change(exampleForm(this.code, exampleDay(reference)));
      },
      retry: () => void this.#start(),
    };
  }

  /** Absent where the host has set no address for it. */
  #waitlistForm({ waitlist }: VisitorView) {
    if (!waitlist) return nothing;
    void import("./cpt-waitlist.ts");
    return html`<cpt-waitlist class="waitlist-place no-print" .address=${waitlist}></cpt-waitlist>`;
  }

  override render() {
    // Half a form would only make the rest jump once it is there.
    if (!this.#estimate && this.#failure === undefined && this.#problems.length === 0) {
      return html`<p class="hint">${t("visitor.loading")}</p>`;
    }
    const view = this.#view(this.#form ?? exampleForm(this.code, ""));
    return html`<div class="layout">
      <div class="notices">${errorSummary(view)}</div>
      ${answer(view)}
      <div class="controls">${controls(view)} ${figuresAtHand(view)}</div>
      ${explanation(view)}
      <div class="action no-print"><slot name="action"></slot></div>
      ${this.#isFirstShowing ? nothing : [pictures(view), this.#waitlistForm(view)]}
      <p class="visually-hidden" role="status" id="status"></p>
    </div>`;
  }
}

const FIELDS: Record<string, string> = {
  "/zip": "zip",
  "/locality": "zip",
  "/service/date": "",
  "/clinician/type": "clinician",
};

function problemsOf(errors: readonly ContractError[]): Problem[] {
  return errors.map(({ path, message }) => ({ field: FIELDS[path] ?? "", message }));
}
