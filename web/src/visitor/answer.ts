import { html, nothing } from "lit";
import { type Alike, claimsAlike, concernsOf } from "../common/alike.ts";
import { amountTag, dollarsIfKnown } from "../common/amount-kinds.ts";
import { t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import { codeName, longDate, membersInWords, SELF_PAY } from "../common/names.ts";
import { receipt } from "../common/receipt.ts";
import type { Claim, Estimate, SessionRange } from "../generated/contract.ts";
import { isGroupCode, kindOf } from "./form.ts";
import type { VisitorView } from "./view.ts";

/** What the session brings in: for each patient, in all, in a month and a year. */
export function answer({ estimate, isCurrent }: VisitorView) {
  return html`<section class="card brings ${isCurrent ? "" : "outdated"}" aria-labelledby="answer-title">
    <h2 id="answer-title" class="visually-hidden" tabindex="-1">${t("visitor.estimate")}</h2>
    ${
      estimate
        ? [figures(estimate), whoPays(estimate)]
        : html`<p class="hint waiting">${t("visitor.no_estimate")}</p>`
    }
  </section>`;
}

/** What to do with it, what would spoil it, and how it is reached. */
export function explanation(view: VisitorView) {
  const { estimate } = view;
  if (!estimate) return nothing;
  return html`<div class="explanation">
    ${actions(view)} ${habit(estimate)} ${beforeBilling(view, estimate)} ${arithmetic(estimate)}
  </div>`;
}

/** From the lower to the upper quartile where a benchmark prices a patient. */
export function amount(cents: number, range?: SessionRange) {
  if (!range || range.low_cents === range.high_cents) return dollars(cents);
  const { low_cents: low, high_cents: high } = range;
  return t("common.from_to", { low: dollars(low), high: dollars(high) });
}

export function eachPatient({ session }: Estimate): string {
  const { lowest_claim_cents: low, highest_claim_cents: high } = session;
  if (session.unpriced_members === session.members) return dollarsIfKnown(null);
  return low === high
    ? dollars(low)
    : t("common.from_to", { low: dollars(low), high: dollars(high) });
}

function figures({ service, session, claims, periods, ...estimate }: Estimate) {
  const isKnown = session.unpriced_members < session.members;
  const figure = (name: string, words: unknown, text: string) => html`<div class=${name}>
    <dt>${words}</dt>
    <dd class="money">${isKnown ? text : dollarsIfKnown(null)}</dd>
  </div>`;
  const isGroup = isGroupCode(service.code);
  return html`<p class="facts">
      <span><span class="code">${service.code}</span> ${codeName(service.code)}</span>
      <span>${longDate(service.date)}</span>
    </p>
    <dl class="figures">
      ${
        isGroup
          ? figure(
              "per-session",
              t("visitor.session_of", { count: session.members }),
              amount(session.allowed_cents, session.range),
            )
          : nothing
      }
      ${figure("per-patient", t("visitor.each_patient"), eachPatient({ service, session, claims, ...estimate }))}
      ${
        periods
          ? [
              figure(
                "per-month",
                t("visitor.month_of", { count: periods.month.sessions }),
                amount(periods.month.allowed_cents, periods.month.range),
              ),
              figure(
                "per-year",
                t("visitor.year_of", { count: periods.year.sessions }),
                amount(periods.year.allowed_cents, periods.year.range),
              ),
            ]
          : nothing
      }
    </dl>
    ${session.benchmark_members ? html`<p class="hint">${amountTag("benchmark")} ${t("visitor.benchmark_note", { count: session.benchmark_members })}</p>` : nothing}
    ${session.unpriced_members > 0 ? html`<p class="unpriced">${t("visitor.unpriced", { count: session.unpriced_members })}</p>` : nothing}`;
}

/** Each claim grows by its cents: the picture needs no arithmetic here. */
function bar(parts: readonly [name: string, cents: number][]) {
  return html`<div class="bar" aria-hidden="true">
    ${parts.map(
      ([name, cents]) => html`<span class=${name} .style=${`flex-grow: ${cents}`}></span>`,
    )}
  </div>`;
}

function whoPays({ session, claims }: Estimate) {
  if (session.allowed_cents === 0) return nothing;
  const groups = claimsAlike(claims);
  const rows = groups
    .filter(({ value }) => value.payer !== SELF_PAY)
    .map(({ value, positions }) => payerRow(value, positions.length));
  return html`${bar([
    ...claims.map((claim): [string, number] => [
      kindOf(claim.payer) ?? "payer",
      claim.payer_pays_cents,
    ]),
    ["patients", session.patient_owes_cents],
    ["withheld", session.sequestration_cents],
  ])}
    <table class="shares">
      <caption class="visually-hidden">${t("visitor.who_pays_what")}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">${t("visitor.who_pays")}</th>
          <th scope="col">${t("visitor.amount")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
        ${amountRow("patients", t("common.patients_owe"), dollars(session.patient_owes_cents))}
        ${session.sequestration_cents > 0 ? amountRow("withheld", t("common.withheld"), dollars(session.sequestration_cents)) : nothing}
      </tbody>
    </table>`;
}

function amountRow(name: string, words: unknown, text: string) {
  return html`<tr>
    <th scope="row"><span class="swatch ${name}" aria-hidden="true"></span>${words}</th>
    <td class="money">${text}</td>
  </tr>`;
}

function payerRow({ payer, payer_pays_cents, lines }: Claim, count: number) {
  const kind = kindOf(payer) ?? "medicare";
  const isKnown = lines.some((line) => line.allowed_cents !== null);
  const words = t("common.pays", { payer: t(`visitor.payer.${kind}`) });
  const each = dollarsIfKnown(isKnown ? payer_pays_cents : null);
  return amountRow(kind, words, count > 1 ? t("visitor.times", { count, each }) : each);
}

function actions(view: VisitorView) {
  return html`<div class="actions no-print">
    ${
      view.rosterAddress
        ? html`<a class="button" href=${view.rosterAddress}>${t("visitor.to_roster")}</a>`
        : nothing
    }
    <button type="button" class="quiet" id="copy" @click=${view.copyLink}>
      ${t("visitor.copy_link")}
    </button>
    <button type="button" class="quiet" @click=${() => window.print()}>${t("visitor.print")}</button>
    ${view.said ? html`<p class="hint said" role="status">${view.said}</p>` : nothing}
  </div>`;
}

/** What is lost where the whole group is one claim. */
function habit({ session, periods, service }: Estimate) {
  const { lost_if_billed_once_cents: lost, if_billed_once_cents: once } = session;
  if (lost === 0 || !isGroupCode(service.code)) return nothing;
  return html`<section class="card habit" aria-labelledby="habit-title">
    <h3 id="habit-title">${t("visitor.habit.title")}</h3>
    <p class="loss">
      ${t("visitor.habit.loss", { lost: dollars(lost), total: dollars(session.allowed_cents) })}
    </p>
    ${bar([
      ["medicare", once],
      ["lost", lost],
    ])}
    <p class="hint">
      ${t("visitor.habit.why", { once: dollars(once) })}
      ${
        periods
          ? t("visitor.habit.year", {
              count: periods.year.sessions,
              lost: dollars(periods.year.lost_if_billed_once_cents),
            })
          : nothing
      }
    </p>
  </section>`;
}

/** More belongs to the roster. */
const CONCERNS_SHOWN = 3;

function beforeBilling(view: VisitorView, estimate: Estimate) {
  const concerns = concernsOf(estimate).filter(
    ({ findings }) => findings[0]?.value.severity !== "note",
  );
  if (concerns.length === 0) return nothing;
  return html`<section class="card concerns" aria-labelledby="concerns-title">
    <h3 id="concerns-title">${t("visitor.before_billing")}</h3>
    <ul>
      ${concerns
        .slice(0, CONCERNS_SHOWN)
        .map(({ findings: [first] }) => html`<li>${first?.value.message}</li>`)}
    </ul>
    ${
      view.rosterAddress
        ? html`<a href=${view.rosterAddress}>
          ${t("visitor.check_all", { count: concerns.length })}
        </a>`
        : nothing
    }
  </section>`;
}

function arithmetic({ claims, schedules, session }: Estimate) {
  const groups = claimsAlike(claims);
  return html`<details class="card arithmetic-card">
    <summary id="arithmetic"><h3>${t("visitor.show_arithmetic")}</h3></summary>
    <p class="hint">${t("visitor.rounding")}</p>
    ${groups.map((group) => html`${groupHeading(group, groups.length, session.members)} ${receipt(group.value)}`)}
    <h4>${t("visitor.schedules")}</h4>
    <ul class="schedules">
      ${schedules.map(
        ({ id, source }) =>
          html`<li><strong>${id}</strong> <span class="source">${source}</span></li>`,
      )}
    </ul>
  </details>`;
}

function groupHeading({ positions }: Alike<Claim>, groups: number, members: number) {
  if (groups > 1) return html`<p class="whom">${membersInWords(positions)}</p>`;
  return members > 1
    ? html`<p class="whom">${t("visitor.same_for_all", { count: members })}</p>`
    : nothing;
}
