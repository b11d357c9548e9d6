import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { platforms, termsStates, termsSummaries } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { ServeStates, WriteTerms } from "./terms.contract";

async function isPlatform(tx: Tx, platformId: string): Promise<boolean> {
  const rows = await tx.select({ id: platforms.id }).from(platforms).where(eq(platforms.id, platformId)).for("update");
  return rows.length > 0;
}

/** Writes the summary of the terms in one language. The one before it stays on record (DSA Art. 14(5), C3). */
export const writeTerms = command({
  name: "terms.write",
  permission: "terms.edit",
  input: WriteTerms,
  subject: ({ platform, language }) => ({ kind: "terms", id: platform, detail: { language } }),
  async run({ tx, actor, now, onPlatform }, { platform, ...text }) {
    if (!(await isPlatform(tx, platform))) return fail("not_found", "platform_not_here");
    onPlatform(platform);
    const current = and(
      eq(termsSummaries.platformId, platform),
      eq(termsSummaries.language, text.language),
      isNull(termsSummaries.replacedAt),
    );
    await tx.update(termsSummaries).set({ replacedAt: now }).where(current);
    const writtenBy = actor.kind === "person" ? actor.id : null;
    await tx.insert(termsSummaries).values({ ...text, platformId: platform, writtenBy, writtenAt: now });
    return ok({ platform, language: text.language });
  },
});

/** Says which Member States a platform serves: their languages are owed (Art. 14(6)). */
export const serveStates = command({
  name: "terms.serve",
  permission: "terms.edit",
  input: ServeStates,
  subject: ({ platform, states }) => ({ kind: "terms", id: platform, detail: { states: states.join(" ") } }),
  async run({ tx, onPlatform }, { platform, states }) {
    if (!(await isPlatform(tx, platform))) return fail("not_found", "platform_not_here");
    onPlatform(platform);
    const row = { platformId: platform, states };
    await tx.insert(termsStates).values(row).onConflictDoUpdate({ target: termsStates.platformId, set: { states } });
    return ok({ platform, states });
  },
});
