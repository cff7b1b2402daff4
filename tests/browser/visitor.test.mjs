// A visitor who has never been here, from arrival to the link they send to a colleague.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { answerOf, inDollars, startBrowser } from "./estimator-page.mjs";
import { AT, nativeEstimate, payerCount, shownFigures, visitorIs } from "./visitor-page.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

async function open(options = {}, prepare = undefined) {
  const opened = await browser.open({ ...AT, ...options }, prepare);
  await visitorIs(opened.page, "ready");
  return opened;
}

function amount(cents, range) {
  if (!range || range.low_cents === range.high_cents) return inDollars(cents);
  return `${inDollars(range.low_cents)} to ${inDollars(range.high_cents)}`;
}

/** What the page has to show for an answer of the command line. */
function expectedFigures({ session, periods }) {
  const { lowest_claim_cents: low, highest_claim_cents: high } = session;
  const { month, year } = periods;
  return {
    [`A session, ${session.members} patients`]: amount(session.allowed_cents, session.range),
    "Each patient": low === high ? inDollars(low) : `${inDollars(low)} to ${inDollars(high)}`,
    [`A month, ${month.sessions} sessions`]: amount(month.allowed_cents, month.range),
    [`A year, ${year.sessions} sessions`]: amount(year.allowed_cents, year.range),
  };
}

async function figuresAreRight(page) {
  await visitorIs(page, "ready");
  assert.deepEqual(await shownFigures(page), expectedFigures(await nativeEstimate(page)));
}

test("on arrival there is an estimate, before anything is typed", async () => {
  const { page, context } = await open({}, (page) =>
    page.clock.setFixedTime(new Date("2026-03-02T12:00:00")),
  );
  assert.deepEqual(await shownFigures(page), {
    "A session, 8 patients": "$195.68",
    "Each patient": "$24.46",
    "A month, 4 sessions": "$782.72",
    "A year, 48 sessions": "$9,392.64",
  });
  await figuresAreRight(page);
  const habit = page.getByRole("region", { name: /One wrong habit/ });
  assert.match(await habit.innerText(), /\$171\.22 of \$195\.68 lost/);
  assert.match(await habit.innerText(), /In a year of 48 sessions that is \$8,218\.56/);
  await context.close();
});

test("whatever is changed, the figures follow", async () => {
  const { page, context, complaints } = await open();
  await page.getByLabel("ZIP code").fill("80202");
  await page.getByText("Colorado", { exact: true }).waitFor();
  await page.getByLabel("Who leads the group").selectOption("psychiatrist");
  await page.getByRole("button", { name: "Telehealth" }).click();
  await page.getByLabel("Patients", { exact: true }).press("ArrowRight");
  await figuresAreRight(page);
  const medicaid = payerCount(page, "Medicaid");
  await medicaid.more.click();
  await medicaid.more.click();
  await payerCount(page, "Medicare").fewer.click();
  await payerCount(page, "Self-pay").more.click();
  await page.getByLabel("Your fee").fill("60");
  await page.getByLabel("Sessions a year").fill("40");
  await figuresAreRight(page);
  const { claims } = await nativeEstimate(page);
  assert.deepEqual(
    claims.map(({ payer }) => payer),
    [...Array(8).fill("medicare"), "medicaid-CO", "medicaid-CO", "self-pay"],
  );
  assert.ok(claims.every(({ place_of_service }) => place_of_service === "10"));
  assert.deepEqual(complaints, []);
  await context.close();
});

test("where a benchmark prices, a range is shown and said to be one", async () => {
  const { page, context } = await open();
  await payerCount(page, "Medicaid").more.click();
  await payerCount(page, "Commercial").more.click();
  await page.getByText("are priced by what others were paid").waitFor();
  await figuresAreRight(page);
  assert.match(await page.locator(".figures dd").first().innerText(), / to /);
  await context.close();
});

test("a state whose benchmark rests on few observations gets the national one", async () => {
  const { page, context } = await open({
    path: "index.html#zip=60601&mix=benchmark-medicaid-IL:4",
  });
  await page.getByText("by national benchmark").waitFor();
  const { claims } = await nativeEstimate(page);
  assert.ok(claims.every(({ payer }) => payer === "benchmark-medicaid"));
  await context.close();
});

