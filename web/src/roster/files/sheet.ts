import { html, nothing } from "lit";
import { type Alike, type Concern, concernsOf } from "../../common/alike.ts";
import { dollarsIfKnown, kindName } from "../../common/amount-kinds.ts";
import { t } from "../../common/i18n.ts";
import { dollars } from "../../common/money.ts";
import { clinicianName, codeName, localityInState, longDate } from "../../common/names.ts";
import { payerName } from "../../common/payer-options.ts";
import { readable } from "../../common/receipt.ts";
import type {
  Claim,
  ClaimLine,
  ClinicianType,
  Estimate,
  Finding,
  ReceiptStep,
  ScheduleUsed,
} from "../../generated/contract.ts";
import { memberName, whomInWords } from "../member-name.ts";
import type { RosterView } from "../view.ts";

export type SheetView = Pick<
  RosterView,
  "form" | "estimate" | "standing" | "reference" | "contracts"
>;

/** One session on paper: claims, findings, arithmetic, sources. `name`: of the session, where it has one. */
export function sheet(view: SheetView, name: string | undefined) {
  const { estimate } = view;
  if (!estimate) return html`<p>${t("files.no_estimate")}</p>`;
  const notes = numbered(estimate);
  return html`<article class="sheet">
    ${head(view, estimate, name)} ${figures(estimate)} ${claims(view, estimate, notes)}
    ${findings(view, estimate, notes)} ${receipts(view, estimate)} ${sources(view, estimate)}
    <footer>
      <p>${t("files.sheet.disclaimer")}</p>
    </footer>
  </article>`;
}

function head({ standing }: SheetView, estimate: Estimate, name: string | undefined) {
  const { service, clinician, locality, locality_name, state } = estimate;
  const leader = [
    clinicianName(clinician.type as ClinicianType),
    ...(clinician.medicare_participating ? [] : [t("files.sheet.not_participating")]),
    ...(clinician.qualifying_apm ? [t("files.sheet.apm")] : []),
  ];
  const facts: [string, string][] = [
    [t("files.sheet.date"), longDate(service.date)],
    [
      t("files.sheet.service"),
      t("files.sheet.code", { code: service.code, name: codeName(service.code) }),
    ],
    [t("files.sheet.locality"), `${localityInState(locality_name, state)} (${locality})`],
    [t("files.sheet.clinician"), leader.join(", ")],
    ...(service.filing_date
      ? [[t("files.sheet.filing"), longDate(service.filing_date)] as [string, string]]
      : []),
  ];
  return html`<header>
    <h1>
      ${t("files.sheet.title")}${name ? html`<span class="session-name">${name}</span>` : nothing}
    </h1>
    ${standing !== "current" ? html`<p class="alert">${t("files.sheet.not_current")}</p>` : nothing}
    <dl class="facts">${facts.map(pair)}</dl>
  </header>`;
}

function pair([words, value]: readonly [string, unknown]) {
  return html`<div>
    <dt>${words}</dt>
    <dd>${value}</dd>
  </div>`;
}

function figures({ session, claims }: Estimate) {
  const isKnown = session.unpriced_members < session.members || session.allowed_cents > 0;
  const amount = (cents: number) => dollarsIfKnown(isKnown ? cents : null);
  const { secondary_pays_cents: secondary } = session;
  const rows: [string, string][] = [
    [t("files.sheet.allowed"), amount(session.allowed_cents)],
    [t("files.sheet.payers_pay"), amount(session.payer_pays_cents)],
    ...(secondary === undefined
      ? []
      : [[t("files.sheet.secondary"), amount(secondary)] as [string, string]]),
    [t("files.sheet.patients_owe"), amount(session.patient_owes_cents)],
    ...(session.sequestration_cents > 0
      ? [[t("files.sheet.withheld"), amount(session.sequestration_cents)] as [string, string]]
      : []),
    [t("files.sheet.at_risk"), amount(session.at_risk_cents)],
  ];
  const notes = [
    ...(session.unpriced_members > 0 && claims.length > 0
      ? [t("files.sheet.unpriced", { count: session.unpriced_members })]
      : []),
    ...(session.benchmark_members
      ? [t("files.sheet.benchmark", { count: session.benchmark_members })]
      : []),
  ];
  return html`<dl class="figures">${rows.map(pair)}</dl>
    ${notes.map((words) => html`<p class="remark">${words}</p>`)}`;
}

/** A finding in one wording, under the number that the claims refer to it by. */
interface NumberedFinding extends Alike<Finding> {
  number: number;
  concern: Concern;
}

function numbered(estimate: Estimate): NumberedFinding[] {
  return concernsOf(estimate)
    .flatMap((concern) => concern.findings.map((alike) => ({ ...alike, concern })))
    .map((alike, at) => ({ ...alike, number: at + 1 }));
}

