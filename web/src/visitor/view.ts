import type { Problems } from "../common/problems.ts";
import type { Reference } from "../common/reference.ts";
import type { Estimate } from "../generated/contract.ts";
import type { Figures } from "./figures.ts";
import type { Mix, PayerKind, VisitorForm } from "./form.ts";

/** All that the templates show, and what they may ask of the element. */
export interface VisitorView extends Problems {
  form: VisitorForm;
  /** The tables that the kinds of payer stand for, where the patients are. */
  payers: Record<PayerKind, string> | undefined;
  reference: Reference | undefined;
  estimate: Estimate | undefined;
  /** Whether the figures shown belong to what stands in the form. */
  isCurrent: boolean;
  failure: string | undefined;
  /** What the pictures show, where they have been asked for. */
  figures: Figures | undefined;
  /** Why there are no pictures. */
  figuresFailure: string | undefined;
  /** What was done, said beside the button that did it. */
  said: string | undefined;
  /** The roster, with this group in it. */
  rosterAddress: string;
  waitlist: URL | undefined;
  change(changes: Partial<VisitorForm>, typedIn?: string): void;
  /** Another ZIP code is about to be typed. */
  expectZip(): void;
  setMix(mix: Mix | undefined): void;
  goTo(id: string): void;
  copyLink(): void;
  reset(): void;
  retry(): void;
}
