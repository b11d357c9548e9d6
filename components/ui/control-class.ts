/** The look shared by every field that is typed into or chosen from. */
export const controlClass = [
  "w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-(length:--control-text) text-ink",
  "transition-colors duration-100 hover:border-ink-faint",
  "focus-visible:outline-offset-0 focus-visible:border-focus",
  "aria-invalid:border-danger aria-invalid:border-2",
  "disabled:bg-sunken disabled:text-ink-faint [&[readonly]]:bg-sunken",
].join(" ");
