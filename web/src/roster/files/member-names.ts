const NAME =
  /^\p{Lu}[\p{L}'’-]+(?:,?\s+(?:\p{Lu}[\p{L}'’.-]*|de|del|la|van|von|der|da|dos)){1,4}$/u;

/** Whether a text looks like a person's full name, which a roster never holds by default. */
export function looksLikeName(text: string): boolean {
  return NAME.test(text.trim());
}

/** "J.S." of "Jane Smith" and of "Smith, Jane". */
export function initialsOf(name: string): string {
  const [family = "", given] = name.split(",");
  const inOrder = given === undefined ? name : `${given} ${family}`;
  const letters = inOrder.match(/(?<![\p{L}'’])\p{L}/gu) ?? [];
  return letters
    .slice(0, 4)
    .map((letter) => `${letter.toUpperCase()}.`)
    .join("");
}

/** Each alias once: "J.S." and "J.S. 2". */
export function toldApart(aliases: readonly string[], taken: Iterable<string> = []): string[] {
  const used = new Set([...taken].map((alias) => alias.toLowerCase()));
  return aliases.map((alias) => {
    let apart = alias;
    for (let number = 2; apart !== "" && used.has(apart.toLowerCase()); number += 1) {
      apart = `${alias} ${number}`;
    }
    used.add(apart.toLowerCase());
    return apart;
  });
}