function claims(view: SheetView, { claims, session }: Estimate, notes: NumberedFinding[]) {
  const hasSecondary = session.secondary_pays_cents !== undefined;
  const hasCharge = claims.some(({ lines }) =>
    lines.some((line) => line.charge_cents !== undefined),
  );
  const hasDiagnosis = claims.some(({ diagnosis }) => diagnosis);
  const number = (words: string) => html`<th scope="col" class="money">${words}</th>`;
  const optional = (isThere: boolean, cell: unknown) => (isThere ? cell : nothing);
  return html`<section>
    <h2>${t("files.sheet.claims")}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${t("files.sheet.number")}</th>
          <th scope="col">${t("files.sheet.member")}</th>
          <th scope="col">${t("files.sheet.payer")}</th>
          <th scope="col">${t("files.sheet.place")}</th>
          ${optional(hasDiagnosis, html`<th scope="col">${t("files.sheet.diagnosis")}</th>`)}
          <th scope="col">${t("files.sheet.lines")}</th>
          ${optional(hasCharge, number(t("files.sheet.charge")))}
          ${number(t("files.sheet.expected"))} ${number(t("files.sheet.pays"))}
          ${optional(hasSecondary, number(t("files.sheet.secondary")))}
          ${number(t("files.sheet.owes"))}
          <th scope="col">${t("files.sheet.marks")}</th>
        </tr>
      </thead>
      <tbody>
        ${claims.map((claim, at) => {
          const isPriced = claim.lines.some((line) => line.allowed_cents !== null);
          const money = (cents: number | undefined) =>
            html`<td class="money">
              ${cents === undefined ? "" : dollarsIfKnown(isPriced ? cents : null)}
            </td>`;
          return html`<tr>
            <td>${at + 1}</td>
            <th scope="row">${memberName(view.form, at)}</th>
            <td>${payerName(view, claim.payer)}${kindOf(claim)}</td>
            <td>${claim.place_of_service}</td>
            ${optional(hasDiagnosis, html`<td>${claim.diagnosis ?? ""}</td>`)}
            <td class="code">${claim.lines.map(lineInBrief)}</td>
            ${optional(
              hasCharge,
              html`<td class="money">
                ${claim.lines.map(({ charge_cents: cents }) => (cents === undefined ? "" : dollars(cents)))}
              </td>`,
            )}
            ${money(claim.allowed_cents)} ${money(claim.payer_pays_cents)}
            ${optional(hasSecondary, money(claim.secondary_pays_cents))}
            ${money(claim.patient_owes_cents)}
            <td class="marks">${marksOf(claim, at + 1, notes)}</td>
          </tr>`;
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan=${5 + Number(hasDiagnosis) + Number(hasCharge)}>
            ${t("files.sheet.total", { count: session.claims })}
          </th>
          <td class="money">${dollars(session.allowed_cents)}</td>
          <td class="money">${dollars(session.payer_pays_cents)}</td>
          ${optional(
            hasSecondary,
            html`<td class="money">${dollars(session.secondary_pays_cents ?? 0)}</td>`,
          )}
          <td class="money">${dollars(session.patient_owes_cents)}</td>
          <td></td>
        </tr>
      </tfoot>
    </table>
  </section>`;
}

const PRINTED_BY_THE_PAYER = ["medicare", "fee_schedule"];

function kindOf({ amounts_from: kind }: Claim) {
  if (!kind || PRINTED_BY_THE_PAYER.includes(kind)) return nothing;
  return html` <small>(${kindName(kind)})</small>`;
}

/** "90853-95" and, where there are more than one, the units. */
function lineInBrief({ code, modifiers, units }: ClaimLine, at: number) {
  const count = units > 1 ? ` ×${units}` : "";
  return html`${at > 0 ? " + " : ""}<span>${[code, ...modifiers].join("-")}${count}</span>`;
}

/** "D1 N3": how bad, and which of the findings below. */
function marksOf({ findings }: Claim, position: number, notes: readonly NumberedFinding[]): string {
  const ofClaim = notes.filter(
    ({ value, positions, concern }) =>
      !concern.isOfSession &&
      positions.includes(position) &&
      findings.some(({ rule, message }) => rule === value.rule && message === value.message),
  );
  return ofClaim
    .map(({ number, value }) => `${t(`files.sheet.mark.${value.severity}`)}${number}`)
    .join(" ");
}

function findings(view: SheetView, { claims }: Estimate, notes: readonly NumberedFinding[]) {
  const whom = ({ concern, positions }: NumberedFinding) => {
    if (concern.isOfSession) return t("files.sheet.whole_group");
    if (positions.length === claims.length && claims.length > 1) {
      return t("files.sheet.all_members", { count: claims.length });
    }
    return whomInWords(view.form, positions);
  };
  return html`<section>
    <h2>${t("files.sheet.findings")}</h2>
    ${notes.length === 0 ? html`<p>${t("files.sheet.no_findings")}</p>` : nothing}
    <ol class="findings">
      ${notes.map(
        (each) => html`<li>
          <span class="mark ${each.value.severity}">
            ${t(`files.sheet.mark.${each.value.severity}`)}${each.number}
          </span>
          <p>
            <strong>${t(`files.sheet.severity.${each.value.severity}`)}, ${whom(each)}:</strong>
            ${each.value.message}
            <span class="fix">${t("files.sheet.fix", { fix: each.value.fix })}</span>
            <small>${reasonOf(each)}</small>
          </p>
        </li>`,
      )}
    </ol>
  </section>`;
}

