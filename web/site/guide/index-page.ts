import type { Book } from "./book.ts";
import type { GuideCode, Question } from "./content.ts";
import type { GuidePage } from "./guide-pages.ts";
import { fill, fillText, type Html, html } from "./html.ts";
import { breadcrumbs, webPage } from "./structured-data.ts";

const FAMILIES: readonly GuideCode["family"][] = [
  "group",
  "add_on",
  "intake",
  "individual",
  "crisis",
  "families",
  "neighbour",
];

/** The list of codes, with their questions, which can be searched where scripts run. */
export function indexPage(book: Book): GuidePage {
  const { codes } = book.content.facts;
  const { year } = book.latest;
  const title = book.sayText("index_title");
  const description = book.sayText("index_description");
  const body = html`<nav class="crumbs" aria-label="${book.word("crumbs_label")}"><ol>
<li><a href="../">${book.say("home")}</a></li>
<li aria-current="page">${book.say("guide")}</li>
</ol></nav>
<div class="guide guide-index">
<h1>${book.say("index_heading")}</h1>
<p class="answer">${book.say("index_lede", { year })}</p>
<div class="filter" hidden data-search data-shown="${book.word("index_shown")}" data-none="${book.word("index_none")}">
<label for="find-code">${book.say("index_search")}</label>
<input id="find-code" type="search" autocomplete="off" spellcheck="false">
<p role="status" class="status"></p>
</div>
${FAMILIES.map((family) =>
  familySection(
    book,
    family,
    codes.filter((each) => each.family === family),
  ),
)}
<p class="disclaimer">${book.say("disclaimer")}</p>
</div>`;
  return {
    path: "codes/index.html",
    title,
    description,
    body: body.text,
    structuredData: [webPage(book, { title, description, file: "./" }), breadcrumbs(book)],
  };
}

function familySection(book: Book, family: string, codes: readonly GuideCode[]): Html {
  return html`<section class="family">
<h2 id="family-${family}">${book.say(`family_${family}`)}</h2>
<ul>
${codes.map((facts) => entry(book, facts))}</ul>
</section>
`;
}

function entry(book: Book, { code, unpaid }: GuideCode): Html {
  const { name, line, key_questions: key = [], questions } = book.textOf(code);
  const figures = book.figures(code);
  const asked = (list: readonly Question[], anchor: string) =>
    list.map(
      ({ question }, at) =>
        html`<li><a href="${code}.html#${anchor}-${at + 1}">${fillText(question, figures)}</a></li>
`,
    );
  const amount =
    unpaid === undefined
      ? html`<span class="figure">${figures.national}</span>`
      : html`<span class="none">${book.say("index_unpaid")}</span>`;
  return html`<li class="entry">
<div>
<h3><a href="${code}.html">${book.say("code_and_name", { code, name })}</a> ${amount}</h3>
<p>${fill(line, figures)}</p>
</div>
<ul class="asked">
${asked(key, "k")}${asked(questions, "q")}</ul>
</li>
`;
}
