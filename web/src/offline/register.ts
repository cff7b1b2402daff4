import type { ToPage } from "./messages.ts";

/** The first estimate comes first; a page without one waits no longer than this. */
const PATIENCE_MS = 3000;

/**
 * Keeps the site for use offline, and says so in the footer; offers updates. To be called by the
 * script of every page, as it starts.
 */
export function keepOffline() {
  watchForUnsaved();
  // All that may be needed to speak of another version: later it might be gone from the host.
  const site = settled().then(() => import("./kept-site.ts"));
  watchForMissingFiles(
    () => void site.then(({ tellIfReplaced }) => tellIfReplaced()).catch(() => {}),
  );
  // Also where workers cannot be used it may be there, and refuse.
  if (import.meta.env.PROD && "serviceWorker" in navigator) {
    watchForTakeOver(() => void site.then(({ showBar }) => showBar("in_use")));
    navigator.serviceWorker.addEventListener("message", tellScripts);
    site.then(({ saveSite }) => saveSite()).catch(() => {});
  }
}

/** After the page has loaded and shown its first estimate. */
async function settled() {
  if (document.readyState !== "complete") {
    await new Promise((loaded) => window.addEventListener("load", loaded, { once: true }));
  }
  await Promise.race([
    new Promise((estimated) => {
      new PerformanceObserver((list) => {
        if (list.getEntriesByName("first-estimate").length > 0) estimated(undefined);
      }).observe({ type: "mark", buffered: true });
    }),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ]);
  await new Promise((idle) =>
    "requestIdleCallback" in window ? requestIdleCallback(idle) : setTimeout(idle),
  );
}

/**
 * `data-unsaved` on the root says that reloading would lose something. Elements that know better
 * may set and remove it themselves.
 */
function watchForUnsaved() {
  const changed = ({ target }: Event) => {
    if (target instanceof Element && target.closest("main")) {
      document.documentElement.dataset.unsaved = "";
    }
  };
  document.addEventListener("input", changed);
  document.addEventListener("click", changed);
}

/**
 * Another version serves the site from now on: a person chose it, here or in another tab. What this
 * page goes on asking for is still found, so that it may stay as long as something would be lost.
 */
function watchForTakeOver(stay: () => void) {
  const { serviceWorker } = navigator;
  let controller = serviceWorker.controller;
  serviceWorker.addEventListener("controllerchange", () => {
    const isFirst = controller === null;
    controller = serviceWorker.controller;
    if (isFirst) return;
    if ("unsaved" in document.documentElement.dataset) stay();
    else location.reload();
  });
}

/** Without a worker, a page that was open while its host got another version misses files. */
function watchForMissingFiles(look: () => void) {
  window.addEventListener("vite:preloadError", look);
  new PerformanceObserver((list) => {
    const isGone = (list.getEntries() as PerformanceResourceTiming[]).some(
      ({ responseStatus }) => responseStatus === 404 || responseStatus === 410,
    );
    if (isGone) look();
  }).observe({ type: "resource", buffered: true });
}

/** Their names carry hashes of all that they will ever ask for. */
export function ownScripts(page: Document = document): string[] {
  const scripts = page.querySelectorAll<HTMLScriptElement>("script[type=module][src]");
  return [...scripts].map(
    (script) => new URL(script.getAttribute("src") ?? "", location.href).href,
  );
}

function tellScripts({ data, ports }: MessageEvent<ToPage>) {
  if (data.type === "WHICH_SCRIPTS") ports[0]?.postMessage(ownScripts());
}
