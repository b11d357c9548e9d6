import type { ComponentProps, ReactNode } from "react";
import { cn } from "./text";

type Props = ComponentProps<"table"> & {
  /** What the table is; always there for screen readers, shown when `isCaptionShown`. */
  caption: ReactNode;
  isCaptionShown?: boolean;
  /** The head stays while the rows scroll; give the wrapper a height by `wrapperClassName`. */
  isHeadSticky?: boolean;
  wrapperClassName?: string;
  /** On a phone each row is a card, its cells under their `label`: for rows that are read one by one, not compared. */
  isCards?: boolean;
};

/**
 * A table that scrolls sideways inside itself on a narrow screen, by keyboard too, or is cards there (app/styles/table.css).
 * Rows are 36 px. It is `relative`, so that
 * words for screen readers alone, which are placed absolutely, scroll with it and do not widen the page.
 */
export function Table({
  caption,
  isCaptionShown = false,
  isHeadSticky = false,
  wrapperClassName,
  isCards = false,
  className,
  children,
  ...rest
}: Props) {
  return (
    <section
      aria-label={typeof caption === "string" ? caption : undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className={cn("relative w-full overflow-x-auto focus-visible:-outline-offset-2", wrapperClassName)}
    >
      <table
        data-cards={isCards ? "" : undefined}
        className={cn(
          "w-full border-collapse text-left",
          isHeadSticky && "[&_thead_th]:sticky [&_thead_th]:top-0 [&_thead_th]:z-10 [&_thead_th]:bg-surface",
          className,
        )}
        {...rest}
      >
        <caption className={isCaptionShown ? "pb-2 text-left font-semibold" : "sr-only"}>{caption}</caption>
        {children}
      </table>
    </section>
  );
}

export function TableHead(props: ComponentProps<"thead">) {
  return <thead {...props} />;
}

export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

/** A row; `isSelected` marks the one that is open or held by the keyboard. */
export function TableRow({ isSelected, className, ...rest }: ComponentProps<"tr"> & { isSelected?: boolean }) {
  return (
    <tr
      aria-selected={isSelected}
      className={cn(
        "border-b border-line [tbody_&]:last:border-b-0 [tbody_&]:hover:bg-hover",
        isSelected && "bg-selected [tbody_&]:hover:bg-selected",
        className,
      )}
      {...rest}
    />
  );
}

/** Head of a column, or of a row with `scope="row"`. `isNumber` sets it to the right, over its figures. */
export function HeaderCell({
  isNumber,
  scope = "col",
  className,
  ...rest
}: ComponentProps<"th"> & { isNumber?: boolean }) {
  return (
    <th
      scope={scope}
      className={cn(
        "h-9 px-3 py-1.5 align-middle",
        scope === "col" ? "text-12 font-medium whitespace-nowrap text-ink-soft" : "font-medium text-ink",
        isNumber && "text-right",
        className,
      )}
      {...rest}
    />
  );
}

type CellProps = ComponentProps<"td"> & {
  isNumber?: boolean;
  /** The name of its column, said over it where the row is a card. */
  label?: string;
  /** Takes the whole width of the card. */
  isWide?: boolean;
};

export function Cell({ isNumber, label, isWide, className, ...rest }: CellProps) {
  return (
    <td
      data-label={label}
      data-wide={isWide ? "" : undefined}
      className={cn("h-9 px-3 py-1.5 align-middle", isNumber && "text-right", className)}
      {...rest}
    />
  );
}
