// Every rule of the book against examples written from its sources: where it fires and where it is
// silent. How they are written: lib/rule-examples.mjs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyChange } from "./lib/change.mjs";
import { loading } from "./lib/conformance.mjs";
import { run } from "./lib/native.mjs";
import { readJson } from "./lib/root.mjs";
import {
  bookOfExamples,
  contracts,
  exampleFiles,
  examples,
  patched,
} from "./lib/rule-examples.mjs";
import { assertKeepsTo, isRequest } from "./lib/schemas.mjs";

const { files } = readJson("fee_schedules/index.json");
const ruleFiles = files
  .filter(({ schema }) => schema === "rules/1")
  .map(({ name }) => ({
    name: name.slice("rules/".length),
    ...readJson("fee_schedules", name),
  }));
const rules = ruleFiles.flatMap((file) => file.rules);
const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
const topicOf = ({ id, topic = id }) => topic;
const { payers } = readJson("fee_schedules/payers.json");
const modifiers = readJson("fee_schedules/rules/modifier_codes.json").modifiers;
const paying = new Set(
  modifiers.filter(({ effect }) => effect === "payment").map(({ code }) => code),
);
const lastDay = files
  .map(({ to }) => to ?? "")
  .sort()
  .at(-1);

/** Answers to all requests, by one run of the program. */
function ask(requests) {
  const text = requests.map((request) => `${JSON.stringify(request)}\n`).join("");
  const lines = run(["batch", "-", ...loading([...contracts])], text).stdout.split("\n");
  assert.equal(lines.length, requests.length + 1);
  return lines.slice(0, -1).map((line) => JSON.parse(line));
}

/** Every finding, with the most that it may put at risk and, of a claim, its position. */
function findingsOf({ session, claims }) {
  return [
    ...session.findings.map((finding) => ({ finding, most: session.allowed_cents ?? 0 })),
    ...claims.flatMap(({ findings, allowed_cents: most = 0 }, member) =>
      findings.map((finding) => ({ finding, most, member })),
    ),
  ];
}

const answers = ask(examples.map(({ request }) => request));
for (const [at, example] of examples.entries()) example.answer = answers[at];

const isPriced = ({ request }) => request.service.date <= lastDay;

const firedIn = ({ answer }) => findingsOf(answer).map(({ finding }) => finding.rule);

/** Whether the example shows the rule: an exempt one shows by the silence of what it displaces. */
function fires(rule, example) {
  const fired = firedIn(example);
  if (rule.kind !== "exempt") return fired.includes(rule.id);
  return !fired.some((id) => topicOf(ruleOf.get(id)) === topicOf(rule));
}

function assertReads({ finding, most }, rule) {
  assert.equal(finding.severity, rule.severity);
  assert.doesNotMatch(`${finding.message} ${finding.fix}`, /[{}]/);
  assert.ok(finding.at_risk_cents <= most, `${finding.at_risk_cents} of ${most} at risk`);
  if (rule.severity === "note") assert.equal(finding.at_risk_cents, 0);
}

test("every rule of every rule file has examples in both directions, in the file of that name", () => {
  assert.deepEqual(exampleFiles.toSorted(), ruleFiles.map(({ name }) => name).toSorted());
  for (const { name, rules: wanted } of ruleFiles) {
    const found = bookOfExamples.find((file) => file.name === name).rules;
    assert.deepEqual(Object.keys(found).toSorted(), wanted.map(({ id }) => id).toSorted(), name);
    for (const [id, { fires, silent }] of Object.entries(found)) {
      assert.ok(fires.length > 0 && silent.length > 0, id);
    }
  }
});

test("each example is a request that the contract allows, and is priced where its day can be", () => {
  for (const example of examples) {
    assertKeepsTo(isRequest, example.request);
    const { status, errors } = example.answer;
    if (isPriced(example)) assert.equal(status, "ok", `${example.text} ${JSON.stringify(errors)}`);
    else assert.equal(errors[0].code, "no_schedule", example.text);
  }
});

test("the clean session of each file trips no rule", () => {
  const clean = bookOfExamples.map(({ base }) => patched(base));
  for (const [at, answer] of ask(clean).entries()) {
    assert.equal(answer.status, "ok");
    assert.deepEqual(firedIn({ answer }), [], bookOfExamples[at].name);
  }
});

