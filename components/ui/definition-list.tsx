import type { ReactNode } from "react";
import { cn } from "./text";

export type Definition = { /** Distinct within the list. */ key: string; term: ReactNode; value: ReactNode };

/** Facts with their names: side by side where there is room, one under the other where not. Empty values are left out. */
export function DefinitionList({
  items,
  layout = "beside",
  className,
}: {
  items: readonly Definition[];
  layout?: "beside" | "stacked";
  className?: string;
}) {
  const isBeside = layout === "beside";
  return (
    <dl className={cn("@container grid", isBeside ? "gap-y-2" : "gap-y-3", className)}>
      {items
        .filter((item) => item.value !== null && item.value !== undefined && item.value !== "")
        .map((item) => (
          <div key={item.key} className={cn("grid gap-x-4", isBeside && "@xs:grid-cols-[minmax(7rem,30%)_1fr]")}>
            <dt className="text-ink-soft">{item.term}</dt>
            <dd className="min-w-0">{item.value}</dd>
          </div>
        ))}
    </dl>
  );
}
