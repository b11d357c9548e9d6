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

/**
 * Which authority's order a decision gives effect to, as who reported the content too may learn it (Art. 16(5)): its name
 * and its state. Nothing in Art. 9 keeps that from them, and nothing more of the order is theirs to know. Null while any of
 * the orders forbids telling (what is set later is left out of the letter: `withoutHeldOrder`), and of what rests on the
 * terms alone, which no order led to.
 */
export function authorityTold(
  material: Ordered,
  { effectiveAt, ground }: { effectiveAt: Date; ground: Choice["ground"] },
): { name: string; country: string } | null {
  const order = orderBehind(material);
  if (!order || ground === "terms" || toldFrom(material, effectiveAt) > effectiveAt) return null;
  return { name: order.authority, country: order.country };
}

/** A letter to whoever reported, without who ordered it while an order forbids telling. */
export function withoutHeldOrder<Part extends { id: string }>(
  parts: readonly Part[],
  hold: Date | null,
  now: Date,
): Part[] {
  return parts.filter(({ id }) => id !== "authority" || hold === null || hold <= now);
}

/** From when the person concerned may be told of a decision: once it holds, and once the last of its orders allows it (O3). */
export function toldFrom({ notices }: Ordered, effectiveAt: Date): Date {
  return notices.reduce((from, { order }) => userToldFrom(order?.holdUntil ?? null, from), effectiveAt);
}
