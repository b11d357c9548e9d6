export const tabListClass = "no-scrollbar flex gap-x-1 border-b border-line max-sm:flex-wrap sm:overflow-x-auto";
/** For more tabs than a phone holds, within TabsInLine: one line that is moved sideways. */
export const oneLineClass = "overflow-x-auto max-sm:flex-nowrap [scrollbar-width:thin]";
export const tabClass = [
  // `relative`: words for screen readers alone stay within the line that is moved, and widen no page.
  "relative -mb-px inline-flex h-9 shrink-0 items-center gap-2 border-b-2 border-transparent px-2.5 font-medium whitespace-nowrap text-ink-soft hover:text-ink",
  "data-[state=active]:border-accent data-[state=active]:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink",
  "focus-visible:-outline-offset-2",
].join(" ");
