/** Moves the focus among the links of a list, so that Enter is simply the link's own. `selector` finds them in order. */
export function walkRows(selector: string, by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(selector)];
  const at = document.activeElement instanceof HTMLAnchorElement ? links.indexOf(document.activeElement) : -1;
  const target = links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))];
  target?.focus();
  target?.closest("tr, li")?.scrollIntoView({ block: "nearest" });
}
