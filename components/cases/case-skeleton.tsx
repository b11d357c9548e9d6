import { Skeleton, SkeletonLines } from "../ui/skeleton";

/** The three columns before a case is there, in their places. */
export function CaseSkeleton() {
  return (
    <div aria-hidden="true" className="flex flex-1 flex-col">
      <div className="border-b border-line bg-surface px-4 py-2 md:px-6">
        <Skeleton className="h-5 w-64" />
      </div>
      <div className="grid flex-1 animate-late gap-8 p-6 md:grid-cols-2 xl:grid-cols-3 md:max-xl:*:first:col-span-2">
        {["content", "clause", "decision"].map((column) => (
          <div key={column} className="grid content-start gap-4">
            <Skeleton className="h-3 w-24" />
            <SkeletonLines count={4} />
            <Skeleton className="h-24" />
            <SkeletonLines count={3} />
          </div>
        ))}
      </div>
    </div>
  );
}
