import type { Book } from "./book.ts";
import type { Question } from "./content.ts";
import { fillText } from "./html.ts";

/** JSON-LD. Where the site will be is not always known; then addresses are relative to the page. */

export function webPage(
  book: Book,
  { title, description, file }: { title: string; description: string; file: string },
): object {
  return {
    "@context": "https://schema.org",
    "@type": "WebPage",
    name: title,
    description,
    url: book.address(file),
    inLanguage: book.content.lang,
    dateModified: book.content.facts.as_of,
    isAccessibleForFree: true,
  };
}

export function breadcrumbs(book: Book, ...pages: readonly (readonly [string, string])[]): object {
  const trail = [[book.word("home"), "../"], [book.word("guide"), "./"], ...pages] as const;
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: trail.map(([name, item], at) => ({
      "@type": "ListItem",
      position: at + 1,
      name,
      item: book.address(item),
    })),
  };
}

export function faqPage(
  { content }: Book,
  questions: readonly Question[],
  figures: Record<string, string | number>,
): object[] {
  if (questions.length === 0) return [];
  return [
    {
      "@context": "https://schema.org",
      "@type": "FAQPage",
      inLanguage: content.lang,
      mainEntity: questions.map(({ question, answer }) => ({
        "@type": "Question",
        name: question,
        acceptedAnswer: { "@type": "Answer", text: fillText(answer, figures) },
      })),
    },
  ];
}
