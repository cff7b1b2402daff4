import type { SessionForm } from "./form.ts";

/** More than anyone steps back through in one sitting. */
const MOST_STEPS = 200;

/** What stood in the form before, and what was undone since; typing in one control is one step. */
export class History {
  #past: SessionForm[] = [];
  #future: SessionForm[] = [];
  #typingIn: string | undefined;

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Id of the control whose text is being typed. */
  get typingIn(): string | undefined {
    return this.#typingIn;
  }

  /** Before a change; `typedIn` names the control whose text is being typed. */
  keep(form: SessionForm, typedIn?: string) {
    const isSameStep = typedIn !== undefined && typedIn === this.#typingIn;
    this.#typingIn = typedIn;
    this.#future = [];
    if (isSameStep) return;
    this.#past = [...this.#past.slice(1 - MOST_STEPS), form];
  }

  /** What is typed next, in whatever control, is a step of its own. */
  endTyping() {
    this.#typingIn = undefined;
  }

  undo(now: SessionForm): SessionForm | undefined {
    const form = this.#past.pop();
    if (form) this.#future.push(now);
    this.#typingIn = undefined;
    return form;
  }

  redo(now: SessionForm): SessionForm | undefined {
    const form = this.#future.pop();
    if (form) this.#past.push(now);
    this.#typingIn = undefined;
    return form;
  }
}
