import type { ReactNode } from "react";
import { cn } from "./text";

type Props = {
  title: ReactNode;
  /** One line that says what this place is for, or what is shown. */
  summary?: ReactNode;
  /** Over the title: where this belongs, as a link back. */
  above?: ReactNode;
  /** The reference beside the title, a status. */
  beside?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** The one `h1` of a page, with what can be done to the whole of it. */
export function PageHeader({ title, summary, above, beside, actions, className }: Props) {
  return (
    <header className={cn("grid min-w-0 grid-cols-1 gap-x-6 gap-y-1 sm:grid-cols-[minmax(0,1fr)_auto]", className)}>
      {above ? <div className="col-span-full text-13 text-ink-soft">{above}</div> : null}
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="min-w-0 text-20 font-semibold tracking-tight">{title}</h1>
        {beside}
      </div>
      {actions ? (
        <div className="no-print flex flex-wrap gap-2 self-center max-sm:order-1 max-sm:pt-2">{actions}</div>
      ) : null}
      {summary ? <p className="col-span-full max-w-[72ch] text-ink-soft">{summary}</p> : null}
    </header>
  );
}
