import { html, noChange, render } from "lit";
import { Directive, directive, type ElementPart, type PartInfo } from "lit/directive.js";

type Options = () => unknown;

/**
 * Fills a list once it is reached, by pointer or by keyboard, and before it opens. Until then it
 * holds what is chosen and nothing else: fifty members with seventy payers each would be slow.
 */
class LazyOptions extends Directive {
  #select: HTMLSelectElement;
  #isFull = false;
  #value = "";
  #words = "";
  #options: Options = () => undefined;

  constructor(info: PartInfo) {
    super(info);
    this.#select = (info as ElementPart).element as HTMLSelectElement;
    const fill = (isFull: boolean) => () => {
      if (this.#isFull === isFull) return;
      this.#isFull = isFull;
      this.#show();
    };
    this.#select.addEventListener("pointerdown", fill(true));
    this.#select.addEventListener("focusin", fill(true));
    this.#select.addEventListener("focusout", fill(false));
  }

  override update(_part: ElementPart, [value, words, options]: [string, string, Options]) {
    const isNews = this.#isFull || value !== this.#value || words !== this.#words;
    [this.#value, this.#words, this.#options] = [value, words, options];
    if (isNews) this.#show();
    return noChange;
  }

  #show() {
    const only = html`<option value=${this.#value}>${this.#words}</option>`;
    render(this.#isFull ? this.#options() : only, this.#select);
    this.#select.value = this.#value;
  }

  override render(_value: string, _words: string, _options: Options) {
    return noChange;
  }
}

/** `words` are of the value chosen; `options` makes the whole list. */
export const lazyOptions = directive(LazyOptions);
