import { z } from "zod";
import type { Place } from "@/lib/policy/edit/contract";

const Asked = z.array(z.string().max(300)).min(1).max(6);

/** The place that an address leads to; undefined: it names none. */
export function placeAsked(at: string): Place | undefined {
  try {
    const asked = Asked.safeParse(JSON.parse(at));
    return asked.success ? asked.data : undefined;
  } catch {
    return undefined;
  }
}
