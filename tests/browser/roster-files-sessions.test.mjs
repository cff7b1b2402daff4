// Sessions in the browser: kept on request only, opened, given out, wiped; and what is done where
// the browser keeps nothing, has no room, or holds what cannot be read.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { chooseSheet, databases, openContracts, takeUp } from "./contracts-page.mjs";
import { lastRequest, startBrowser, stateIs } from "./estimator-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

const button = (page, name) => page.getByRole("button", { name, exact: true });
const sessions = (page) => page.getByRole("dialog", { name: "Sessions in this browser" });
const kept = (page) => page.getByRole("list", { name: "Saved sessions" }).locator("li");
const said = (page, words) => sessions(page).getByText(words);

async function ready(page) {
  await stateIs(page, "ready");
  await button(page, "Sessions").waitFor();
}

async function open(prepare = async () => {}) {
  const opened = await browser.open({}, async (page) => {
    await page.clock.setFixedTime(new Date("2026-03-02T12:00:00"));
    await prepare(page);
  });
  await ready(opened.page);
  return opened;
}

async function openSessions(page) {
  await button(page, "Sessions").click();
  await sessions(page).waitFor();
}

async function saveAs(page, name) {
  await openSessions(page);
  await page.getByLabel("Name of the session").fill(name);
  await sessions(page)
    .getByRole("button", { name: /^Save (this session|as a new)/ })
    .click();
  await said(page, `“${name}” is saved in this browser.`).waitFor();
}

async function setSize(page, size) {
  await page.getByLabel("Group size").fill(String(size));
  await hasMembers(page, size);
}

const hasMembers = (page, count) =>
  page.waitForFunction(
    (expected) => document.querySelector("cpt-roster").request.members.length === expected,
    count,
  );

/** A record as something else might have left it. */
const write = (page, id, record) =>
  page.evaluate(
    ([key, value]) =>
      new Promise((done, fail) => {
        const request = indexedDB.open("cpt-estimator-sessions");
        request.onupgradeneeded = () => request.result.createObjectStore("sessions");
        request.onerror = fail;
        request.onsuccess = () => {
          const writing = request.result.transaction("sessions", "readwrite");
          writing.objectStore("sessions").put(value, key);
          writing.oncomplete = () => {
            request.result.close();
            done();
          };
        };
      }),
    [id, record],
  );

