import { initialsOf } from "./initials.rules";
import { cn } from "./text";

/** A person's initials. Decoration: the name stands beside it or in its parent's label. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-12 font-semibold text-accent-ink select-none",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
