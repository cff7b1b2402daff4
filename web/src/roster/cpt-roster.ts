import { html, LitElement, unsafeCSS } from "lit";
import type { Engine } from "#engine";
import controls from "../common/controls.css?inline";
import { errorSummary } from "../common/error-summary.ts";
import { ZIP_TABLE } from "../common/example-place.ts";
import { readFragment } from "../common/fragment.ts";
import { t } from "../common/i18n.ts";
import { MEDICARE } from "../common/names.ts";
import type { Problem } from "../common/problems.ts";
import { exampleDay, loadReference, type Reference } from "../common/reference.ts";
import type { ContractLibrary } from "../contracts/library.ts";
import { isAnythingSaved } from "../contracts/saved.ts";
import type { Claim, Estimate, EstimateRequest } from "../generated/contract.ts";
import type { Layout } from "./columns.ts";
import { pasteCells } from "./files/file-actions.ts";
import {
  exampleSession,
  LIKE_THE_GROUP,
  type MemberEntry,
  MOST_MEMBERS,
  resized,
  type SessionForm,
  sizeOf,
} from "./form.ts";
import { sessionFrom } from "./handover.ts";
import { History } from "./history.ts";
import { rosterKey } from "./keyboard.ts";
import { panelOf } from "./member-details.ts";
import { memberName } from "./member-name.ts";
import { menus, placeBeside } from "./menus.ts";
import { figuresAtHand, spokenSummary } from "./notices.ts";
import { loadPayerTables, type PayerTables } from "./payer-tables.ts";
import { problemsOf, readForm } from "./request.ts";
import { results } from "./results.ts";
import roster from "./roster.css?inline";
import { sessionForm } from "./session-form.ts";
import { stepInWords } from "./step-words.ts";
import type { Amendment, Menu, RosterView, SplitZip, Standing } from "./view.ts";

/** How long figures rest before they are read out. */
const SETTLED_MS = 700;
/** Long enough for a press that left a field to end where it began, before an error moves things. */
const PRESS_MS = 200;
/** An empty form shown for less than this would only delay the full one. */
const PATIENCE_MS = 400;
/** From here the members are a table, from there with every amount; in the page's own text size. */
const TABLE_REM = 70;
const WIDE_REM = 88;

