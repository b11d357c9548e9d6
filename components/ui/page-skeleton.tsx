import { Page } from "./page";
import { Skeleton } from "./skeleton";

type Props = { width?: "full" | "wide"; rows?: number; hasTabs?: boolean; hasForm?: boolean };

/** A page of a heading and rows that is still on its way, of its shape: shown late, so that a quick page does not blink. */
export function PageSkeleton({ width = "wide", rows = 8, hasTabs = false, hasForm = false }: Props) {
  return (
    <Page width={width}>
      <div aria-hidden="true" className="grid animate-late gap-5">
        <div className="grid gap-2">
          <Skeleton className="h-7 w-48" />
          <Skeleton className="w-full max-w-2xl" />
        </div>
        {hasTabs ? <Skeleton className="h-9 w-72" /> : null}
        {hasForm ? <Skeleton className="h-24" /> : null}
        <div className="grid border-y border-line">
          {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
            <div
              key={key}
              className="grid grid-cols-[6rem_1fr_8rem] gap-6 border-b border-line px-3 py-3 last:border-b-0"
            >
              <Skeleton />
              <Skeleton className="w-4/5" />
              <Skeleton />
            </div>
          ))}
        </div>
      </div>
    </Page>
  );
}