test("what is wrong is said once it has been left, in the same words at the field", async () => {
  const { page, context } = await open();
  const zip = page.getByLabel("ZIP code");
  await zip.fill("000");
  assert.equal(await page.getByRole("alert").count(), 0);
  await zip.fill("00009");
  await zip.blur();
  await visitorIs(page, "error");
  const summary = page.getByRole("alert");
  const words = await summary.getByRole("link").innerText();
  assert.match(await page.locator("#zip-problem").innerText(), /^Error:/);
  assert.ok((await page.locator("#zip-problem").innerText()).endsWith(words));
  await summary.getByRole("link").click();
  assert.ok(await zip.evaluate((field) => field.matches(":focus")));
  await zip.fill("90012");
  await visitorIs(page, "ready");
  assert.equal(await page.getByRole("alert").count(), 0);
  await page.getByLabel("Sessions a year").fill("900");
  await page.getByLabel("Sessions a year").blur();
  assert.match(await summary.innerText(), /from 1 to 366/);
  await page.getByRole("button", { name: "Back to the example" }).click();
  await visitorIs(page, "ready");
  await context.close();
});

test("the arithmetic is there for whoever wants it", async () => {
  const { page, context } = await open();
  await page.getByText("Show the arithmetic").click();
  const steps = page.locator(".arithmetic-card .steps li");
  assert.ok((await steps.count()) > 4);
  assert.match(await page.locator(".arithmetic-card").innerText(), /42 CFR 414/);
  await context.close();
});

