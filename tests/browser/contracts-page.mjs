// What the tests of contracts share: the panel opened, and files given to it.
import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openReady } from "./findings-page.mjs";

export const AETNA_CSV = "CPT,Allowed Amount\n90853,41.38\n90834,99.10\nJ1100,80\n";

/** A page of a fixed day with the panel open. */
export async function openPanel(browser) {
  const opened = await openReady(browser);
  await openContracts(opened.page);
  return opened;
}

export async function openContracts(page) {
  await page.locator("summary#contracts").click();
  await page.getByRole("group", { name: "Add a contract from" }).waitFor();
}

export const panel = (page) => page.locator("cpt-contracts");
export const held = (page) =>
  page.getByRole("list", { name: "Contracts here" }).getByRole("listitem");
export const alertOf = (page) => panel(page).getByRole("alert");
export const title = (page) => page.getByRole("heading", { name: /^What the columns of/ });

const TYPES = {
  csv: "text/csv",
  json: "application/json",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Chooses a file as a person would, from bytes or text. */
export async function choose(page, name, content) {
  const input = page.getByLabel("Choose a file, or drop one here");
  if (content === undefined) return input.setInputFiles(name);
  const mimeType = TYPES[name.split(".").at(-1)];
  const file = { name, mimeType, buffer: Buffer.from(content) };
  await input.setInputFiles(file);
}

/** A file on the disk: a browser reads it by itself, as it would a person's. */
export async function onDisk(name, content) {
  const path = join(await mkdtemp(join(tmpdir(), "cpt-contract-")), name);
  await writeFile(path, content);
  return path;
}

/** Chooses a file that can be read, and waits for its columns. */
export async function chooseSheet(page, name, content) {
  await choose(page, name, content);
  await title(page).waitFor({ timeout: 30_000 });
}

/** Names it, chooses its payer and takes it up. */
export async function takeUp(page, { name, payer, button = "Save" }) {
  if (name !== undefined) await page.getByLabel("Name of the contract").fill(name);
  await page.getByLabel("Payer that it stands for").selectOption(payer);
  await page.getByRole("button", { name: button, exact: true }).click();
}

/** How each column is read, by its label. */
export function rolesOf(page) {
  return panel(page)
    .locator(".columns .field")
    .evaluateAll((fields) =>
      Object.fromEntries(
        fields.map((field) => [
          field.querySelector("label").textContent.trim(),
          field.querySelector("select").selectedOptions[0].textContent.trim(),
        ]),
      ),
    );
}

/** The counts of what was read, by their words. */
export function countsOf(page) {
  return panel(page)
    .locator(".counts > div")
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((row) => [
          row.querySelector("dt").textContent.trim(),
          Number(row.querySelector("dd").textContent.replace(",", "")),
        ]),
      ),
    );
}

export function databases(page) {
  return page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
}

/** A file that is refused: the words, and nothing else has changed. */
export async function isRefused(page, words) {
  await alertOf(page).waitFor({ timeout: 30_000 });
  assert.match(await alertOf(page).innerText(), words);
}
