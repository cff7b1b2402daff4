import { clear, createStore, del, entries, set, type UseStore } from "idb-keyval";
import { deleteDatabase, isDatabaseThere } from "./databases.ts";

/**
 * One kind of thing kept in this browser, in a database of its own, which is made when the first is
 * kept. Another page of the site that deletes it is not held up.
 */
export class Database<Value> {
  readonly #name: string;
  readonly #store: string;
  #opened: UseStore | undefined;

  constructor(name: string, store: string) {
    this.#name = name;
    this.#store = store;
  }

  /** Whether anything is kept, without making a database to find out. */
  isThere(): Promise<boolean> {
    return isDatabaseThere(this.#name);
  }

  async entries(): Promise<[key: string, value: Value][]> {
    return (await this.isThere()) ? entries<string, Value>(await this.#open()) : [];
  }

  /** Rejects where storage is blocked or full. */
  async keep(key: string, value: Value) {
    const isFirst = !(await this.isThere());
    try {
      await set(key, value, await this.#open());
    } catch (refused) {
      if (isFirst) await this.drop().catch(() => {});
      throw refused;
    }
  }

  /** The last one takes the database with it. */
  async forget(key: string) {
    if (!(await this.isThere())) return;
    const store = await this.#open();
    await del(key, store);
    if ((await entries(store)).length === 0) await this.drop();
  }

  /** Empties it, and deletes it; whether it is gone, or only empty while another page holds it. */
  async drop(): Promise<boolean> {
    if (!(await this.isThere())) return true;
    const store = await this.#open();
    await clear(store);
    await store("readonly", ({ transaction }) => transaction.db.close());
    this.#opened = undefined;
    return deleteDatabase(this.#name);
  }

  async #open(): Promise<UseStore> {
    const store = this.#opened ?? createStore(this.#name, this.#store);
    this.#opened = store;
    await store("readonly", ({ transaction: { db } }) => {
      db.onversionchange = () => {
        db.close();
        this.#opened = undefined;
      };
    });
    return store;
  }
}
