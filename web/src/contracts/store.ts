import { Database } from "../common/database.ts";
import type { ContractDocument } from "./contract-table.ts";
import { DATABASE } from "./saved.ts";

const database = new Database<ContractDocument>(DATABASE, "contracts");

/** Every saved contract by its file name. */
export function readSaved(): Promise<[name: string, document: ContractDocument][]> {
  return database.entries();
}

/** Rejects where storage is blocked or full. */
export function save(name: string, document: ContractDocument): Promise<void> {
  return database.keep(name, document);
}

/** The last one takes the database with it. */
export function forget(name: string): Promise<void> {
  return database.forget(name);
}

const told = new Set<() => void>();

/** Calls back once whatever was saved has been wiped, from wherever on the page. */
export function whenWiped(tell: () => void) {
  told.add(tell);
}

/** Deletes every saved contract; whether the database is gone, or only empty for now. */
export async function wipe(): Promise<boolean> {
  const isGone = await database.drop();
  wiped();
  return isGone;
}

/** Another page of the site has wiped them. */
export function wiped() {
  for (const tell of told) tell();
}
