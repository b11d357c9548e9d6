import { isId } from "./ids.rules";

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
    ["report", "(?:api/)?reports"],
    ["trustee_report", "api/commitments/reports"],
  ] as const
).map(([kind, address]) => [kind, new RegExp(`^/${address}/([0-9a-f-]{36})(?:[/?]|$)`)]);

/** A page of the desk without an id in it: a list, a register, settings. What the screens ask for beside it is not one. */
const page = /^\/(?!api\/|_)[A-Za-z0-9][\w./-]{0,77}(?=[?]|$)/;

/** What somebody looks at by opening this address of the desk: a thing, else the page; null for what a page asks for by itself. */
export function lookAt(address: string): { kind: string; id: string } | null {
  for (const [kind, pattern] of places) {
    const id = pattern.exec(address)?.[1];
    if (id && isId(id)) return { kind, id };
  }
  const path = page.exec(address)?.[0];
  return path ? { kind: "page", id: path } : null;
}

/** Looks at one thing within this time are one: a page asks for its parts one after the other. */
export const oneLookMs = 60_000;
