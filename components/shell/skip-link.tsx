import type { ReactNode } from "react";

/** The first stop of the Tab key: past the bar, to the content. */
export function SkipLink({ children }: { children: ReactNode }) {
  return (
    <a
      href="#main"
      className="no-print fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus-visible:translate-y-0"
    >
      {children}
    </a>
  );
}
