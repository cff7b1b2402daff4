import { createStore, del, entries, set, type UseStore } from "idb-keyval";
import type { ContractDocument } from "./contract-table.ts";
import { DATABASE, isAnythingSaved } from "./saved.ts";

let opened: UseStore | undefined;

function store(): UseStore {
  opened ??= createStore(DATABASE, "contracts");
  return opened;
}

/** Every saved contract by its file name. */
export async function readSaved(): Promise<[name: string, document: ContractDocument][]> {
  return (await isAnythingSaved()) ? entries<string, ContractDocument>(store()) : [];
}

/** Rejects where storage is blocked or full. */
export function save(name: string, document: ContractDocument): Promise<void> {
  return set(name, document, store());
}

/** The last one takes the database with it. */
export async function forget(name: string) {
  if (!(await isAnythingSaved())) return;
  await del(name, store());
  if ((await entries(store())).length > 0) return;
  await store()("readonly", ({ transaction }) => transaction.db.close());
  opened = undefined;
  await new Promise((done) => {
    const request = indexedDB.deleteDatabase(DATABASE);
    request.onsuccess = request.onerror = request.onblocked = done;
  });
}
