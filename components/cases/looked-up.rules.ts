import type { LookedUp } from "@/lib/appeals/lookup.contract";

/** Where a thing that was looked up leads. */
export function addressOf({ kind, id, caseId }: LookedUp): string {
  if (kind === "misuse" || kind === "misuse_appeal") return `/misuse/${id}`;
  return kind === "appeal" ? `/appeals/${id}` : `/cases/${caseId}`;
}
