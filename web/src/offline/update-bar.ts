import { t } from "../common/i18n.ts";

/** Offered; taken into use in another tab; found on the host, without a worker. */
export type Update = "offered" | "in_use" | "replaced";

const ID = "update";

interface Answers {
  reload?: () => void;
  later?: () => void;
}

/** At the foot of the window, and out of the way of what has the focus. The last said counts. */
export function showBar(update: Update, { reload, later }: Answers = {}) {
  document.getElementById(ID)?.remove();
  const bar = document.createElement("section");
  bar.id = ID;
  bar.setAttribute("aria-label", t("offline.update"));
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  bar.append(
    words,
    button(t(`offline.reload.${update}`), "main", reload ?? (() => location.reload())),
    button(t("offline.later"), "other", () => {
      bar.remove();
      later?.();
    }),
  );
  document.body.append(bar);
  // What is said is read out where the region that says it was there before.
  const loss = document.createElement("span");
  loss.className = "loss";
  loss.textContent = ` ${t("offline.loss")}`;
  requestAnimationFrame(() => words.append(t(`offline.${update}`), loss));
}

export function button(words: string, look: "main" | "other", press: () => void) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = look;
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}
