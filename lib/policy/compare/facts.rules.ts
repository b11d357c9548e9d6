import type { Fact } from "./contract";

/** Lists are compared as sets: their order says nothing. */
export function sameFacts(before: readonly Fact[], after: readonly Fact[]): boolean {
  return (
    before.length === after.length &&
    before.every((fact) => after.some((other) => isSame(fact, other))) &&
    after.every((other) => before.some((fact) => isSame(fact, other)))
  );
}

/**
 * A clause is the same by what it is called later, or by its name: two versions that both have a name mean the same clause
 * by it, and a name that one of them has no clause for was left standing.
 */
function isSame(one: Fact, other: Fact): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  if ("ref" in one && "ref" in other) return one.as === other.as || one.ref === other.ref;
  return JSON.stringify(one) === JSON.stringify(other);
}
