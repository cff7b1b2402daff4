// The pages in Spanish: their own words, what rules and the engine say, money and dates.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { startBrowser, stateIs } from "./estimator-page.mjs";

const ROSTER = "es/roster.html";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

/** The roster in Spanish, on a fixed day. */
async function open(options) {
  const opened = await browser.open({ path: ROSTER, reducedMotion: "reduce", ...options }, (page) =>
    page.clock.setFixedTime(new Date("2026-03-02T12:00:00")),
  );
  await stateIs(opened.page, "ready");
  return opened;
}

/** A change to the form, and the figures that belong to it. */
async function fill(page, id, text) {
  const control = page.locator(`#${id}`);
  await control.evaluate((each) => {
    const box = each.closest("details");
    if (box) box.open = true;
  });
  await control.fill(text);
  await control.blur();
}

const PANEL = { contracts: "summary#contracts", file: "Elija un archivo, o suéltelo aquí" };

async function openPanel(page) {
  await page.locator(PANEL.contracts).click();
  await page.getByRole("group", { name: "Agregar un contrato desde" }).waitFor();
}

async function chooseSheet(page, content) {
  const file = { name: "Plan Azul.csv", mimeType: "text/csv", buffer: Buffer.from(content) };
  await page.getByLabel(PANEL.file).setInputFiles(file);
  await page
    .getByRole("heading", { name: "Qué contienen las columnas de Plan Azul.csv" })
    .waitFor();
}

