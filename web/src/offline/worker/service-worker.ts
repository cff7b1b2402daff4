// Keeps the whole site, so that it works without a network.
//
// A version of the site is what one build wrote. Each has a cache of its own, which is complete
// before the version serves anything, and every file is checked against its hash while it is saved:
// what a host happens to serve in the middle of a deployment is not kept. Pages of an older version
// ask for scripts and data by names that carry a hash, so these are found in that version's cache,
// or nowhere, but never in another form. It is deleted once no open page needs it.

import { PrecacheController } from "workbox-precaching";
import { type Kept, TAKE_OVER, type ToPage, type ToWorker } from "../messages.ts";

interface PrecachedFile {
  url: string;
  /** Null where the name carries a hash. */
  revision: string | null;
  integrity: string;
}

declare const self: ServiceWorkerGlobalScope;
/** Written by web/site/offline-plugin.ts: all files of the site but this one. */
declare const __VERSION__: string;
declare const __FILES__: readonly PrecachedFile[];

const site = self.registration.scope;
/** The site may share its origin with others. */
const family = `cpt-estimator|${site}|`;
const cacheName = family + __VERSION__;

const PATIENCE_MS = 1000;

let saved = 0;
const siteFiles = new PrecacheController({
  cacheName,
  plugins: [
    {
      handlerDidRespond: async ({ event }) => {
        if (event.type === "install") await tellProgress(++saved);
      },
    },
  ],
});
siteFiles.addToCacheList([...__FILES__]);

self.addEventListener("install", (event) => event.waitUntil(save(event)));

// Only ever of pages that no worker serves yet: one that waits is let in by a person.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(site)) event.respondWith(answer(event));
});

self.addEventListener("message", (event) => {
  const message = event.data as ToWorker;
  if (message.type === TAKE_OVER) event.waitUntil(self.skipWaiting());
  if (message.type === "PAGE_STARTED") event.waitUntil(welcome(event));
});

// --- saving -----------------------------------------------------------------------------------

async function save(event: ExtendableEvent) {
  try {
    await takeFromOlderVersions();
    await siteFiles.install(event);
  } catch (problem) {
    // Half of the site is of no use where there is no room for all of it. After a failure of the
    // network the next attempt goes on from here.
    if ((problem as DOMException).name === "QuotaExceededError") await caches.delete(cacheName);
    throw problem;
  }
}

/** A name with a hash stands for the same bytes in every version: they are not fetched again. */
async function takeFromOlderVersions() {
  const cache = await caches.open(cacheName);
  for (const { url, revision } of __FILES__) {
    if (revision !== null || (await cache.match(url))) continue;
    const held = await matchInFamily(new URL(url, site).href);
    if (held) await cache.put(url, held);
  }
}

async function tellProgress(count: number) {
  const step = Math.ceil(__FILES__.length / 20);
  if (count % step !== 0) return;
  for (const page of await pages()) tell(page, { type: "SAVING", share: count / __FILES__.length });
}

/** Browsers may drop what they keep; what is missing is fetched again. */
async function completes(event: ExtendableEvent): Promise<boolean> {
  const cache = await caches.open(cacheName);
  if ((await cache.keys()).length >= __FILES__.length) return true;
  for (const url of siteFiles.getCachedURLs()) {
    const response = await fromVersion(url, event);
    if (!response.ok) return false;
  }
  return true;
}

// --- serving ----------------------------------------------------------------------------------

async function answer(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const isPage = request.mode === "navigate";
  const address = request.url.replace(/[?#].*$/, "");
  const held = [address, `${address}index.html`, `${address}.html`].find(isHeld);
  if (held) return fromVersion(held, event).catch(() => fetch(request));
  if (isPage && isHeld(`${address}/index.html`)) return Response.redirect(`${address}/`);
  if (isPage) return fetch(request).catch(() => Response.redirect(notFound(address)));
  return (await matchInFamily(address)) ?? fetch(request);
}

function isHeld(url: string): boolean {
  return siteFiles.getCacheKeyForURL(url) !== undefined;
}

/** From the cache; from the network, checked, what the browser has dropped from it. */
function fromVersion(url: string, event: ExtendableEvent): Promise<Response> {
  const cacheKey = siteFiles.getCacheKeyForURL(url) ?? url;
  const integrity = siteFiles.getIntegrityForCacheKey(cacheKey);
  const params = { cacheKey, ...(integrity && { integrity }) };
  return siteFiles.strategy.handle({ request: new Request(url), event, params });
}

function notFound(address: string): string {
  const language = /^(es\/)?/.exec(address.slice(site.length))?.[0] ?? "";
  return `${site}${language}404.html`;
}

// --- versions ---------------------------------------------------------------------------------

async function familyCaches(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(family));
}

async function matchInFamily(url: string): Promise<Response | undefined> {
  for (const name of await familyCaches()) {
    const response = await caches.match(url, { cacheName: name });
    if (response) return response;
  }
  return undefined;
}

async function welcome(event: ExtendableMessageEvent) {
  const isComplete = await completes(event).catch(() => false);
  event.ports[0]?.postMessage({ isComplete } satisfies Kept);
  await sweep();
}

/** Caches are listed in the order in which they were made: a version that waits comes later. */
async function sweep() {
  const names = await familyCaches();
  const older = names.slice(0, Math.max(names.indexOf(cacheName), 0));
  if (older.length === 0) return;
  const areOfVersion = await Promise.all((await pages()).map(isOfVersion));
  if (areOfVersion.every(Boolean)) await Promise.all(older.map((name) => caches.delete(name)));
}

/** Of a page that does not answer nothing is known. */
function isOfVersion(page: Client): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  tell(page, { type: "WHICH_SCRIPTS" }, [port2]);
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<string[]>) => resolve(data.every(isHeld));
    setTimeout(() => resolve(false), PATIENCE_MS);
  });
}

async function pages(): Promise<readonly Client[]> {
  const all = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter(({ url }) => url.startsWith(site));
}

function tell(page: Client, message: ToPage, ports: Transferable[] = []) {
  page.postMessage(message, ports);
}
