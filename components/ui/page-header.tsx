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
    <header className={cn("flex flex-wrap items-end justify-between gap-x-6 gap-y-3", className)}>
      <div className="grid min-w-0 gap-1">
        {above ? <div className="text-13 text-ink-soft">{above}</div> : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-20 font-semibold tracking-tight">{title}</h1>
          {beside}
        </div>
        {summary ? <p className="max-w-[72ch] text-ink-soft">{summary}</p> : null}
      </div>
      {actions ? <div className="no-print flex flex-wrap gap-2">{actions}</div> : null}
    </header>
  );
}