/** New claims, with those kept that say the same as before: what they show need not be made again. */
function keepEqual(claims: readonly Claim[], before: readonly Claim[] = []): Claim[] {
  return claims.map((claim, index) => {
    const old = before[index];
    return old && JSON.stringify(old) === JSON.stringify(claim) ? old : claim;
  });
}

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
  #history = new History();
  /** Of the group's end, as long as the page is open. */
  #removed: MemberEntry[] = [];
  #typedSize: string | undefined;
  #layout: Layout = "cards";
  #estimate: Estimate | undefined;
  #problems: Problem[] = [];
  #failure: string | undefined;
  #standing: Standing = "pending";
  #splitZip: SplitZip | undefined;
  #amendment: Amendment | undefined;
  #menu: Menu | undefined;
  #opener: HTMLElement | undefined;
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
  #below: RosterView["below"];
  #turn = 0;
  #frame = 0;
  #settled = 0;
  #toSay = "";
  #sizes = new ResizeObserver(() => this.#fitLayout());

  override connectedCallback() {
    super.connectedCallback();
    this.#fitLayout();
    this.#sizes.observe(this);
    window.addEventListener("keydown", this.#onKey);
    this.#firstAnswer ??= Promise.race([
      this.#start(),
      new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
    ]);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    window.removeEventListener("keydown", this.#onKey);
  }

  protected override createRenderRoot() {
    const root = super.createRenderRoot();
    // Focus that moves from one of our controls to another is not heard of outside the root.
    root.addEventListener("focusout", this.#finishTyping);
    root.addEventListener("paste", (event) => pasteCells(this.#view(), event as ClipboardEvent));
    return root;
  }

  /** Cards or a table: not by style alone, for what stands in the row is not asked for again. */
  #fitLayout() {
    const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const rem = this.getBoundingClientRect().width / root;
    const layout = rem >= WIDE_REM ? "wide" : rem >= TABLE_REM ? "table" : "cards";
    if (layout === this.#layout) return;
    this.#layout = layout;
    this.requestUpdate();
  }

  protected override async scheduleUpdate() {
    await this.#firstAnswer;
    super.scheduleUpdate();
  }

  #example(reference: Reference): SessionForm {
    return exampleSession(exampleDay(reference));
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
    if (this.#form.date === "") {
      const handover = readFragment(location.hash);
      this.#form = sessionFrom(handover, this.#reference, this.#example(this.#reference));
    }
    await this.#price();
  }

  protected override updated() {
    this.#moveFocus();
    if (!this.#estimate || !this.#isFirstShowing) return;
    performance.mark("first-estimate");
    this.#isFirstShowing = false;
    setTimeout(() => this.requestUpdate());
    void this.#restoreContracts();
    void this.#fetchBelow();
  }

  /** Again with the next figures, where it could not be fetched. */
  async #fetchBelow() {
    try {
      this.#below = (await import("./below-the-table.ts")).belowTheTable;
      this.requestUpdate();
    } catch {
      this.#below = undefined;
    }
  }

  async #price() {
    if (!this.#engine) return this.#become("outdated");
    const turn = ++this.#turn;
    const reading = readForm(this.#form, this.#typedSize);
    if ("problems" in reading) return this.#refuse(reading.problems);

    const response = await this.#engine.estimate(reading.request);
    if (turn !== this.#turn) return;
    this.request = reading.request;
    if (response.status === "error") return this.#refuse(problemsOf(response.errors, this.#form));
    this.#accept(response);
  }

  #accept(estimate: Estimate) {
    this.#estimate = { ...estimate, claims: keepEqual(estimate.claims, this.#estimate?.claims) };
    this.#problems = [];
    const { zip, neighbouring_localities: neighbours, locality, locality_name, state } = estimate;
    if (zip !== undefined) {
      const own = { locality, name: locality_name, state };
      const others = neighbours?.filter((neighbour) => neighbour.locality !== locality) ?? [];
      this.#splitZip = neighbours && { zip, localities: [own, ...others] };
    }
    this.#become("current");
    if (!this.#below && !this.#isFirstShowing) void this.#fetchBelow();
    void this.#lookAtTables();
    this.#readOut(spokenSummary(estimate));
  }

  #announce(words: string) {
    this.#toSay = words;
    this.#readOut("");
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
    if (!engine) throw new Error(t("roster.not_started"));
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
      if (status) status.textContent = [this.#toSay, summary].filter(Boolean).join(" ");
      this.#toSay = "";
    }, SETTLED_MS);
  }

  #change(form: SessionForm, typedIn?: string, amendment?: Amendment) {
    this.#history.keep(this.#form, typedIn);
    this.#show(form, typedIn, amendment);
  }

  #show(form: SessionForm, typedIn?: string, amendment?: Amendment) {
    if (form.members.length !== this.#form.members.length && typedIn !== "size") {
      this.#typedSize = undefined;
    }
    this.#form = form;
    this.#typedIn = typedIn;
    this.#amendment = amendment;
    this.#focusNext = amendment && (amendment.focus ?? "take-back");
    if (amendment) this.#announce(amendment.words);
    this.dataset.state = "loading";
    this.requestUpdate();
    // What was typed is painted first; the figures follow.
    this.#frame ||= requestAnimationFrame(() => {
      setTimeout(() => {
        this.#frame = 0;
        void this.#price();
      });
    });
  }

  #setSize(text: string) {
    const size = sizeOf(text);
    this.#typedSize = size === undefined ? text : undefined;
    const fitted = resized(this.#form.members, size ?? this.#form.members.length, this.#removed);
    this.#removed = fitted.removed;
    this.#change({ ...this.#form, members: fitted.members }, "size");
  }

  /** Puts `added` in place of `removed` members at `index`; what is unfolded moves along. */
  #splice(index: number, removed: number, added: MemberEntry[], amendment: Amendment) {
    const members = this.#form.members.toSpliced(index, removed, ...added);
    const shift = added.length - removed;
    const moved = [...this.#open].flatMap((id) => {
      const [, name, position, rest = ""] = /^(\w+)-(\d+)(.*)$/.exec(id) ?? [];
      const at = Number(position);
      if (position === undefined || at < index) return [id];
      return at < index + removed ? [] : [`${name}-${at + shift}${rest}`];
    });
    this.#open = new Set(moved);
    this.#change({ ...this.#form, members }, undefined, amendment);
  }

  #addMember() {
    const [entry = LIKE_THE_GROUP, ...removed] = this.#removed;
    this.#removed = removed;
    const at = this.#form.members.length;
    if (at >= MOST_MEMBERS) return;
    const words = t("roster.done.added", { count: at + 1 });
    this.#splice(at, 0, [entry], { words, where: "", backTo: "add", focus: `alias-${at}` });
  }

  #duplicateMember(index: number) {
    const entry = this.#form.members[index];
    if (!entry || this.#form.members.length >= MOST_MEMBERS) return;
    const at = index + 1;
    this.#splice(at, 0, [{ ...entry, alias: "" }], {
      words: t("roster.done.duplicated", { member: memberName(this.#form, index) }),
      where: "members",
      backTo: `alias-${index}`,
      focus: `alias-${at}`,
    });
  }

  #removeMember(index: number) {
    const left = this.#form.members.length - 1;
    if (left < 1) return;
    this.#splice(index, 1, [], {
      words: t("roster.done.removed", { member: memberName(this.#form, index) }),
      where: "members",
      backTo: `alias-${index}`,
      focus: `alias-${Math.min(index, left - 1)}`,
    });
  }

  /** One step back or forth, and to what it changed. */
  #step(way: "undo" | "redo") {
    const before = this.#form;
    const form = this.#history[way](before);
    if (!form) return;
    if (form.members.length !== before.members.length) this.#open.clear();
    this.#typedSize = undefined;
    this.#show(form);
    this.#announce(t(`roster.done.${way}`, { step: stepInWords(before, form) }));
  }

  #onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const isHere = event.target === document.body || event.target === this;
    if (isHere && rosterKey(event, this.#view(), this.renderRoot)) event.preventDefault();
  };

  #finishTyping = () => {
    this.#history.endTyping();
    if (this.#typedIn === undefined) return;
    const left = this.#typedIn;
    window.setTimeout(() => {
      if (this.#typedIn !== left || this.#standing === "current") return;
      this.#typedIn = undefined;
      void this.#price();
    }, PRESS_MS);
  };

  async #goTo(id: string) {
    const panel = panelOf(id, this.#layout);
    if (panel) this.#setOpen(panel, true);
    await this.updateComplete;
    const target = this.renderRoot.querySelector<HTMLElement>(`#${id}`);
    for (let box = target?.closest("details"); box; box = box.parentElement?.closest("details")) {
      box.open = true;
    }
    target?.focus();
    target?.closest(".field, tbody, .card, .results")?.scrollIntoView({ block: "nearest" });
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

  async #openMenu(menu: Menu, opener: HTMLElement) {
    if (this.#menu && opener === this.#opener) return this.#closeMenu();
    this.#menu = menu;
    this.#opener = opener;
    this.requestUpdate();
    await this.updateComplete;
    const box = this.renderRoot.querySelector<HTMLElement>("#menu");
    if (!box || this.#menu !== menu) return;
    if (!box.matches(":popover-open")) box.showPopover();
    placeBeside(box, opener);
    box.querySelector<HTMLElement>("input, select, button")?.focus();
  }

  #closeMenu() {
    if (!this.#menu) return;
    this.#menu = undefined;
    const box = this.renderRoot.querySelector<HTMLElement>("#menu");
    const hadFocus = box?.contains(this.shadowRoot?.activeElement ?? null);
    if (box?.matches(":popover-open")) box.hidePopover();
    if (hadFocus) this.#opener?.focus();
    this.requestUpdate();
  }

  #view(): RosterView {
    const form = this.#form;
    // Of the form as it is then: a row that did not change keeps the view it was made from.
    const withMembers = (change: (entry: MemberEntry, index: number) => MemberEntry) => ({
      ...this.#form,
      members: this.#form.members.map(change),
    });
    return {
      form,
      size: form.members.length,
      typedSize: this.#typedSize,
      layout: this.#layout,
      reference: this.#reference,
      estimate: this.#estimate,
      standing: this.#standing,
      problems: this.#problems,
      failure: this.#failure,
      isFirstShowing: this.#isFirstShowing,
      below: this.#below,
      splitZip: this.#splitZip,
      amendment: this.#amendment,
      canUndo: this.#history.canUndo,
      canRedo: this.#history.canRedo,
      typingIn: this.#history.typingIn,
      menu: this.#menu,
      contracts: this.#library?.contracts ?? [],
      ownContracts:
        this.#hasPanel && this.#library && this.#engine
          ? { engine: this.#engine, shelf: this.#library }
          : undefined,
      contractsFailure: this.#contractsFailure,
      tables: this.#tables,
      open: this.#open,
      expectZip: () => void this.#engine?.file(ZIP_TABLE).catch(() => {}),
      change: (changes, typedIn) => this.#change({ ...this.#form, ...changes }, typedIn),
      changeMember: (changed, changes, typedIn) =>
        this.#change(
          withMembers((entry, index) => (index === changed ? { ...entry, ...changes } : entry)),
          typedIn,
        ),
      setSize: (text) => this.#setSize(text),
      addMember: () => this.#addMember(),
      duplicateMember: (index) => this.#duplicateMember(index),
      removeMember: (index) => this.#removeMember(index),
      amend: (change, amendment) => this.#change(withMembers(change), undefined, amendment),
      replaceForm: (next, amendment) => {
        this.#open.clear();
        this.#removed = [];
        this.#change(next, undefined, amendment);
      },
      takeBack: () => {
        const back = this.#amendment?.backTo;
        if (back === undefined) return;
        this.#step("undo");
        this.#focusNext = back;
      },
      undo: () => this.#step("undo"),
      redo: () => this.#step("redo"),
      announce: (words) => this.#announce(words),
      openMenu: (menu, opener) => void this.#openMenu(menu, opener),
      closeMenu: () => this.#closeMenu(),
      chooseForColumn: (value) => {
        if (!this.#menu || !("column" in this.#menu)) return;
        this.#menu = { ...this.#menu, value };
        this.requestUpdate();
      },
      setOpen: (id, isOpen) => this.#setOpen(id, isOpen),
      goTo: (id) => void this.#goTo(id),
      reset: () => {
        if (this.#reference) this.#change(this.#example(this.#reference));
      },
      retry: () => void this.#start(),
      openContracts: () => void this.#openContracts(),
    };
  }

  override render() {
    const isThere = this.#estimate || this.#failure !== undefined || this.#problems.length > 0;
    // Half a page would only make the rest jump once it is there.
    if (!isThere) return html`<p class="hint">${t("roster.waiting")}</p>`;
    const view = this.#view();
    return html`<div class="layout ${this.#layout} ${view.standing}">
      <div class="notices">${errorSummary(view)}</div>
      ${sessionForm(view)} ${figuresAtHand(view)} ${results(view)} ${menus(view)}
      <p class="visually-hidden" role="status"></p>
    </div>`;
  }
}
