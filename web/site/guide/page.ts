import type { Book } from "./book.ts";
import type { GuideCode, Question } from "./content.ts";
import { factsSection } from "./facts-section.ts";
import type { GuidePage } from "./guide-pages.ts";
import { type Content, fill, fillText, Html, html } from "./html.ts";
import { medicareSection } from "./medicare-section.ts";
import { payersSection } from "./payers-section.ts";
import { rulesSections } from "./rules-section.ts";
import { breadcrumbs, faqPage, webPage } from "./structured-data.ts";

/** The page of one code. */
export function codePage(book: Book, facts: GuideCode): GuidePage {
  const { code } = facts;
  const text = book.textOf(code);
  const figures = book.figures(code);
  const isPriced = book.isPriced(facts);
  const heading = book.sayText("code_heading", { code, name: text.name });
  const questions = [...(text.key_questions ?? []), ...text.questions];
  const sections = html`${keyQuestions(book, text.key_questions, figures)}
${factsSection(book, facts)}
${isPriced && estimator(book, facts)}
${coverSection(book, facts)}
${isPriced ? medicareSection(book, facts) : unpaidSection(book, facts)}
${payersSection(book, facts)}
${rulesSections(book, facts)}
${questionSection(book, text, figures)}
${sourceSection(book, facts)}`;
  const body = html`<nav class="crumbs" aria-label="${book.word("crumbs_label")}"><ol>
<li><a href="../">${book.say("home")}</a></li>
<li><a href="./">${book.say("guide")}</a></li>
<li aria-current="page">${code}</li>
</ol></nav>
<article class="guide guide-code">
<h1>${heading}</h1>
<p class="answer">${answer(book, facts)}</p>
${contents(book, sections)}
${sections}
<p class="disclaimer">${book.say("disclaimer")}</p>
</article>`;
  const title = fillText(text.title, figures);
  const description = fillText(text.description, figures);
  const path = `codes/${code}.html`;
  return {
    path,
    title,
    description,
    body: body.text,
    structuredData: [
      webPage(book, { title, description, file: `${code}.html` }),
      breadcrumbs(book, [heading, `${code}.html`]),
      ...faqPage(book, questions, figures),
    ],
    ...(isPriced ? { code } : {}),
  };
}

type Figures = Record<string, string | number>;

function answer(book: Book, { code, unit, unpaid, clinicians }: GuideCode): Html {
  const figures = book.figures(code);
  if (unpaid !== undefined) return book.say(`answer_unpaid_${unpaid.reason}`, figures);
  const { national = "", facility = "" } = figures;
  return book.say("answer_priced", {
    code,
    year: book.latest.year,
    national: html`<strong class="figure">${national}</strong>`,
    facility,
    per: book.word(`answer_per_${unit.value ?? "not_known"}`),
    who: book.word(clinicians === undefined ? "answer_who" : "answer_who_prescriber"),
  });
}

/** Links to the sections of the page. */
function contents(book: Book, sections: Html): Html {
  const headings = [...sections.text.matchAll(/<h2 id="([^"]+)">(.*?)<\/h2>/g)];
  return html`<nav class="contents" aria-labelledby="contents">
<p id="contents">${book.say("contents")}</p>
<ul>
${headings.map(([, id = "", words = ""]) => html`<li><a href="#${id}">${new Html(words)}</a></li>\n`)}</ul>
</nav>`;
}

function keyQuestions(book: Book, questions: readonly Question[] = [], figures: Figures): Content {
  if (questions.length === 0) return undefined;
  const items = questions.map(
    ({ question, answer: words, sources }, at) => html`<div>
<h3 id="k-${at + 1}">${question}</h3>
<p>${fill(words, figures)}</p>
${book.sourceLine(sources)}
</div>
`,
  );
  return html`<section class="key">
<h2 id="in-short">${book.say("key_heading")}</h2>
${items}</section>`;
}

/** Its height is kept free until it is there: a group has more to show, and an add-on a little more. */
function estimator(book: Book, { code, people, add_on, parents = [] }: GuideCode): Html {
  const isOfGroup = people.value === "group" || people.value === "families";
  const size = isOfGroup ? "group" : add_on.value && parents.length > 1 ? "added" : "single";
  return html`<section class="estimate ${size}">
<h2 id="estimate">${book.say("estimator_heading", { code })}</h2>
<cpt-estimator code="${code}"><p>${book.say("estimator_fallback", { code })}</p></cpt-estimator>
</section>`;
}

function coverSection(book: Book, { code }: GuideCode): Html {
  const { covers, differs } = book.textOf(code);
  const figures = book.figures(code);
  const neighbours = differs.map(({ code: other, text }) => {
    const label = book.say("code_and_name", { code: other, name: book.textOf(other).name });
    return html`<div><dt>${book.link(other, label)}</dt><dd>${fill(text, figures)}</dd></div>
`;
  });
  return html`<section>
<h2 id="covers">${book.say("covers_heading", { code })}</h2>
${covers.map(({ text, sources }) => html`<p>${fill(text, figures)}</p>${book.sourceLine(sources)}\n`)}
<h3 id="differs">${book.say("differs_heading")}</h3>
<dl class="terms">
${neighbours}</dl>
</section>`;
}

function unpaidSection(book: Book, { code, unpaid }: GuideCode): Html {
  return html`<section>
<h2 id="medicare">${book.say("medicare_heading")}</h2>
<p>${book.say(`medicare_unpaid_${unpaid?.reason ?? ""}`, { code })}</p>
${book.sourceLine(unpaid?.sources ?? [])}
</section>`;
}

function questionSection(
  book: Book,
  { questions }: { questions: readonly Question[] },
  figures: Figures,
): Html {
  const items = questions.map(
    ({ question, answer: words, sources }, at) => html`<h3 id="q-${at + 1}">${question}</h3>
<p>${fill(words, figures)}</p>
${book.sourceLine(sources)}
`,
  );
  return html`<section>
<h2 id="questions">${book.say("questions_heading")}</h2>
${items}</section>`;
}

/** Everything that the page has cited, in the order of its numbers; so it comes last. */
function sourceSection(book: Book, facts: GuideCode): Html {
  return html`<section>
<h2 id="sources">${book.say("sources_heading")}</h2>
<p>${book.say("sources_lede", { date: book.time(book.content.facts.as_of) })}</p>
<ol class="sources">
${book.cited.map((source, at) => html`<li id="source-${at + 1}">${book.source(source)}</li>\n`)}</ol>
${book.isPriced(facts) && html`<p class="note">${book.say("indices_note")}</p>`}
</section>`;
}
