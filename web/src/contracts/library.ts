import type { Engine } from "#engine";
import type { ContractError } from "../generated/contract.ts";
import { type ContractDocument, fileNameOf } from "./contract-table.ts";
import { forget, readSaved, save, whenWiped } from "./store.ts";

/** A contract that the page holds. */
export interface Contract {
  /** What the engine and the browser hold it under. */
  name: string;
  document: ContractDocument;
  isSaved: boolean;
  /** Why the engine does not price with it; empty where it does. */
  errors: readonly ContractError[];
}

export interface Added {
  /** Why it was not added; empty where it was. */
  errors: readonly ContractError[];
  /** Why it lasts for this visit only, where it should have been saved. */
  notSaved?: string;
}

/** The practice's own contracts: in the engine, and in the browser where they were saved. */
export class ContractLibrary {
  contracts: readonly Contract[] = [];

  readonly #engine: Engine;
  readonly #changed: () => void;

  constructor(engine: Engine, changed: () => void) {
    this.#engine = engine;
    this.#changed = changed;
    whenWiped(() => this.#onlyForThisVisit());
  }

  /** What is in use stays so until the page is closed. */
  #onlyForThisVisit() {
    this.contracts = this.contracts.map((contract) => ({ ...contract, isSaved: false }));
    this.#changed();
  }

  /** Takes up what was saved on an earlier visit. */
  async restore() {
    const saved = await readSaved();
    for (const [name, document] of saved) {
      const errors = await this.#accept(name, document);
      this.#hold({ name, document, isSaved: true, errors });
    }
    if (saved.length > 0) this.#changed();
  }

  async add(document: ContractDocument, { isToSave }: { isToSave: boolean }): Promise<Added> {
    const name = fileNameOf(document);
    const before = this.contracts.find((contract) => contract.name === name);
    const errors = await this.#accept(name, document);
    if (errors.length > 0) return { errors };
    const notSaved = isToSave ? await this.#save(name, document) : undefined;
    const isSaved = isToSave && notSaved === undefined;
    if (!isSaved && before?.isSaved && !isToSave) await forget(name).catch(() => {});
    this.#hold({ name, document, isSaved, errors: [] });
    this.#changed();
    return { errors, ...(notSaved !== undefined && { notSaved }) };
  }

  async remove({ name }: Contract) {
    this.contracts = this.contracts.filter((contract) => contract.name !== name);
    this.#engine.forget(name);
    await forget(name).catch(() => {});
    this.#changed();
  }

  #hold(contract: Contract) {
    const others = this.contracts.filter(({ name }) => name !== contract.name);
    this.contracts = [...others, contract].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #accept(name: string, document: ContractDocument): Promise<readonly ContractError[]> {
    const refused = await this.#engine.accept(name, JSON.stringify(document));
    return refused?.errors ?? [];
  }

  async #save(name: string, document: ContractDocument): Promise<string | undefined> {
    try {
      await save(name, document);
      return undefined;
    } catch (problem) {
      return problem instanceof Error ? problem.message : String(problem);
    }
  }
}

/** The contracts of this visit, with those that were saved on earlier ones. */
export async function openLibrary(engine: Engine, changed: () => void): Promise<ContractLibrary> {
  const library = new ContractLibrary(engine, changed);
  await library.restore();
  return library;
}
