import type { ClockRequest } from "@/lib/clocks/contract";

export type ClockChoice = Pick<ClockRequest, "basis" | "kind" | "view" | "holder">;

/** The address of one part of the board; what is as usual is left out. */
export function clocksPath({ basis, kind, view, holder }: ClockChoice, after?: string): string {
  const search = new URLSearchParams();
  if (view !== "all") search.set("view", view);
  if (basis) search.set("basis", basis);
  if (kind) search.set("kind", kind);
  if (holder !== "anybody") search.set("holder", holder);
  if (after) search.set("after", after);
  return search.size > 0 ? `/clocks?${search}` : "/clocks";
}