for (const rule of rules) {
  test(`${rule.id} fires where it should and is silent where it should be`, () => {
    const mine = examples.filter((example) => example.id === rule.id && isPriced(example));
    for (const example of mine) {
      const { direction, text } = example;
      assert.equal(
        fires(rule, example),
        direction === "fires",
        `${direction} is what ${text} should show; it fired ${firedIn(example)}`,
      );
      for (const found of findingsOf(example.answer)) {
        if (found.finding.rule === rule.id) assertReads(found, rule);
      }
    }
  });
}

// Kentucky, South Carolina and, in an outpatient hospital, Ohio want to be told who treated.
const DISCIPLINE = {
  "medicaid-KY": {
    psychiatrist: "AF",
    clinical_psychologist: "AH",
    clinical_social_worker: "AJ",
    marriage_family_therapist: "HO",
    mental_health_counselor: "HO",
    nurse_practitioner: "SA",
    clinical_nurse_specialist: "SA",
    physician_assistant: "U1",
  },
  "medicaid-SC": {
    psychiatrist: "AF",
    clinical_psychologist: "AH",
    clinical_social_worker: "HO",
    marriage_family_therapist: "HO",
    mental_health_counselor: "HO",
    nurse_practitioner: "SA",
    physician_assistant: "AM",
  },
  "medicaid-OH": {
    psychiatrist: "AM",
    clinical_psychologist: "AH",
    clinical_social_worker: "AJ",
    marriage_family_therapist: "U5",
    mental_health_counselor: "U2",
    nurse_practitioner: "SA",
    clinical_nurse_specialist: "UC",
    physician_assistant: "UD",
  },
};
// Modifiers of who treated beside those: of clinicians whom no request names, or in place of one.
const OTHERS_WHO_TREAT = { "medicaid-KY": ["U8"], "medicaid-SC": ["HP"], "medicaid-OH": [] };
const ALSO_RIGHT = {
  "medicaid-KY": {
    clinical_social_worker: ["HO", "U8"],
    marriage_family_therapist: ["AJ", "U8"],
    mental_health_counselor: ["AJ", "U8"],
  },
  "medicaid-SC": { clinical_psychologist: ["HP"] },
};

// South Carolina prints group therapy for psychologists and the master's level alone.
const NOT_IN_SCHEDULE = {
  "medicaid-SC": [
    "psychiatrist",
    "nurse_practitioner",
    "clinical_nurse_specialist",
    "physician_assistant",
  ],
};

test("a clean session of eight trips no denial and no warning, whoever pays and whoever leads", () => {
  const sessions = payers.flatMap(({ id: payer }) =>
    Object.keys(DISCIPLINE["medicaid-KY"]).map((type) => {
      const modifier = payer === "medicaid-OH" ? undefined : DISCIPLINE[payer]?.[type];
      const member = {
        payer,
        place_of_service: "11",
        modifiers: modifier === undefined ? [] : [modifier],
        units: 1,
        diagnosis: "F33.1",
        authorization: "verified",
        coverage: "verified",
        note: "complete",
        delivery: "in_person",
      };
      return {
        service: { code: "90853", date: "2026-03-02", minutes: 60 },
        clinician: { type },
        locality: "01182-18",
        receipts: false,
        members: Array.from({ length: 8 }, () => member),
      };
    }),
  );
  for (const [at, answer] of ask(sessions).entries()) {
    const { members, clinician } = sessions[at];
    const tripped = findingsOf(answer)
      .filter(({ finding }) => finding.severity !== "note")
      .map(({ finding }) => finding.rule);
    const [{ payer }] = members;
    const isListed = !NOT_IN_SCHEDULE[payer]?.includes(clinician.type);
    const expected = isListed ? [] : members.map(() => "clinician-not-in-table");
    assert.deepEqual(tripped, expected, `${payer}, ${clinician.type}`);
    assert.equal(answer.session.at_risk_cents, 0);
  }
});

/** Every change that a finding of a member offers in the examples. */
const offered = examples.filter(isPriced).flatMap((example) =>
  findingsOf(example.answer)
    .filter(({ finding, member }) => member !== undefined && finding.change !== undefined)
    .map(({ finding, member }) => ({ example, finding, member })),
);

test("the change that a finding offers removes it, and brings none of its kind and no denial", () => {
  assertMends(offered);
});

