import type { Fact } from "./contract";

/** Lists are compared as sets: their order says nothing. */
export function sameFacts(before: readonly Fact[], after: readonly Fact[]): boolean {
  const [one, other] = [before.map(keyOf), after.map(keyOf)];
  return one.length === other.length && one.every((key) => other.includes(key));
}

function keyOf(fact: Fact): string {
  if (typeof fact === "string") return fact;
  return "ref" in fact ? fact.as : JSON.stringify(fact);
}
