import { html, nothing } from "lit";
import { textOf } from "../common/field.ts";
import { t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import type { Projection } from "../generated/contract.ts";
import type { Figures } from "./figures.ts";
import { isGroupCode, patientsOf } from "./form.ts";
import { LEAST_ATTENDANCE } from "./link.ts";
import type { VisitorView } from "./view.ts";

/** Where people would rather look than read; what is drawn is said and tabled too. */
export function pictures(view: VisitorView) {
  const { figures, figuresFailure, form } = view;
  if (!isGroupCode(form.code)) return nothing;
  return html`<section class="pictures" aria-labelledby="pictures-title">
    <h2 id="pictures-title">${t("visitor.pictures")}</h2>
    ${
      figuresFailure === undefined
        ? nothing
        : html`<p class="problem">${t("visitor.pictures_failure", { message: figuresFailure })}</p>`
    }
    <div class="picture-grid">${bySize(view, figures)} ${overYear(view, figures)}</div>
  </section>`;
}

function picture(id: string, title: string, body: unknown) {
  return html`<section class="card picture" aria-labelledby=${id}>
    <h3 id=${id}>${title}</h3>
    ${body}
  </section>`;
}

function bySize({ form }: VisitorView, figures: Figures | undefined) {
  const title = t("visitor.by_size.title");
  if (!figures) return picture("by-size", title, waiting());
  const { hour, bySize: sizes } = figures;
  const data = {
    kind: "line",
    across: sizes.map(({ patients }) => patients),
    up: sizes.map(({ cents }) => cents),
    acrossName: t("visitor.patients"),
    upName: t("visitor.session"),
    isUpMoney: true,
    level:
      hour.mean_cents === null
        ? undefined
        : { cents: hour.mean_cents, name: t("visitor.by_size.hour") },
    marks: [{ at: patientsOf(form.mix), name: t("visitor.by_size.yours") }],
  };
  return picture(
    "by-size",
    title,
    html`<p>${breakEven(hour)}</p>
      <cpt-chart .data=${data}></cpt-chart>
      ${hour.mean_cents === null ? nothing : html`<p class="key"><span class="dash" aria-hidden="true"></span>${t("visitor.by_size.hour")}: ${dollars(hour.mean_cents)}</p>`}
      ${table(
        t("visitor.by_size.title"),
        [t("visitor.patients"), t("visitor.session")],
        sizes.map(({ patients, cents }) => [String(patients), dollars(cents)]),
      )}`,
  );
}

function breakEven({
  mean_cents,
  break_even_members,
  code,
}: Projection["individual_hour"]): string {
  if (mean_cents === null) return t("visitor.by_size.not_known", { code });
  const hour = dollars(mean_cents);
  return break_even_members === null
    ? t("visitor.by_size.never", { code, hour })
    : t("visitor.by_size.from", { code, hour, count: break_even_members });
}

function overYear(view: VisitorView, figures: Figures | undefined) {
  const { attendance } = view.form;
  const title = t("visitor.over_year.title");
  const slider = html`<div class="field size">
    <label for="attendance">${t("visitor.over_year.attendance")}</label>
    <output for="attendance">${attendance}%</output>
    <input
      id="attendance"
      type="range"
      min=${LEAST_ATTENDANCE}
      max="100"
      step="5"
      .value=${String(attendance)}
      aria-valuetext="${attendance}%"
      @input=${(event: Event) => view.change({ attendance: Number(textOf(event)) })}
    />
  </div>`;
  if (!figures) return picture("over-year", title, [slider, waiting()]);
  const { revenue } = figures.year;
  const bars = revenue.distribution;
  const data = {
    kind: "bars",
    across: bars.map(({ from_cents }) => from_cents),
    up: bars.map(({ per_billion }) => per_billion),
    acrossName: t("visitor.year"),
    upName: t("visitor.over_year.chance"),
    isAcrossMoney: true,
    marks: [{ at: revenue.p50_cents, name: t("visitor.over_year.middle") }],
  };
  return picture(
    "over-year",
    title,
    html`${slider}
      <p>${spread(figures.year)}</p>
      <cpt-chart .data=${data}></cpt-chart>
      ${table(
        t("visitor.over_year.title"),
        [t("visitor.over_year.how_often"), t("visitor.year")],
        [
          [t("visitor.over_year.nine_of_ten_above"), dollars(revenue.p10_cents)],
          [t("visitor.over_year.half"), dollars(revenue.p50_cents)],
          [t("visitor.over_year.nine_of_ten"), dollars(revenue.p90_cents)],
          [t("visitor.over_year.mean"), dollars(revenue.mean_cents)],
        ],
      )}`,
  );
}

function spread({ revenue, sessions }: Projection): string {
  const { p10_cents: low, p90_cents: high } = revenue;
  return low === high
    ? t("visitor.over_year.certain", { count: sessions, total: dollars(low) })
    : t("visitor.over_year.spread", { count: sessions, low: dollars(low), high: dollars(high) });
}

function waiting() {
  return html`<p class="hint">${t("visitor.drawing")}</p>`;
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]) {
  return html`<details class="as-table">
    <summary>${t("visitor.as_table")}</summary>
    <table>
      <caption class="visually-hidden">${caption}</caption>
      <thead>
        <tr>${heads.map((head, index) => html`<th scope="col" class=${index > 0 ? "money" : ""}>${head}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...others]) => html`<tr>
            <th scope="row">${first}</th>
            ${others.map((text) => html`<td class="money">${text}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}
