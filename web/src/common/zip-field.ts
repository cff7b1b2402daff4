import { html } from "lit";
import { field, type Ties, textOf } from "./field.ts";
import { t } from "./i18n.ts";
import type { Problems } from "./problems.ts";

interface WithZip extends Problems {
  form: { zip: string };
  /** Another ZIP code is about to be typed. */
  expectZip(): void;
  change(changes: { zip: string; locality: string }, typedIn: string): void;
}

/** A ZIP code decides where the session is, and no longer a locality that was chosen before. */
export function zipField(view: WithZip, answer?: string) {
  return field(view, {
    id: "zip",
    label: t("common.zip"),
    ...(answer !== undefined && { answer }),
    control: ({ describedBy, isInvalid }: Ties) => html`<input
      id="zip"
      inputmode="numeric"
      autocomplete="postal-code"
      maxlength="5"
      .value=${view.form.zip}
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @focus=${view.expectZip}
      @input=${(event: Event) => view.change({ zip: textOf(event), locality: "" }, "zip")}
    />`,
  });
}
