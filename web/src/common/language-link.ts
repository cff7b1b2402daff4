/** In the other language a page says the same: what stands behind its `#` goes along. */
export function keepFragment() {
  const link = document.querySelector<HTMLAnchorElement>("a.language");
  // A press comes before a new tab opens, a click from the keyboard has none.
  for (const event of ["pointerdown", "click"]) {
    link?.addEventListener(event, () => {
      link.hash = location.hash;
    });
  }
}
