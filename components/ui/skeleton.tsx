import { cn } from "./text";

/** A quiet place for what is still coming, of its size, so that nothing moves when it arrives. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("block h-4 animate-breathe rounded-sm bg-line", className)} />;
}

/** Lines of text to come. */
export function SkeletonLines({ count = 3, className }: { count?: number; className?: string }) {
  const widths = ["w-full", "w-11/12", "w-4/5", "w-2/3"];
  return (
    <span className={cn("grid gap-2", className)}>
      {Array.from({ length: count }, (_, line) => `line-${line}`).map((key, line) => (
        <Skeleton key={key} className={widths[line % widths.length]} />
      ))}
    </span>
  );
}