/** "CO-226 N706; inferred; at risk $36.33. Source: …", as short as it can be. */
function reasonOf(finding: NumberedFinding): string {
  const { group, carc, rarc = [], basis, sources } = finding.value;
  const atRisk = atRiskOf(finding);
  const parts = [
    [...(group && carc ? [`${group}-${carc}`] : []), ...rarc].join(" "),
    basis === "published" ? "" : t(`files.sheet.basis.${basis}`),
    atRisk > 0 ? t("files.sheet.worth", { amount: dollars(atRisk) }) : "",
  ].filter(Boolean);
  const said = sources.map(({ title }) => title);
  return [
    ...(parts.length > 0 ? [`${parts.join("; ")}.`] : []),
    ...(said.length > 0 ? [t("files.sheet.source", { list: said.join("; ") })] : []),
  ].join(" ");
}

/** Of all the members it concerns; 0 where the engine gave no such sum. */
function atRiskOf({ value, positions, concern }: NumberedFinding): number {
  if (concern.fix && concern.findings.length === 1) return concern.fix.at_risk_cents;
  return positions.length < 2 ? value.at_risk_cents : 0;
}

/** Lines of one payer with the same arithmetic, once each; what nothing prices has none. */
function linesAlike(claims: readonly Claim[]) {
  const found = new Map<string, { payer: string; line: ClaimLine; positions: number[] }>();
  for (const [at, { payer, lines }] of claims.entries()) {
    for (const line of lines) {
      const { code, modifiers, receipt } = line;
      if (!receipt) continue;
      const key = JSON.stringify([payer, code, modifiers, receipt]);
      const alike = found.get(key) ?? { payer, line, positions: [] };
      if (!alike.positions.includes(at + 1)) alike.positions.push(at + 1);
      found.set(key, alike);
    }
  }
  return [...found.values()];
}

function receipts(view: SheetView, { claims }: Estimate) {
  const alike = linesAlike(claims);
  if (alike.length === 0) return nothing;
  const whom = (positions: readonly number[]) =>
    positions.length === claims.length && claims.length > 1
      ? t("files.sheet.all_members", { count: claims.length })
      : whomInWords(view.form, positions);
  return html`<section class="receipts">
    <h2>${t("files.sheet.receipts")}</h2>
    <p class="remark">${t("files.sheet.rounding")}</p>
    <div class="columns">
      ${alike.map(
        ({ payer, line, positions }) => html`<div class="receipt">
          <h3>
            ${[line.code, ...line.modifiers].join("-")}, ${payerName(view, payer)}:
            ${whom(positions)}
          </h3>
          <ol>
            ${line.receipt?.map(step)}
          </ol>
        </div>`,
      )}
    </div>
  </section>`;
}

const OUTCOMES = new Set(["payer_pays", "plan_pays", "patient_owes", "secondary_pays"]);

function step({ kind, step: words, arithmetic, value }: ReceiptStep) {
  const [short = words] = words.split(":");
  return html`<li class=${OUTCOMES.has(kind) ? "outcome" : nothing}>
    <span>${short}</span>
    <span class="arithmetic">${readable(arithmetic)}</span>
    <span class="money">${value}</span>
  </li>`;
}

const OF_ITSELF = new Set(["sum of the steps above"]);

/** The schedules with their dates, then whatever else a step of the arithmetic rests on, once each. */
function sources(view: SheetView, { schedules, claims, service }: Estimate) {
  const printed = schedules.map(({ source }) => source);
  const steps = claims.flatMap(({ lines }) => lines.flatMap(({ receipt = [] }) => receipt));
  const others = [...new Set(steps.map(({ source }) => source))].filter(
    (source) => !OF_ITSELF.has(source) && !printed.includes(source),
  );
  return html`<section class="sources">
    <h2>${t("files.sheet.sources")}</h2>
    <ul>
      ${schedules.map(
        (schedule) => html`<li>
          <strong>${payerName(view, schedule.payer)}, ${schedule.id}</strong>, ${datesOf(schedule)}:
          ${schedule.source}
        </li>`,
      )}
      ${others.length > 0 ? html`<li>${others.join(" · ")}</li>` : nothing}
    </ul>
    <p class="remark">${t("files.sheet.made", { date: longDate(service.date) })}</p>
  </section>`;
}

function datesOf({ from, to, last_known: known }: ScheduleUsed): string {
  const dates =
    from && to
      ? t("files.sheet.from_to", { from: longDate(from), to: longDate(to) })
      : from
        ? t("files.sheet.since", { from: longDate(from) })
        : to
          ? t("files.sheet.until", { to: longDate(to) })
          : "";
  return [dates, ...(known ? [t("files.sheet.last_known", { date: longDate(known) })] : [])]
    .filter(Boolean)
    .join(", ");
}

/** "Group session claims, March 2, 2026": of the file, and of what is printed. */
export function sheetTitle({ estimate }: SheetView, name: string | undefined): string {
  const day = estimate ? longDate(estimate.service.date) : "";
  return [t("files.sheet.title"), name ?? day].filter(Boolean).join(", ");
}
