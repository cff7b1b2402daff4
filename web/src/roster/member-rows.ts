import { html, nothing } from "lit";
import { problemText, type Ties, textOf } from "../common/field.ts";
import { t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import { problemAt } from "../common/problems.ts";
import { receipt } from "../common/receipt.ts";
import type { Claim } from "../generated/contract.ts";
import { amountNotes, wayToContracts } from "./amount-notes.ts";
import { amountCell, amountNames } from "./amounts.ts";
import { type ColumnName, columnsOf, controlName } from "./columns.ts";
import { severityIcon, severityName } from "./findings.ts";
import { LONGEST_ALIAS, type MemberEntry, USUAL_DETAILS } from "./form.ts";
import { icon } from "./icons.ts";
import { changesOf, memberControl, shownValue } from "./member-control.ts";
import { memberDetails, toldOf } from "./member-details.ts";
import { memberFindings, worstFirst } from "./member-findings.ts";
import { memberInSentence, memberName } from "./member-name.ts";
import type { RosterView } from "./view.ts";

/** One member: what is told, what it comes to, what was found, and what is unfolded. */
export function memberRows(view: RosterView, index: number) {
  const entry = view.form.members[index];
  const claim = view.estimate?.claims[index];
  if (!entry) return nothing;
  const member = memberInSentence(view.form, index);
  return html`<tbody role="rowgroup">
    <tr role="row" class="figures-row">
      ${aliasCell(view, entry, index)}
      ${columnsOf(view.layout).map((column) => controlCell(view, entry, index, column))}
      ${amountNames(view).map(([name, words]) =>
        name === "risk" && claim
          ? riskCell(view, claim, index, words)
          : amountCell(
              name,
              words,
              claim,
              view.layout === "cards" && claim ? marker(view, claim, index) : nothing,
            ),
      )}
      <td role="cell" class="actions">
        ${panelButton(view, index, "details", t("roster.details_of", { member }))}
        ${panelButton(view, index, "receipt", t("roster.receipt_of", { member }))}
        ${moreButton(view, index)}
      </td>
    </tr>
    ${toldRow(view, entry, index, claim)}
    ${
      view.open.has(`details-${index}`)
        ? panelRow(
            view,
            `details-${index}`,
            t("roster.details_of", { member }),
            memberDetails(view, index),
          )
        : nothing
    }
    ${
      claim && view.open.has(`receipt-${index}`)
        ? panelRow(view, `receipt-${index}`, t("roster.receipt_of", { member }), receipt(claim))
        : nothing
    }
  </tbody>`;
}

function aliasCell(view: RosterView, entry: MemberEntry, index: number) {
  const id = `alias-${index}`;
  const position = memberInSentence({ members: [] }, index);
  const onInput = (event: Event) => view.changeMember(index, { alias: textOf(event) }, id);
  return html`<th role="rowheader" scope="row" class="alias">
    <span class="visually-hidden">${memberName(view.form, index)}</span>
    <input
      id=${id}
      autocomplete="off"
      spellcheck="false"
      maxlength=${LONGEST_ALIAS}
      placeholder=${memberName({ members: [] }, index)}
      aria-label=${t("roster.alias_of", { member: position })}
      .value=${entry.alias}
      @input=${onInput}
    />
  </th>`;
}

function controlCell(view: RosterView, entry: MemberEntry, index: number, name: ColumnName) {
  const { form, layout } = view;
  const id = `${name}-${index}`;
  const problem = problemAt(view, id);
  const ties: Ties = {
    describedBy: problem ? `${id}-problem` : nothing,
    isInvalid: problem ? "true" : nothing,
  };
  const words = controlName(name);
  const control = memberControl(view, {
    id,
    name,
    value: shownValue(entry, name, form.place),
    label: t("roster.control_of", { control: words, member: memberInSentence(form, index) }),
    ties,
    isUsual: isUsual(entry, name),
    onChange: (value, isTyped) =>
      view.changeMember(index, changesOf(name, value, form.place), isTyped ? id : undefined),
  });
  return html`<td role="cell" class="col-${name}">
    ${layout === "cards" ? html`<label for=${id}>${words}</label>` : nothing}
    ${problemText(view, id)}
    ${name === "isComplex" ? html`<label class="tick">${control}</label>` : control}
  </td>`;
}

/** What is as for most claims stands back. */
function isUsual(entry: MemberEntry, name: ColumnName): boolean {
  if (name === "place") return entry.place === "";
  return name !== "isComplex" && name !== "payer" && entry[name] === USUAL_DETAILS[name];
}

function riskCell(view: RosterView, claim: Claim, index: number, words: string) {
  return html`<td role="cell" class="money risk" data-label=${words}>
    ${claim.findings.length > 0 ? marker(view, claim, index) : "–"}
  </td>`;
}

/** How bad, how many and how much, and the way to them. */
function marker(view: RosterView, claim: Claim, index: number) {
  const [worst] = worstFirst(claim.findings);
  if (!worst) return nothing;
  const count = claim.findings.length;
  const cents = claim.at_risk_cents;
  const said = [
    t("roster.findings_count", { count, member: memberInSentence(view.form, index) }),
    severityName(worst.severity),
    ...(cents > 0 ? [t("roster.at_risk_amount", { amount: dollars(cents) })] : []),
  ].join(", ");
  const go = () => view.goTo(`findings-${index}`);
  return html`<button type="button" class="marker" title=${severityName(worst.severity)} @click=${go}>
      <span class="visually-hidden">${said}</span>
      ${severityIcon(worst.severity)}<span aria-hidden="true">${count}</span>
      ${
        cents > 0 && view.layout !== "cards"
          ? html`<span aria-hidden="true">${dollars(cents)}</span>`
          : nothing
      }
    </button>`;
}

function panelButton(view: RosterView, index: number, name: "details" | "receipt", label: string) {
  const panel = `${name}-${index}`;
  const isOpen = view.open.has(panel);
  const isCard = view.layout === "cards";
  return html`<button
    type="button"
    class=${isCard ? "disclose" : "small"}
    aria-label=${label}
    title=${isCard ? nothing : label}
    aria-expanded=${isOpen}
    aria-controls=${isOpen ? panel : nothing}
    @click=${() => view.setOpen(panel, !isOpen)}
  >
    ${isCard ? t(`roster.${name}`) : icon(name)}
  </button>`;
}

function moreButton(view: RosterView, index: number) {
  const { menu } = view;
  const isOpen = menu !== undefined && "member" in menu && menu.member === index;
  const label = t("roster.actions_of", { member: memberInSentence(view.form, index) });
  const open = (event: Event) =>
    view.openMenu({ member: index }, event.currentTarget as HTMLElement);
  return html`<button
    type="button"
    id="more-${index}"
    class="small"
    popovertarget="menu"
    popovertargetaction="show"
    aria-label=${label}
    title=${label}
    aria-expanded=${isOpen}
    @click=${open}
  >
    ${icon("more")}
  </button>`;
}

function panelRow(view: RosterView, id: string, name: string, content: unknown) {
  return html`<tr role="row" class="panel-row">
    <td role="cell" colspan=${columnCount(view)}>
      <div class="panel" id=${id} role="group" aria-label=${name}>${content}</div>
    </td>
  </tr>`;
}

/** What was told of the member besides the row, and what was found. */
function toldRow(view: RosterView, entry: MemberEntry, index: number, claim: Claim | undefined) {
  const told = toldOf(view, entry);
  const notes = claim ? amountNotes(claim) : [];
  const hasUndo = view.amendment?.where === `findings-${index}`;
  const isEmpty = told.length + notes.length === 0 && !claim?.findings.length && !hasUndo;
  if (isEmpty) return nothing;
  return html`<tr role="row" class="told-row">
    <td role="cell" colspan=${columnCount(view)}>
      ${told.length > 0 ? html`<p class="hint">${told.join(" · ")}</p>` : nothing}
      ${notes} ${claim ? [memberFindings(view, claim, index), wayToContracts(view, claim)] : nothing}
    </td>
  </tr>`;
}

function columnCount(view: RosterView): number {
  return columnsOf(view.layout).length + amountNames(view).length + 2;
}
