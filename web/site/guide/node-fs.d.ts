/** What the generator uses of Node: it reads text when the site is built. */
declare module "node:fs" {
  export function readFileSync(path: URL, encoding: "utf8"): string;
}