test("nothing is kept before a person asks; then the session is there on the next visit", async () => {
  const { page, context, complaints } = await open();
  await setSize(page, 5);
  await openSessions(page);
  assert.equal(
    await page.getByLabel("Name of the session").inputValue(),
    "March 2, 2026 · 90853 · 5 members",
  );
  await said(page, "No session is saved here.").waitFor();
  assert.deepEqual(await databases(page), []);
  await button(page, "Save this session in this browser").click();
  await said(page, "is saved in this browser.").waitFor();
  assert.deepEqual(await databases(page), ["cpt-estimator-sessions"]);
  const before = await lastRequest(page);

  await page.reload();
  await ready(page);
  assert.equal((await lastRequest(page)).members.length, 8);
  await openSessions(page);
  await kept(page).waitFor();
  assert.match(await kept(page).innerText(), /5 members.*Saved Mar 2, 2026/s);
  await button(page, "Open March 2, 2026 · 90853 · 5 members").click();
  await hasMembers(page, 5);
  assert.deepEqual(await lastRequest(page), before);
  await page.getByText("March 2, 2026 · 90853 · 5 members: saved").waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test("opening a session can be undone, and the one on the page is then not the saved one", async () => {
  const { page, context } = await open();
  await setSize(page, 3);
  await saveAs(page, "Monday");
  await page.reload();
  await ready(page);
  await openSessions(page);
  await button(page, "Open Monday").click();
  await hasMembers(page, 3);
  await button(page, "Undo").click();
  await hasMembers(page, 8);
  assert.equal(await page.getByText("Monday: ").count(), 0);
  await button(page, "Redo").click();
  await hasMembers(page, 3);
  await page.getByText("Monday: saved").waitFor();
  await context.close();
});

test("a saved session says when it has changed, is saved again, and only then lets go at once", async () => {
  const { page, context } = await open();
  const wouldAsk = () =>
    page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  await setSize(page, 6);
  assert.equal(await wouldAsk(), false, "never saved, never asked");
  await saveAs(page, "Monday");
  await page.keyboard.press("Escape");
  assert.equal(await wouldAsk(), false);
  await setSize(page, 7);
  await page.getByText("Monday: changed since it was saved").waitFor();
  assert.equal(await wouldAsk(), true);
  await button(page, "Save changes").click();
  await page.getByText("Monday: saved").waitFor();
  assert.equal(await wouldAsk(), false);
  await context.close();
});

test("sessions are renamed, duplicated, deleted and had back", async () => {
  const { page, context } = await open();
  await saveAs(page, "Monday");
  await button(page, "Rename Monday").click();
  await page.getByLabel("New name of Monday").fill("Tuesday");
  await page.keyboard.press("Enter");
  await said(page, "Renamed “Tuesday”.").waitFor();
  await button(page, "Duplicate Tuesday").click();
  await button(page, "Open Copy of Tuesday").waitFor();
  assert.equal(await kept(page).count(), 2);
  await button(page, "Delete Tuesday").click();
  await said(page, "“Tuesday” was deleted.").waitFor();
  assert.equal(await kept(page).count(), 1);
  await sessions(page).getByRole("button", { name: "Undo", exact: true }).click();
  await button(page, "Open Tuesday").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("Tuesday: saved").waitFor();
  await context.close();
});

test("the last one deleted takes the database with it", async () => {
  const { page, context } = await open();
  await saveAs(page, "Only");
  await button(page, "Delete Only").click();
  await said(page, "“Only” was deleted.").waitFor();
  assert.deepEqual(await databases(page), []);
  await context.close();
});

test("all sessions go into one file, and come back from it elsewhere", async () => {
  const { page, context } = await open();
  await saveAs(page, "Monday");
  await page.keyboard.press("Escape");
  await setSize(page, 3);
  await openSessions(page);
  await page.getByLabel("Name of the session").fill("Tuesday");
  await button(page, "Save as a new one").click();
  await said(page, "“Tuesday” is saved").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    button(page, "Export all as one file").click(),
  ]);
  assert.equal(download.suggestedFilename(), "sessions.json");
  const buffer = await readFile(await download.path());
  await context.close();

  const other = await open();
  await openSessions(other.page);
  const choose = (content) =>
    other.page
      .getByLabel("Import from a file and save here")
      .setInputFiles({ name: "s.json", mimeType: "application/json", buffer: content });
  await choose(Buffer.from("{"));
  await said(other.page, "The file is not JSON").waitFor();
  await choose(buffer);
  await said(other.page, "2 sessions were imported.").waitFor();
  await choose(buffer);
  await said(other.page, "2 sessions were imported.").waitFor();
  assert.equal(await kept(other.page).count(), 2, "the same are not twice");
  await button(other.page, "Open Tuesday").click();
  await hasMembers(other.page, 3);
  await other.context.close();
});

test("one button wipes sessions and contracts, and every database is gone", async () => {
  const { page, context } = await open();
  await openContracts(page);
  await chooseSheet(page, "a.csv", "CPT,Rate\n90853,41.38\n");
  await takeUp(page, { name: "Plan", payer: "aetna" });
  await page.getByText("Saved in this browser", { exact: true }).waitFor();
  await saveAs(page, "Monday");
  assert.deepEqual((await databases(page)).sort(), [
    "cpt-estimator-contracts",
    "cpt-estimator-sessions",
  ]);
  await button(page, "Wipe everything saved here").click();
  await said(page, "Delete 1 saved session, and every saved contract").waitFor();
  await button(page, "Keep everything").click();
  assert.equal((await databases(page)).length, 2);
  await button(page, "Wipe everything saved here").click();
  await button(page, "Wipe everything").click();
  await said(page, "Everything saved here is gone").waitFor();
  assert.deepEqual(await databases(page), []);
  assert.equal(await kept(page).count(), 0);
  await page.keyboard.press("Escape");
  await page.getByText("For this visit only").waitFor();
  assert.equal((await lastRequest(page)).members.length, 8, "what is on the page stays");
  await saveAs(page, "After");
  await context.close();
});

