// Every amount that a state prints, asked of the engine as a claim of its own: code, day, setting,
// who treated, modifiers. One batch of the command line answers all of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { groupBy } from "./lib/group-by.mjs";
import { run } from "./lib/native.mjs";
import { readJson } from "./lib/root.mjs";

const FIRST_DAY = "2019-01-01"; // Medicare's years begin here, and with them the localities.
const EVERYONE = [
  "psychiatrist",
  "clinical_psychologist",
  "clinical_social_worker",
  "marriage_family_therapist",
  "mental_health_counselor",
  "nurse_practitioner",
  "clinical_nurse_specialist",
  "physician_assistant",
];
const PLACES = { any: "11", non_facility: "11", facility: "21", outpatient_hospital: "22" };

const { schedules } = readJson("tests/data/medicaid_fee_schedules.json");
const { localities } = readJson("fee_schedules/medicare/localities.json");

function localityIn(state, date) {
  const there = localities.filter((each) => each.state === state && each.from <= date);
  return there.find(({ to }) => to === null || date <= to).id;
}

const firstDay = (schedule, row) => [schedule.from, row.from ?? FIRST_DAY, FIRST_DAY].sort().at(-1);

/** The types a row is for; a row that a modifier chooses is for whoever sends that modifier. */
function cliniciansOf({ clinicians }) {
  if (clinicians[0] === "any") return EVERYONE;
  return clinicians.length > 0 ? clinicians : ["mental_health_counselor"];
}

/** Nothing where members are priced by it without naming it. */
function programOf({ state, program, default: isDefault }, { clinicians }) {
  if (state === "MS" && clinicians.length === 0) return "outpatient-hospital";
  return isDefault ? undefined : program;
}

function modifiersOf({ program }, { modifiers_any_of: modifiers = [] }) {
  const ofTheProgram = program === "outpatient-hospital" ? ["HE"] : [];
  return [...modifiers.slice(0, 1), ...ofTheProgram];
}

function requestFor(schedule, row, type) {
  const date = firstDay(schedule, row);
  const program = programOf(schedule, row);
  return {
    version: 1,
    service: { code: row.code, date },
    clinician: { type },
    locality: localityIn(schedule.state, date),
    receipts: false,
    members: [
      {
        payer: `medicaid-${schedule.state}`,
        ...(program === undefined ? {} : { program }),
        place_of_service: PLACES[row.setting],
        modifiers: modifiersOf(schedule, row),
      },
    ],
  };
}

/** Ohio's sheet contradicts itself about these: nothing is known of the days from 2019-08-01 on. */
const isDisputed = ({ id }, { code }) =>
  id === "oh-outpatient-hospital-bh-2019-08-to-2023-12" && ["90832", "H0004"].includes(code);

const requestsOf = (schedule) =>
  schedule.rows.flatMap((row) =>
    cliniciansOf(row).map((type) => ({
      schedule: schedule.id,
      row,
      cents: isDisputed(schedule, row) ? undefined : row.amount_cents,
      request: requestFor(schedule, row, type),
    })),
  );

const byModifierAlone = schedules.filter(({ program }) => program === "specialized-mental-health");
const asked = [
  ...schedules.flatMap(requestsOf),
  // Washington's TG chooses the program of a member who names none.
  ...byModifierAlone
    .map((schedule) => ({ ...schedule, id: `${schedule.id}, no program named`, default: true }))
    .flatMap(requestsOf),
];
const lines = asked.map(({ request }) => `${JSON.stringify(request)}\n`).join("");
const batch = run(["batch", "-"], lines);
const answers = batch.stdout.trimEnd().split("\n");

/** What is wrong with the answer to a request, in a sentence. */
function mistake({ row, cents, request, answer }) {
  const { claims, errors } = JSON.parse(answer);
  const allowed = claims?.[0].lines[0].allowed_cents ?? undefined;
  // Of a code that no schedule of the day prices the request is refused.
  if (allowed === cents && (errors === undefined || cents === undefined)) return [];
  const { place_of_service: place, modifiers } = request.members[0];
  const line = [row.code, ...modifiers, request.clinician.type, `place ${place}`].join(", ");
  const found = errors === undefined ? allowed : errors.map(({ message }) => message).join(" ");
  return [`row ${row.row}: ${line} on ${request.service.date}: ${cents}, found ${found}`];
}

test("each row of each schedule is asked for, and each request is answered", () => {
  const rows = new Set(asked.map(({ row }) => row));
  assert.equal(rows.size, 1145);
  assert.equal(answers.length, asked.length);
});

const answered = asked.map((each, at) => ({ ...each, answer: answers[at] }));
for (const [schedule, group] of groupBy(answered, (each) => each.schedule)) {
  test(`${schedule}: every amount printed is the amount allowed`, () => {
    assert.deepEqual(group.flatMap(mistake), []);
  });
}
