import { z } from "zod";
import type { NoticeSource } from "./contract";
import { typedLine } from "./text.rules";

const line = (max: number) => typedLine(max).optional();

/**
 * What a source brings so that its word can be weighed (REQUIREMENTS Q56, Q57, Q79). All of it is optional: a notice is
 * taken without it, the case says what is missing, and the desk can ask.
 */
export const Bringing = z.strictObject({
  /** Whom or what of theirs it is about: which child in which picture, which work or mark. No name is needed. */
  concerned: line(500),
  /** What shows that they may speak for it: a register number, a certificate, a power of attorney. */
  proof: line(500),
  /** The person who reports is a minor, as they say. */
  isMinor: z.boolean().optional(),
  /** Of a detector: its name with its version, its number of the finding, and how sure it is, 0 to 1. */
  tool: line(200),
  finding: line(200),
  score: z.number().min(0).max(1).optional(),
});
export type Bringing = z.infer<typeof Bringing>;
export type BringingField = keyof Bringing;

/** What only a program knows: a visitor is no detector. */
export const fieldsOfDetectors: readonly BringingField[] = ["tool", "finding", "score"];

const speaking: readonly BringingField[] = ["concerned", "proof"];
const neededFor: Record<string, readonly BringingField[]> = {
  parent: ["concerned"],
  guardian: ["concerned"],
  executor: speaking,
  representative: speaking,
  "rights-holder": speaking,
};
const neededOf: Partial<Record<NoticeSource, readonly BringingField[]>> = {
  guardian: ["concerned"],
  rights_holder: speaking,
  third_party: ["tool", "finding"],
};

/** What a source of this kind, or somebody in this relation, has to bring and has not. */
export function missingOf(source: string, relation: string | null, brought: Bringing | null): BringingField[] {
  const needed = [...(neededOf[source as NoticeSource] ?? []), ...(neededFor[relation ?? ""] ?? [])];
  const isThere = (field: BringingField) => {
    const value = brought?.[field];
    return typeof value === "string" ? value.trim() !== "" : value !== undefined;
  };
  return [...new Set(needed)].filter((field) => !isThere(field));
}

/** What was brought, without what is empty; null when nothing is left. */
export function keptBringing(brought: Bringing | undefined): Bringing | null {
  const kept = Object.entries(brought ?? {}).filter(
    ([, value]) => value !== undefined && value !== false && (typeof value !== "string" || value.trim() !== ""),
  );
  return kept.length > 0 ? Object.fromEntries(kept) : null;
}
