/** What is at an address of one thing: its kind as the log names it. The id is the first group. */
const places: readonly (readonly [kind: string, address: RegExp])[] = (
  [
    ["case", "(?:api/)?cases"],
    ["account", "(?:api/)?accounts"],
    ["appeal", "(?:api/)?appeals"],
    ["statement", "(?:api/)?statements"],
    ["dispute", "(?:api/)?disputes"],
    ["referral", "referrals"],
    ["misuse", "misuse"],
    ["wave", "(?:queue|api)/waves"],
    ["person", "people"],
    ["order", "settings/orders"],
    ["flagger", "settings/flaggers"],
    ["database_copy", "outbox/copies"],
    ["quality_sample", "quality/reviews"],
    ["audit_draw", "audits"],
  ] as const
).map(([kind, address]) => [kind, new RegExp(`^/${address}/([0-9a-f-]{36})(?:[/?]|$)`)]);

/** What somebody looks at by opening this address of the desk, or null: lists, settings and what has no id of its own. */
export function lookAt(address: string): { kind: string; id: string } | null {
  for (const [kind, pattern] of places) {
    const id = pattern.exec(address)?.[1];
    if (id) return { kind, id };
  }
  return null;
}

/** Looks at one thing within this time are one: a page asks for its parts one after the other. */
export const oneLookMs = 60_000;
