import type { z } from "zod";
import { ViewFilter } from "./views.contract";

/** A list that nobody can find their way in is no help; per person. */
export const mostViews = 30;

const usual = ViewFilter.parse({});

/** What of a filter differs from the whole queue, in the order of the contract: two alike filters give the same words. */
export function storedFilter(filter: z.infer<typeof ViewFilter>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const key of Object.keys(ViewFilter.shape)) {
    const value = Object.entries(filter).find(([name]) => name === key)?.[1];
    const asUsual = Object.entries(usual).find(([name]) => name === key)?.[1];
    if (value && value !== asUsual) kept[key] = value;
  }
  return kept;
}

/** Own views are one's own; a shared one may also be taken away by a supervisor, when its owner is gone. */
export function mayRemoveView(
  view: { ownerId: string; isShared: boolean },
  person: { id: string; role: string },
): boolean {
  return view.ownerId === person.id || (view.isShared && person.role === "supervisor");
}