function assertMends(offers) {
  const changed = offers.map(({ example: { request }, finding, member }) => ({
    ...request,
    members: request.members.map((each, at) =>
      at === member ? applyChange(each, finding.change, (code) => paying.has(code)) : each,
    ),
  }));
  assert.ok(offers.length > 0);
  for (const [at, answer] of ask(changed).entries()) {
    const { example, finding, member } = offers[at];
    const text = `${finding.rule} offers ${JSON.stringify(finding.change)}: ${example.text}`;
    assert.equal(answer.status, "ok", `${text} ${JSON.stringify(answer.errors)}`);
    const before = example.answer.claims[member].findings;
    const after = answer.claims[member].findings;
    const ofRule = (list, id) => list.filter((each) => each.rule === id).length;
    assert.ok(ofRule(after, finding.rule) < ofRule(before, finding.rule), `${text}: still there`);
    const { kind } = ruleOf.get(finding.rule);
    const brought = after.filter(({ rule }) => ofRule(after, rule) > ofRule(before, rule));
    for (const { rule, severity } of brought) {
      assert.notEqual(ruleOf.get(rule).kind, kind, `${text}: brings ${rule}`);
      assert.notEqual(severity, "denial", `${text}: brings ${rule}`);
    }
  }
}

/** What a rule finds of a member with `patch` in the clean session of same_day.json. */
function sameDayFindings(patch, rule) {
  const { base } = bookOfExamples.find(({ name }) => name === "same_day.json");
  const request = patched(base, { member: patch });
  const [{ claims }] = ask([request]);
  return claims[0].findings
    .filter((finding) => finding.rule === rule)
    .map((finding) => ({ ...finding, request }));
}

/** That session with the change of a finding made to its first member. */
const mended = ({ request, change }) => ({
  ...request,
  members: [applyChange(request.members[0], change, (code) => paying.has(code))],
});

for (const [payer, suffix] of [
  ["medicare", ""],
  ["medicaid-NY", "-commercial"],
  ["uhc", "-commercial"],
]) {
  const wrongLine = (modifier) => `${modifier}-on-the-group-line${suffix}`;

  // The rule names psychotherapy only; of the evaluation that day it says nothing.
  test(`59 moves to the lines that its rule names and to no other of that day, under ${payer}`, () => {
    const evaluation = { code: "99213", modifiers: ["25"] };
    for (const modifier of ["59", "XE", "XU"]) {
      const member = {
        payer,
        modifiers: [modifier],
        same_day: [{ code: "90834" }, evaluation, { code: "90837", modifiers: ["XE"] }],
      };
      const [found, ...others] = sameDayFindings(member, wrongLine("59"));
      assert.deepEqual(others, []);
      assert.deepEqual(found.change, {
        remove_modifiers: [modifier],
        same_day_codes: ["90834"],
        same_day_add_modifiers: [modifier],
      });
      const [changed] = mended(found).members;
      assert.deepEqual(changed.modifiers, []);
      assert.deepEqual(changed.same_day, [
        { code: "90834", modifiers: [modifier] },
        evaluation,
        { code: "90837", modifiers: ["XE"] },
      ]);
    }
  });

  test(`where several lines of the day lack 59 or 25 one change serves all, under ${payer}`, () => {
    for (const [modifier, codes, bystander] of [
      ["59", ["90834", "90847"], "99213"],
      ["25", ["99213", "G0463"], "90834"],
    ]) {
      const same_day = [...codes, bystander].map((code) => ({ code }));
      const found = sameDayFindings(
        { payer, modifiers: [modifier], same_day },
        wrongLine(modifier),
      );
      assert.equal(found.length, codes.length);
      for (const { change } of found) {
        assert.deepEqual(change, {
          remove_modifiers: [modifier],
          same_day_codes: codes,
          same_day_add_modifiers: [modifier],
        });
      }
    }
  });

  // NCCI: 90834 wants it on its own line; 90868 on the line of the group.
  test(`59 stays on the group line where another code of that day wants it there, under ${payer}`, () => {
    for (const keeping of ["90867", "90868", "90869", "90901", "G0410", "96112"]) {
      for (const same_day of [
        [{ code: "90834" }, { code: keeping }],
        [{ code: keeping }, { code: "90834" }],
        [{ code: "90834" }, { code: keeping, modifiers: ["59"] }],
      ]) {
        const member = { payer, modifiers: ["59"], same_day };
        const [found, ...others] = sameDayFindings(member, wrongLine("59"));
        assert.deepEqual(others, []);
        assert.equal(found.change, undefined, keeping);
        assert.match(found.message, /90834/);
        assert.deepEqual(sameDayFindings(member, `group-needs-modifier${suffix}`), []);
      }
    }
  });
}

