import { CaseSkeleton } from "@/components/cases/case-skeleton";

export default function Loading() {
  return (
    <div className="flex min-h-[calc(100dvh-3rem)] flex-col">
      <CaseSkeleton />
    </div>
  );
}
