import { html, LitElement } from "lit";
import type { Engine } from "#engine";

export class CptEstimator extends LitElement {
  static loadEngine: () => Promise<Engine>;

  override render() {
    return html``;
  }
}
