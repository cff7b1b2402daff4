/** Text that is HTML already; anything else is escaped where it is put into a page. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a page; nothing is shown for undefined and false. */
export type Content = Html | string | number | undefined | false | readonly Content[];

const SIGNS: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}

function textOf(content: Content): string {
  if (content === undefined || content === false) return "";
  if (content instanceof Html) return content.text;
  if (Array.isArray(content)) return content.map(textOf).join("");
  return escapeHtml(String(content));
}

/** A template whose values are escaped, unless they are HTML themselves. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  const [first = "", ...rest] = strings;
  return new Html(first + rest.map((part, at) => textOf(values[at]) + part).join(""));
}

/** A pattern such as "In {year}, {amount}" with its names filled in; one it lacks is an error. */
export function fill(pattern: string, values: Record<string, Content> = {}): Html {
  return new Html(fillWith(pattern, (name) => textOf(filledIn(values, name, pattern)), escapeHtml));
}

/** The same as plain text, for a title or for structured data. */
export function fillText(pattern: string, values: Record<string, string | number> = {}): string {
  return fillWith(
    pattern,
    (name) => String(filledIn(values, name, pattern)),
    (text) => text,
  );
}

function fillWith(
  pattern: string,
  value: (name: string) => string,
  between: (text: string) => string,
): string {
  return pattern
    .split(/\{([\w:-]+)\}/)
    .map((part, at) => (at % 2 === 1 ? value(part) : between(part)))
    .join("");
}

function filledIn<Value>(values: Record<string, Value>, name: string, pattern: string): Value {
  const value = values[name];
  if (value === undefined) throw new Error(`nothing to fill in for {${name}} in "${pattern}"`);
  return value;
}