test("the page says that it is in Spanish, and is", async () => {
  const { page, context, complaints } = await open();
  assert.equal(await page.locator("html").getAttribute("lang"), "es-US");
  assert.equal(await page.title(), "Lista del grupo: la reclamación de cada uno | CPT estimator");
  assert.equal(
    await page.getByRole("heading", { level: 1 }).innerText(),
    "La lista del grupo: una reclamación por integrante",
  );
  const menu = page.getByRole("navigation", { name: "Principal" });
  assert.deepEqual(await menu.getByRole("link").allInnerTexts(), [
    "Cálculo",
    "Lista del grupo",
    "Códigos",
    "English",
  ]);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("who treats, where and habits are in Spanish", async () => {
  const { page, context } = await open();
  const choices = async (id) =>
    (await page.locator(`#${id} option`).allInnerTexts()).map((words) => words.trim()).join("\n");
  assert.match(await choices("clinician"), /^Trabajador social clínico \(LCSW\)$/m);
  assert.match(await choices("place"), /^10 Telesalud en el hogar del paciente$/m);
  assert.match(await choices("habit"), /^Una nota clínica copiada para todos$/m);
  await context.close();
});

test("each data file is fetched once, and in Spanish where it is translated", async () => {
  const { page, context, requests } = await open();
  const data = requests.filter((url) => url.includes("fee_schedules-"));
  assert.deepEqual(data, [...new Set(data)]);
  const names = data.map((url) => url.replace(/^.*fee_schedules-\w+\//, ""));
  assert.ok(names.includes("es/rules/units.json") && !names.includes("rules/units.json"));
  await page.waitForTimeout(300);
  await context.close();
});

test("a finding says in Spanish what is wrong and what to do", async () => {
  const { page, context } = await open();
  await fill(page, "attendees", "9");
  const roster = page.locator("cpt-roster");
  await roster.getByText("Asistieron 9 pacientes y se hacen 8 reclamaciones; faltan: 1.").waitFor();
  await roster
    .getByText("Agregue una reclamación por cada paciente que asistió, o anote por qué no se hace.")
    .first()
    .waitFor();
  await context.close();
});

test("what the engine refuses is said in Spanish", async () => {
  const { page, context } = await open();
  await fill(page, "zip", "00000");
  await stateIs(page, "error");
  await page
    .getByText(
      "CMS no tiene el código ZIP “00000”; indique los cinco dígitos del lugar de servicio",
    )
    .first()
    .waitFor();
  await context.close();
});

test("the arithmetic is told in Spanish, and its figures stay as they are", async () => {
  const { page, context } = await open();
  const steps = await page
    .locator("cpt-roster")
    .evaluate((element) =>
      [...element.shadowRoot.querySelectorAll(".shared-receipt .steps li, .receipt .steps li")]
        .slice(0, 2)
        .map((step) => [
          step.querySelector(".step-words").textContent,
          step.querySelector(".money").textContent,
        ]),
    );
  assert.match(steps[0][0], /^Monto de la tabla de tarifas: .* × factor de conversión$/);
  assert.equal(steps[1][0], "Porcentaje para este tipo de profesional");
  for (const [, money] of steps) assert.match(money, /^\$\d+\.\d\d$/);
  await context.close();
});

test("money and dates are written as Spanish is in the United States", async () => {
  const { page, context } = await open();
  await fill(page, "zip", "99501");
  await page.locator("#clinician").selectOption("psychiatrist");
  await fill(page, "size", "30");
  await page.locator(".results").getByText("$1,").first().waitFor();
  const figures = await page.locator(".results .money").allInnerTexts();
  assert.ok(
    figures.some((figure) => /^\$1,\d{3}\.\d{2}$/.test(figure.trim())),
    figures.join(),
  );
  await openPanel(page);
  await chooseSheet(page, "CPT,Rate\n90853,41.38\n");
  await page.getByLabel("Pagador al que corresponde").selectOption("aetna");
  await page.getByLabel("Primer día de vigencia, opcional").fill("2026-03-02");
  await page.getByRole("button", { name: "Usar sin guardar" }).click();
  const entry = page.getByRole("list", { name: "Contratos aquí" });
  await entry.getByText("Aetna · Desde el 2 de marzo de 2026 · 1 fila").waitFor();
  await context.close();
});

test("mistakes of a sheet, which a worker reads, are said in Spanish", async () => {
  const { page, context } = await open();
  await openPanel(page);
  await chooseSheet(page, "CPT,Rate\n90853,x\n90834,50\n");
  await page
    .getByText("Fila 2, Rate: dice “x”; se acepta dólares y centavos, como 41.38.")
    .waitFor();
  await context.close();
});

test("the link to the other language leads to the same page and the same place in it", async () => {
  const { page, context } = await browser.open({ path: `${ROSTER}#zip=90012` });
  await page.locator("cpt-roster[data-state]").waitFor();
  const link = page.getByRole("link", { name: "English" });
  await link.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/roster\.html#zip=90012$/);
  assert.equal(await page.locator("html").getAttribute("lang"), "en-US");
  await page.getByRole("link", { name: "Español" }).click();
  await page.waitForURL(/\/es\/roster\.html#zip=90012$/);
  await context.close();
});

test("a page in English asks for nothing Spanish", async () => {
  const { page, context, requests } = await open({ path: "roster.html" });
  await page.waitForTimeout(300);
  const spanish = requests.filter((url) => /\/es\/|\/es-|engine-words|en-engine/.test(url));
  assert.deepEqual(spanish, []);
  await context.close();
});

test("the first page is in Spanish, with its figures", async () => {
  const viewport = { width: 320, height: 800 };
  const { page, context, complaints } = await browser.open({ path: "es/", viewport });
  const estimator = page.locator("cpt-estimator");
  await estimator.getByText("Una sesión, 8 pacientes").first().waitFor();
  await estimator
    .getByText(/^\$[\d,]+\.\d{2}$/)
    .first()
    .waitFor();
  const [content, frame] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  assert.equal(content, frame);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("the guide is in Spanish, and leads to the same place of itself in English", async () => {
  const { page, context } = await browser.open({ path: "es/codes/90853.html#sources" });
  const heading = page.getByRole("heading", { level: 1 });
  assert.equal(await heading.innerText(), "90853: Sesión de terapia de grupo");
  assert.deepEqual(await violations(page), []);
  await page.getByRole("link", { name: "English" }).click();
  await page.waitForURL(/\/codes\/90853\.html#sources$/);
  assert.equal(await page.locator("html").getAttribute("lang"), "en-US");
  await context.close();
});

for (const [width, colorScheme] of [
  [360, "dark"],
  [1280, "light"],
]) {
  test(`axe finds nothing in Spanish at ${width} px, ${colorScheme}`, async () => {
    const { page, context } = await open({ colorScheme, viewport: { width, height: 800 } });
    await fill(page, "attendees", "9");
    await openPanel(page);
    assert.deepEqual(await violations(page), []);
    await context.close();
  });
}

test("nothing scrolls sideways at 320 px in Spanish", async () => {
  const { page, context } = await open({ viewport: { width: 320, height: 800 } });
  const widths = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
  await fill(page, "attendees", "9");
  await openPanel(page);
  const [content, frame] = await widths();
  assert.equal(content, frame);
  await chooseSheet(page, "CPT,Rate\n90853,x\n90834,50\n");
  const [withSheet] = await widths();
  assert.equal(withSheet, frame);
  await context.close();
});
