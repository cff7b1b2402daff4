import type { Plugin } from "vite";
import { addressOf, linkTo, type Page } from "./page.ts";

/** Tells search engines which pages there are. */
export function siteMap(pages: readonly Page[], siteUrl: string): Plugin {
  return {
    name: "site-map",
    apply: "build",
    generateBundle() {
      const robots = `User-agent: *\nAllow: /\nSitemap: ${siteUrl}sitemap.xml\n`;
      this.emitFile({ type: "asset", fileName: "sitemap.xml", source: mapOf(pages, siteUrl) });
      this.emitFile({ type: "asset", fileName: "robots.txt", source: robots });
    },
  };
}

function mapOf(pages: readonly Page[], siteUrl: string): string {
  const listed = pages.filter(({ script }) => script !== "plain");
  const addresses = listed.map((page) => siteUrl + linkTo(addressOf(page)));
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${addresses.map((address) => `  <url><loc>${address}</loc></url>`).join("\n")}
</urlset>
`;
}