test("a link holds the estimate, and nothing about anybody", async () => {
  const { page, context } = await open({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.getByLabel("ZIP code").fill("98101");
  await payerCount(page, "Medicaid").more.click();
  await payerCount(page, "Self-pay").more.click();
  await page.getByLabel("Your fee").fill("$55.50");
  await page.getByRole("button", { name: "Telehealth" }).click();
  await visitorIs(page, "ready");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText("Copied.").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(new URL(link).search, "");
  assert.match(link, /#zip=98101&who=clinical_social_worker&.*fee=55\.50/);
  const shown = await shownFigures(page);

  const other = await context.newPage();
  await other.goto(link);
  await visitorIs(other, "ready");
  assert.deepEqual(await shownFigures(other), shown);
  await context.close();
});

test("a hostile link is read as far as it makes sense", async () => {
  const hostile =
    "zip=<img src=x onerror=alert(1)>&who=__proto__&mix=medicare:999,<b>:3,constructor:2&fee=1e9&date=2026-13-45&code='&year=0&comes=-1&locality=x";
  const unknown = await open({ path: "index.html#zip=90012&locality=00000-00" });
  await figuresAreRight(unknown.page);
  await unknown.context.close();
  const { page, context, complaints } = await open({
    path: `index.html#${encodeURI(hostile)}`,
  });
  await figuresAreRight(page);
  assert.equal((await nativeEstimate(page)).session.members, 50);
  assert.equal(await page.locator("img[src=x]").count(), 0);
  assert.deepEqual(complaints, []);
  await context.close();
});

test("the pictures say in words and in tables what they draw", async () => {
  const { page, context, complaints } = await open();
  await page.getByRole("heading", { name: "In pictures" }).scrollIntoViewIfNeeded();
  const bySize = page.getByRole("region", { name: "A session, by size of the group" });
  await bySize.locator("canvas").waitFor();
  assert.match(
    await bySize.innerText(),
    /From 6 patients a group brings more than one individual hour \(90837, \$\d+\.\d\d\)/,
  );
  await bySize.getByText("As a table").click();
  const rows = await bySize.getByRole("row").allInnerTexts();
  const total = (await nativeEstimate(page)).session.allowed_cents;
  assert.ok(rows.some((row) => row.replace(/\s+/g, " ") === `8 ${inDollars(total)}`));
  assert.ok(await isDrawn(bySize.locator("canvas")));

  const overYear = page.getByRole("region", { name: "A year, when not everybody comes" });
  const spread = overYear.getByText("In eight years of ten");
  const before = await spread.innerText();
  await overYear.getByLabel("Each patient comes to").press("ArrowLeft");
  await page.waitForFunction((words) => {
    const { shadowRoot } = document.querySelector("cpt-estimator");
    const region = shadowRoot.querySelector("[aria-labelledby=over-year]");
    return !region.textContent.includes(words);
  }, before);
  assert.ok(await isDrawn(overYear.locator("canvas")));
  assert.deepEqual(complaints, []);
  await context.close();
});

/** Whether anything but emptiness is on a canvas. */
function isDrawn(canvas) {
  return canvas.evaluate((element) => {
    const { data } = element.getContext("2d").getImageData(0, 0, element.width, element.height);
    return data.some((value) => value !== 0);
  });
}

test("without its pictures the page says so, and still estimates", async () => {
  const { page, context } = await open({}, (page) =>
    page.route("**/on_demand/cpt-chart-*.js", (route) => route.abort()),
  );
  await page.getByRole("heading", { name: "In pictures" }).scrollIntoViewIfNeeded();
  await page.getByText("The pictures could not be drawn").waitFor();
  await figuresAreRight(page);
  await context.close();
});

test("another code is priced where the element says so", async () => {
  const { page, context } = await open();
  await page.evaluate(() => {
    const element = document.createElement("cpt-estimator");
    element.setAttribute("code", "90837");
    document.querySelector("cpt-estimator").replaceWith(element);
  });
  await visitorIs(page, "ready");
  const estimate = await nativeEstimate(page);
  assert.equal(estimate.service.code, "90837");
  assert.equal(estimate.session.members, 1);
  assert.equal(
    (await shownFigures(page))["Each patient"],
    inDollars(estimate.session.allowed_cents),
  );
  assert.equal(await page.getByRole("heading", { name: "In pictures" }).count(), 0);
  await context.close();
});

async function addWaitlist(page, address) {
  await page.evaluate((waitlist) => {
    document.querySelector("cpt-estimator").setAttribute("waitlist", waitlist);
  }, address);
}

test("a waitlist says what it sends, sends that, and is absent where none is set", async () => {
  const { page, context } = await open();
  assert.equal(await page.locator("cpt-waitlist").count(), 0);
  await addWaitlist(page, "http://elsewhere.example/insecure");
  await addWaitlist(page, "javascript:alert(1)");
  assert.equal(await page.locator("cpt-waitlist").count(), 0);
  const sent = [];
  let status = 500;
  await page.route("**/join", (route) => {
    sent.push({ method: route.request().method(), body: route.request().postData() });
    return route.fulfill({ status });
  });
  await addWaitlist(page, "join");
  const form = page.locator("cpt-waitlist");
  await form.getByText(/Sends your email address to 127\.0\.0\.1:\d+, and nothing else/).waitFor();
  const email = form.getByLabel("Email address");
  const join = form.getByRole("button", { name: "Join the waitlist" });
  await email.fill("nobody");
  await join.click();
  await form.getByText("Enter an email address").waitFor();
  assert.equal(sent.length, 0);
  await email.fill("a+b@example.org");
  await join.click();
  await form.getByText("did not take it").waitFor();
  assert.equal(await email.inputValue(), "a+b@example.org");
  assert.deepEqual(await violations(page), []);
  status = 204;
  await join.click();
  await form.getByText("Sent. Thank you.").waitFor();
  assert.deepEqual(sent.at(-1), { method: "POST", body: "email=a%2Bb%40example.org" });
  await context.close();
});

test("a robot that fills the hidden field sends nothing", async () => {
  const { page, context } = await open();
  let requests = 0;
  await page.route("**/join", (route) => {
    requests += 1;
    return route.fulfill({ status: 204 });
  });
  await addWaitlist(page, "join");
  const form = page.locator("cpt-waitlist");
  await form.getByLabel("Email address").fill("robot@example.org");
  await form.locator("#website").evaluate((field) => {
    field.value = "https://spam.example/";
  });
  await form.getByRole("button", { name: "Join the waitlist" }).click();
  await form.getByText("Sent. Thank you.").waitFor();
  assert.equal(requests, 0);
  await context.close();
});

test("a host's own call to action has a place", async () => {
  const { page, context } = await open();
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), {
      href: "#call",
      textContent: "Call us",
    });
    link.slot = "action";
    document.querySelector("cpt-estimator").append(link);
  });
  assert.ok(await page.getByRole("link", { name: "Call us" }).isVisible());
  await context.close();
});

test("the example's locality is that of its ZIP code, and another ZIP code decides again", async () => {
  const { page, context, requests } = await open();
  const request = await page.locator("cpt-estimator").evaluate((element) => element.request);
  assert.ok(!requests.some((url) => url.endsWith("zip5.json")));
  const { locality, ...rest } = request;
  assert.equal((await answerOf({ ...rest, zip: "90012" })).locality, locality);
  await page.getByLabel("ZIP code").fill("10001");
  await page.getByText("Manhattan").waitFor();
  await figuresAreRight(page);
  await context.close();
});
