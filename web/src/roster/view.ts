import type { Engine } from "#engine";
import type { Problems } from "../common/problems.ts";
import type { Reference } from "../common/reference.ts";
import type { Contract, ContractLibrary } from "../contracts/library.ts";
import type { Estimate, NeighbouringLocality } from "../generated/contract.ts";
import type { ColumnName, Layout } from "./columns.ts";
import type { MemberEntry, SessionForm } from "./form.ts";
import type { PayerTables } from "./payer-tables.ts";

/** A ZIP code that CMS splits, and the localities it may lie in: first the one it is priced in. */
export interface SplitZip {
  zip: string;
  localities: NeighbouringLocality[];
}

/** Whether the figures shown belong to what stands in the form. */
export type Standing = "current" | "pending" | "outdated";

/** What was changed for the person last, and the way back from it. */
export interface Amendment {
  /** What was done. */
  words: string;
  /** Beside what the way back is offered. */
  where: string;
  /** Id of the control that did it, or that gets the focus once it is taken back. */
  backTo: string;
  /** Id of what gets the focus now; the way back where absent. */
  focus?: string;
}

/** The practice's own contracts, where their part of the page is loaded. */
export interface OwnContracts {
  engine: Engine;
  shelf: ContractLibrary;
}

/** What is unfolded over the table: a member's actions, or one control for a whole column. */
export type Menu = { member: number } | { column: ColumnName; value: string | boolean };

/** All that the templates show, and what they may ask of the element. */
export interface RosterView extends Problems {
  form: SessionForm;
  /** Number of members. */
  size: number;
  /** What stands in the size control while it is no size that fits. */
  typedSize: string | undefined;
  layout: Layout;
  reference: Reference | undefined;
  estimate: Estimate | undefined;
  standing: Standing;
  failure: string | undefined;
  /** What is not seen at once can wait for the next one. */
  isFirstShowing: boolean;
  /** What stands below the table, once it has been fetched. */
  below: ((view: RosterView, estimate: Estimate) => unknown) | undefined;
  splitZip: SplitZip | undefined;
  amendment: Amendment | undefined;
  canUndo: boolean;
  canRedo: boolean;
  /** Id of the control whose text is being typed. */
  typingIn: string | undefined;
  menu: Menu | undefined;
  contracts: readonly Contract[];
  ownContracts: OwnContracts | undefined;
  /** Why the part of the page that holds contracts could not be loaded. */
  contractsFailure: string | undefined;
  /** What the tables of a payer offer to choose from, where they have been looked at. */
  tables: ReadonlyMap<string, PayerTables>;
  /** Ids of what is unfolded in the list of members. */
  open: ReadonlySet<string>;
  /** `typedIn` names a control whose text may not be complete yet. */
  change(changes: Partial<SessionForm>, typedIn?: string): void;
  changeMember(index: number, changes: Partial<MemberEntry>, typedIn?: string): void;
  /** As typed; members are added and removed at the end. */
  setSize(text: string): void;
  addMember(): void;
  duplicateMember(index: number): void;
  removeMember(index: number): void;
  /** Changes members for the person, who may take it back beside what was done. */
  amend(change: (entry: MemberEntry, index: number) => MemberEntry, amendment: Amendment): void;
  /** Puts another session in place of this one, as one step that can be undone. */
  replaceForm(form: SessionForm, amendment: Amendment): void;
  /** Takes the amendment back. */
  takeBack(): void;
  undo(): void;
  redo(): void;
  /** Said once to those who cannot see it happen, when nothing else is being said. */
  announce(words: string): void;
  openMenu(menu: Menu, opener: HTMLElement): void;
  closeMenu(): void;
  /** What a whole column is to be set to. */
  chooseForColumn(value: string | boolean): void;
  setOpen(id: string, isOpen: boolean): void;
  /** Another ZIP code is about to be typed. */
  expectZip(): void;
  goTo(id: string): void;
  reset(): void;
  retry(): void;
  openContracts(): void;
}
