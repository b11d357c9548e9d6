import { cn } from "./text";

/** A reference, clause number or hash as people copy it: mono, never broken across lines, selected whole by one click. */
export function Reference({ children, className }: { children: string; className?: string }) {
  return (
    <code translate="no" className={cn("font-mono text-[0.93em] whitespace-nowrap select-all", className)}>
      {children}
    </code>
  );
}
