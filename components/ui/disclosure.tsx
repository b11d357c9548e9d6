import type { ReactNode } from "react";
import { cn } from "./text";

/** More, on demand; the browser's own, so it works without script and prints open. */
export function Disclosure({
  summary,
  isOpen,
  onToggle,
  children,
  className,
}: {
  summary: ReactNode;
  isOpen?: boolean;
  /** Told whenever it is opened or closed, for what is loaded only then. */
  onToggle?: (isOpen: boolean) => void;
  children: ReactNode;
  className?: string;
}) {
  return (
    <details
      open={isOpen}
      onToggle={onToggle ? (event) => onToggle(event.currentTarget.open) : undefined}
      className={cn("group", className)}
    >
      <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1.5 rounded-sm font-medium text-accent-ink hover:underline [&::-webkit-details-marker]:hidden">
        <Chevron className="group-open:rotate-90" />
        {summary}
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}

/** Points at what is folded away; the caller turns it when that is open. */
export function Chevron({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={cn("size-3.5 shrink-0 transition-transform duration-100", className)}
    >
      <path
        d="m6 4 4 4-4 4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
