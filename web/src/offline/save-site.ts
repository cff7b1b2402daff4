import { messageSW, Workbox } from "workbox-window";
import { locale, t } from "../common/i18n.ts";
import { type Kept, TAKE_OVER, type ToPage } from "./messages.ts";
import { button, showBar } from "./update-bar.ts";

const { serviceWorker } = navigator;

// Beside the folder that this script is in.
const WORKER = "../service-worker.js";
const address = new URL(WORKER, import.meta.url).href;

/** Browsers that know of a wish to save data say so here. */
const { connection } = navigator as { connection?: { saveData?: boolean } };

/** Saves what is not yet saved, and says in the footer how far that is. */
export async function saveSite() {
  const isUnasked = connection?.saveData && !(await serviceWorker.getRegistration(address));
  if (isUnasked) return say(t("offline.not_saved"), button(t("offline.save"), "other", start));
  return start();
}

async function start() {
  try {
    const worker = new Workbox(address);
    worker.addEventListener("waiting", offer);
    const registration = await worker.register({ immediate: true });
    if (!registration?.active) await firstSaving(registration);
    const active = registration?.active ?? null;
    const kept: Kept | null = active && (await messageSW(active, { type: "PAGE_STARTED" }));
    say(kept?.isComplete ? t("offline.ready") : "");
  } catch {
    // The page works without; nothing was promised.
    say("");
  }
}

/** Until the first worker is in use, or has given up. */
async function firstSaving(registration: ServiceWorkerRegistration | undefined) {
  const worker = registration?.installing ?? registration?.waiting;
  if (!worker) return;
  const showShare = ({ data }: MessageEvent<ToPage>) => {
    if (data.type === "SAVING") saving(data.share);
  };
  saving(0);
  serviceWorker.addEventListener("message", showShare);
  await new Promise((done) => {
    const look = () => {
      if (["activated", "redundant"].includes(worker.state)) done(worker.state);
    };
    worker.addEventListener("statechange", look);
    look();
  });
  serviceWorker.removeEventListener("message", showShare);
}

function saving(share: number) {
  say(t("offline.saving", { share: share.toLocaleString(locale(), { style: "percent" }) }));
}

/** A new version is complete and waits: until it is let in, or no page of the old one is open. */
function offer() {
  const later = () =>
    say(
      t("offline.offered"),
      button(t("offline.reload.offered"), "other", () => void takeOver()),
    );
  showBar("offered", { reload: () => void takeOver(), later });
}

async function takeOver() {
  // What is lost by reloading has been said where the button is.
  delete document.documentElement.dataset.unsaved;
  const reload = () => location.reload();
  const waiting = (await serviceWorker.getRegistration(address))?.waiting;
  if (!waiting) return reload();
  serviceWorker.addEventListener("controllerchange", reload, { once: true });
  void messageSW(waiting, { type: TAKE_OVER });
}

function say(...words: (string | Node)[]) {
  const line = document.getElementById("offline");
  line?.replaceChildren(...words.flatMap((each) => [each, " "]));
  line?.toggleAttribute("hidden", words.join("") === "");
}
