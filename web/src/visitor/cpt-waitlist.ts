import { html, LitElement, unsafeCSS } from "lit";
import controlStyles from "../common/controls.css?inline";
import { field } from "../common/field.ts";
import { t } from "../common/i18n.ts";
import type { Problem } from "../common/problems.ts";
import visitorStyles from "./visitor.css?inline";

type Progress = "asking" | "sending" | "sent" | "failed";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Sends an email address to the address that the host configured, and says so before it does. A robot
 * fills the field that nobody sees, and nothing is sent.
 */
export class CptWaitlist extends LitElement {
  static override styles = [unsafeCSS(controlStyles), unsafeCSS(visitorStyles)];
  static override properties = { address: { attribute: false } };

  declare address: URL;

  #email = "";
  #progress: Progress = "asking";
  #problems: readonly Problem[] = [];

  #submit = async (event: Event) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const isRobot = new FormData(form).get("website") !== "";
    if (!EMAIL.test(this.#email.trim())) {
      this.#problems = [{ field: "email", message: t("visitor.waitlist.invalid") }];
      this.requestUpdate();
      this.renderRoot.querySelector<HTMLElement>("#email")?.focus();
      return;
    }
    this.#problems = [];
    this.#become("sending");
    this.#become(isRobot || (await this.#send()) ? "sent" : "failed");
  };

  async #send(): Promise<boolean> {
    try {
      const { ok } = await fetch(this.address, {
        method: "POST",
        body: new URLSearchParams({ email: this.#email.trim() }),
        credentials: "omit",
        referrerPolicy: "no-referrer",
      });
      return ok;
    } catch {
      return false;
    }
  }

  #become(progress: Progress) {
    this.#progress = progress;
    this.requestUpdate();
  }

  override render() {
    const { host } = this.address;
    const said: Record<Progress, string> = {
      asking: "",
      sending: t("visitor.waitlist.sending"),
      sent: t("visitor.waitlist.sent"),
      failed: t("visitor.waitlist.failed", { host }),
    };
    return html`<form class="card waitlist" novalidate @submit=${this.#submit}>
      <h2>${t("visitor.waitlist.title")}</h2>
      ${this.#progress === "sent" ? html`` : this.#fields(host)}
      <p role="status">${said[this.#progress]}</p>
    </form>`;
  }

  #fields(host: string) {
    return html`${field(
      { problems: this.#problems },
      {
        id: "email",
        label: t("visitor.waitlist.email"),
        control: ({ describedBy, isInvalid }) => html`<input
            id="email"
            type="email"
            autocomplete="email"
            .value=${this.#email}
            aria-describedby=${describedBy}
            aria-invalid=${isInvalid}
            @input=${(event: Event) => {
              this.#email = (event.target as HTMLInputElement).value;
            }}
          />`,
      },
    )}
      <div class="unseen" aria-hidden="true">
        <label for="website">${t("visitor.waitlist.website")}</label>
        <input id="website" name="website" tabindex="-1" autocomplete="off" />
      </div>
      <p class="hint">${t("visitor.waitlist.sent_what", { host })}</p>
      <button class="primary" ?disabled=${this.#progress === "sending"}>
        ${t("visitor.waitlist.send")}
      </button>`;
  }
}

customElements.define("cpt-waitlist", CptWaitlist);
