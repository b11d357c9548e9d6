import type { ReactNode } from "react";
import { cn } from "./text";

type Props = {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** The page is nothing else: its title is the page's heading. */
  isPage?: boolean;
  className?: string;
};

/** Nothing here: why it is empty, and what comes next. */
export function EmptyState({ title, children, actions, isPage = false, className }: Props) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className={cn("mx-auto grid max-w-md justify-items-center gap-1.5 px-4 py-12 text-center", className)}>
      <svg viewBox="0 0 48 24" aria-hidden="true" className="mb-2 w-12 text-line-strong">
        <path d="M1 12h14m18 0h14" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
        <circle cx="24" cy="12" r="5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
      <Title className="font-semibold text-balance">{title}</Title>
      {children ? <div className="text-balance text-ink-soft">{children}</div> : null}
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
