/** What pages and their worker say to each other. */

/** Asks the waiting worker to take over; the name is workbox-window's. */
export const TAKE_OVER = "SKIP_WAITING";

export type ToWorker =
  | { type: typeof TAKE_OVER }
  /** A page has started: is all of the site kept? Old versions that no page needs may go. */
  | { type: "PAGE_STARTED" };

export interface Kept {
  isComplete: boolean;
}

export type ToPage =
  /** How much of the first download is there. */
  | { type: "SAVING"; share: number }
  /** Which scripts did the page start with? They tell which version it belongs to. */
  | { type: "WHICH_SCRIPTS" };
