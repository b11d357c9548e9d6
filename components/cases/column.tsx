import type { ReactNode } from "react";
import { cn } from "../ui/text";

type Props = { id: string; title: ReactNode; isTitleShown?: boolean; className?: string; children: ReactNode };

/**
 * One of the three columns; scrolls by itself where the three stand side by side, by keyboard too. It is positioned, so that
 * words for listeners only (absolute, out of the flow) scroll with it and do not make the whole page as long as the column.
 */
export function Column({ id, title, className, children }: Props) {
  return (
    <section
      aria-labelledby={id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className={cn(
        "relative min-w-0 border-line px-4 pt-3 pb-6 focus-visible:-outline-offset-2 md:px-6 xl:min-h-0 xl:overflow-y-auto xl:overscroll-contain xl:px-5",
        className,
      )}
    >
      <h2 id={id} tabIndex={-1} className="pb-2 text-12 font-semibold tracking-wide text-ink-soft uppercase">
        {title}
      </h2>
      {children}
    </section>
  );
}
