import type { ComponentProps, ReactNode } from "react";
import { cn } from "./text";

type Props = Omit<ComponentProps<"section">, "title"> & {
  title?: ReactNode;
  /** What stands at the right of the title: a count, a quiet button. */
  aside?: ReactNode;
  /** `bare` has no ground: divided from its neighbours by space and one hairline. Prefer it; no boxes in boxes. */
  look?: "raised" | "bare";
  headingLevel?: 2 | 3;
  /** Content to the edge, for tables and lists. */
  isFlush?: boolean;
};

/** A part of a screen with a name. */
export function Panel({
  title,
  aside,
  look = "raised",
  headingLevel = 2,
  isFlush = false,
  className,
  children,
  id,
  ...rest
}: Props) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  const isRaised = look === "raised";
  return (
    <section
      data-panel=""
      id={id}
      className={cn(
        "min-w-0",
        isRaised ? "rounded-md border border-line bg-surface" : "border-t border-line first:border-t-0",
        className,
      )}
      {...rest}
    >
      {title || aside ? (
        <header
          className={cn(
            "flex min-h-10 flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2",
            isRaised && "border-b border-line px-4",
          )}
        >
          {title ? <Heading className="min-w-0 text-14 font-semibold">{title}</Heading> : null}
          {aside ? <div className="flex items-center gap-2 text-13 text-ink-soft">{aside}</div> : null}
        </header>
      ) : null}
      <div className={cn(!isFlush && (isRaised ? "p-4" : "pb-4"))}>{children}</div>
    </section>
  );
}
