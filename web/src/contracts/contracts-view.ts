import type { Problem } from "../common/problems.ts";
import type { Reference } from "../common/reference.ts";
import type { ContractDetails, ContractDocument } from "./contract-table.ts";
import type { Contract } from "./library.ts";
import type { Layout, Reading } from "./read-rows.ts";

/** How the rates come in. */
export type Way = "file" | "paste" | "rates";

/** Rates typed by hand, as typed. */
export interface TypedRates {
  percent: string;
  /** A year of Medicare; empty: that of the date of service. */
  year: string;
  locality: "local" | "national";
  flat: string;
}

export type Step =
  | { at: "start" }
  | { at: "reading"; what: string; share: number }
  | { at: "sheet"; reading: Reading; source: string; isReadingAgain: boolean }
  | { at: "document"; document: ContractDocument };

/** All that the panel's templates show, and what they may ask of it. */
export interface ContractsView {
  reference: Reference;
  contracts: readonly Contract[];
  step: Step;
  way: Way;
  pasted: string;
  rates: TypedRates;
  details: ContractDetails;
  isLeavingOut: boolean;
  problems: readonly Problem[];
  /** What was done last, and the contract that can be had back. */
  told: string;
  deleted: Contract | undefined;
  chooseWay(way: Way): void;
  readFile(file: File | undefined): void;
  setPasted(text: string): void;
  readPasted(): void;
  setRates(changes: Partial<TypedRates>): void;
  setLayout(layout: Layout): void;
  setDetails(changes: Partial<ContractDetails>): void;
  setLeavingOut(isLeavingOut: boolean): void;
  cancel(): void;
  add(isToSave: boolean): void;
  exportContract(contract: Contract): void;
  deleteContract(contract: Contract): void;
  undoDelete(): void;
  goTo(id: string): void;
}
