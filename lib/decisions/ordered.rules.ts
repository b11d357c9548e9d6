import { userToldFrom } from "@/lib/intake/order.rules";
import type { Assessment } from "./assess.rules";
import type { Choice } from "./choice.rules";
import { type CaseMaterial, orderBehind } from "./material.rules";
import type { RedressFacts } from "./statement.contract";

type Ordered = Pick<CaseMaterial, "notices">;

/**
 * What of a decision the platform answers for itself: all of it without an order. Of an ordered item acting on the content
 * because of the law is what the order asks for, told by the letter about it (DSA Art. 9(5)) and by no statement of
 * reasons (Art. 17(5), S4). A measure on anything else goes beyond the order, and what rests on the terms alone does not
 * rest on it at all.
 */
export function beyondOrder(material: Ordered, assessment: Assessment, ground: Choice["ground"]): Assessment {
  if (!orderBehind(material) || ground === "terms") return assessment;
  return { ...assessment, sanctions: assessment.sanctions.filter(({ target }) => target !== "content") };
}

/** What is open to the person: no last day is promised while an authority may still move when they are told of it (A2, O3). */
export function redressHeld(redress: RedressFacts, material: Ordered, effectiveAt: Date): RedressFacts {
  return toldFrom(material, effectiveAt) > effectiveAt ? { ...redress, appealEndsOn: null } : redress;
}

/** From when the person concerned may be told of a decision: once it holds, and once the last of its orders allows it (O3). */
export function toldFrom({ notices }: Ordered, effectiveAt: Date): Date {
  return notices.reduce((from, { order }) => userToldFrom(order?.holdUntil ?? null, from), effectiveAt);
}
