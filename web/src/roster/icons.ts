import { svg } from "lit";

const PATHS = {
  details: "M2 4.5h6m4 0h2M2 11.5h2m4 0h6M10 2.5v4M6 9.5v4",
  receipt: "M3.5 1.5h9v13l-2.25-1.5L8 14.5 5.75 13 3.5 14.5zM6 5h4M6 8h4",
  more: "M3 8h.01M8 8h.01M13 8h.01",
  undo: "M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H7",
  redo: "m10 3 3.5 3.5L10 10m3-3.5H6.5a4 4 0 0 0 0 8H9",
  add: "M8 2.5v11M2.5 8h11",
  column: "M3 5.5 8 10.5l5-5",
} as const;

/** Beside words that say the same, or with a name of its own at the button. */
export function icon(name: keyof typeof PATHS) {
  return svg`<svg class="icon icon-${name}" viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
