import type { Engine } from "#engine";
import type { Problems } from "../common/problems.ts";
import type { Reference } from "../common/reference.ts";
import type { Contract, ContractLibrary } from "../contracts/library.ts";
import type { Estimate, NeighbouringLocality } from "../generated/contract.ts";
import type { MemberEntry, SessionForm } from "./form.ts";
import type { PayerTables } from "./payer-tables.ts";

/** A ZIP code that CMS splits, and the localities it may lie in: first the one it is priced in. */
export interface SplitZip {
  zip: string;
  localities: NeighbouringLocality[];
}

/** Whether the figures shown belong to what stands in the form. */
export type Standing = "current" | "pending" | "outdated";

/** One step back from what was changed for the person. */
export interface Undo {
  /** What was done. */
  words: string;
  /** Beside what the way back is offered. */
  where: string;
  /** Id of the control that did it. */
  backTo: string;
  form: SessionForm;
}

/** The practice's own contracts, where their part of the page is loaded. */
export interface OwnContracts {
  engine: Engine;
  shelf: ContractLibrary;
}

/** All that the templates show, and what they may ask of the element. */
export interface EstimatorView extends Problems {
  form: SessionForm;
  size: number;
  reference: Reference | undefined;
  estimate: Estimate | undefined;
  standing: Standing;
  failure: string | undefined;
  /** What is not seen at once can wait for the next one. */
  isFirstShowing: boolean;
  splitZip: SplitZip | undefined;
  undo: Undo | undefined;
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
  changeAllMembers(changes: Partial<MemberEntry>): void;
  /** Changes members for the person, who may take it back until the next change. */
  amend(change: (entry: MemberEntry, index: number) => MemberEntry, undo: Omit<Undo, "form">): void;
  takeBack(): void;
  setOpen(id: string, isOpen: boolean): void;
  goTo(id: string): void;
  reset(): void;
  retry(): void;
  openContracts(): void;
}