test("another tab hears of what is saved and wiped, and the last save wins with a notice", async () => {
  const { page, context } = await open();
  await saveAs(page, "Shared");
  const other = await context.newPage();
  await other.goto(page.url());
  await ready(other);
  await openSessions(other);
  await button(other, "Open Shared").click();
  await setSize(other, 4);
  await page.clock.setFixedTime(new Date("2026-03-02T12:05:00"));
  await button(other, "Save changes").click();
  await page.getByText("Another tab has saved this session").first().waitFor();
  await button(page, "Save changes").click();
  await page.getByText("Another tab had saved this session since").first().waitFor();
  await openSessions(other);
  await button(other, "Wipe everything saved here").click();
  await button(other, "Wipe everything").click();
  await said(other, "Everything saved here is gone").waitFor();
  await page.getByText("Another tab has wiped everything saved here.").first().waitFor();
  assert.deepEqual(await databases(page), []);
  await context.close();
});

test("where storage is blocked the session stays, and can be downloaded", async () => {
  const { page, context, complaints } = await open((page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("storage is off", "SecurityError");
      };
    }),
  );
  await setSize(page, 3);
  await openSessions(page);
  await button(page, "Save this session in this browser").click();
  await said(page, /is not saved\. The browser would not store it \(storage is off\)\./).waitFor();
  await said(page, "For this visit only").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    button(page, "Download this session").click(),
  ]);
  const { sessions: inFile } = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.equal(inFile[0].form.members.length, 3);
  await button(page, "Wipe everything saved here").click();
  await button(page, "Wipe everything").click();
  await said(page, "Everything saved here is gone").waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a full disk is said so, and leaves nothing behind", async () => {
  const { page, context } = await open((page) =>
    page.addInitScript(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    }),
  );
  await openSessions(page);
  await button(page, "Save this session in this browser").click();
  await said(page, /is not saved\. The browser has no room left\./).waitFor();
  assert.deepEqual(await databases(page), []);
  await button(page, "Open March 2, 2026 · 90853 · 8 members").waitFor();
  await context.close();
});

test("what cannot be read is shown, given out and deleted, and breaks nothing", async () => {
  const { page, context, complaints } = await open();
  await saveAs(page, "Good");
  await write(page, "new", { format: "cpt-estimator-session", version: 9, name: "Later", form: 1 });
  await write(page, "old", { members: "?" });
  await write(page, "odd", "text");
  await page.reload();
  await ready(page);
  await openSessions(page);
  await kept(page).nth(3).waitFor();
  await said(page, "Unreadable: saved by a newer version of this page.").waitFor();
  assert.equal(await said(page, "Unreadable: damaged").count(), 2);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    button(page, "Export Later").click(),
  ]);
  assert.match(await readFile(await download.path(), "utf8"), /"version": 9/);
  await button(page, "Delete Later").click();
  await said(page, "“Later” was deleted.").waitFor();
  await sessions(page).getByRole("button", { name: "Undo", exact: true }).click();
  await said(page, "Unreadable: saved by a newer version of this page.").waitFor();
  await button(page, "Open Good").click();
  await page.getByText("Good: saved").waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test("a part that cannot be fetched says so, and what was fetched works without a network", async () => {
  const { page, context } = await open();
  await context.setOffline(true);
  await button(page, "Claim lines").click();
  await page.getByText("This part of the page could not be fetched").waitFor();
  await context.setOffline(false);
  await button(page, "Sessions").click();
  await sessions(page).waitFor();
  await context.setOffline(true);
  await button(page, "Save this session in this browser").click();
  await said(page, "is saved in this browser.").waitFor();
  await page.keyboard.press("Escape");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    button(page, "Save sheet").click(),
  ]);
  assert.match(download.suggestedFilename(), /^session-.*\.html$/);
  await context.close();
});
