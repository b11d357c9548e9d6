import type { LookedUp } from "@/lib/appeals/lookup.contract";

/** Where a thing that was looked up leads. */
export function addressOf({ kind, id, caseId }: LookedUp): string {
  return kind === "appeal" ? `/appeals/${id}` : `/cases/${caseId}`;
}