// What NCCI publishes of Medicare; the line that is denied is the other's.
const OTHER_LINE_DENIED = [
  "same-day-individual",
  "same-day-family",
  "same-day-other-therapy",
  "same-day-evaluation",
  "same-day-smaller-service",
  "same-day-never-paid",
  "59-on-the-group-line",
  "25-on-the-group-line",
];

test("a published rule of one day's codes is a denial of the other line, and none of the group's", () => {
  for (const id of OTHER_LINE_DENIED) {
    const found = examples
      .filter((example) => example.id === id && isPriced(example))
      .flatMap(({ answer }) => findingsOf(answer))
      .filter(({ finding }) => finding.rule === id);
    assert.ok(found.length > 0, id);
    for (const { finding } of found) {
      assert.deepEqual([finding.severity, finding.at_risk_cents], ["denial", 0], id);
    }
  }
});

// Where neither video nor audio is told, nobody can say which of the two modifiers is right.
test("a telehealth modifier is not chosen for a person where either of two would do", () => {
  for (const id of ["horizon-telehealth-modifier", "ca-telehealth-modifier"]) {
    const found = examples
      .filter((example) => example.id === id && isPriced(example))
      .flatMap(({ answer }) => findingsOf(answer))
      .filter(({ finding }) => finding.rule === id);
    assert.ok(found.length > 0, id);
    for (const { finding } of found) assert.equal(finding.change, undefined, id);
  }
});

test("the modifier of who treated takes the place of the others that say who treated", () => {
  const asked = Object.entries(DISCIPLINE).flatMap(([payer, wanted]) =>
    Object.entries(wanted).flatMap(([type, own]) =>
      [...new Set([...Object.values(wanted), ...OTHERS_WHO_TREAT[payer]])]
        .filter((other) => other !== own && !ALSO_RIGHT[payer]?.[type]?.includes(other))
        .map((other) => ({ payer, type, own, other })),
    ),
  );
  const requests = asked.map(({ payer, type, other }) => ({
    // Ohio's schedule with these modifiers ended with 2023.
    service: { code: "90853", date: payer === "medicaid-OH" ? "2023-12-31" : "2026-03-02" },
    clinician: { type },
    locality: "01182-18",
    members: Array.from({ length: 3 }, () => ({
      payer,
      place_of_service: "22",
      modifiers: payer === "medicaid-OH" ? [other, "HE"] : [other],
      diagnosis: "F33.1",
    })),
  }));
  for (const [at, { claims }] of ask(requests).entries()) {
    const { payer, type, own, other } = asked[at];
    const offers = claims[0].findings.filter(({ change }) => change?.add_modifiers?.includes(own));
    const what = `${payer}, ${type}, ${other}: ${JSON.stringify(claims[0].findings)}`;
    assert.equal(offers.length, 1, what);
    const [{ change }] = offers;
    const [member] = requests[at].members;
    const { modifiers } = applyChange(member, change, (code) => paying.has(code));
    const left = payer === "medicaid-OH" ? [own, "HE"] : [own];
    assert.deepEqual(modifiers.toSorted(), left.toSorted(), what);
  }
});

test("what to mend is every rule that found a denial or a warning, once, and no other", () => {
  const tally = (ids) => [...new Set(ids)].sort();
  for (const { answer, text } of examples.filter(isPriced)) {
    const all = findingsOf(answer);
    const mendable = all.filter(({ finding }) => finding.severity !== "note");
    const { fixes } = answer.session;
    const gaining = all.filter(({ finding }) => finding.gain_cents > 0);
    assert.deepEqual(
      fixes.map(({ rule }) => rule).sort(),
      tally([...mendable, ...gaining].map(({ finding }) => finding.rule)),
      text,
    );
    for (const { rule, members, severity, worth_cents: worth, at_risk_cents: atRisk } of fixes) {
      const mine = all.filter(({ finding }) => finding.rule === rule);
      const concerned = new Set(mine.map(({ member }) => member));
      if (!concerned.has(undefined)) assert.equal(members, concerned.size, text);
      assert.equal(severity, ruleOf.get(rule).severity);
      const gain = mine.reduce((sum, { finding }) => sum + (finding.gain_cents ?? 0), 0);
      assert.ok(worth >= 0 && worth <= atRisk + gain, `${rule}: ${worth} of ${atRisk}, ${text}`);
    }
  }
});
