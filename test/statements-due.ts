import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { databaseCopies, databaseSubmissions, settings } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { aCase, anAccount, aViolation } from "./town";

/** Settings as an admin would set them, for one platform. */
export async function given(db: Db, platformId: string, values: Record<string, unknown>): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    const row = { platformId, key, value, updatedAt: new Date("2026-01-01T00:00:00Z") };
    await db
      .insert(settings)
      .values(row)
      .onConflictDoUpdate({ target: [settings.platformId, settings.key], set: { value } });
  }
}

/** Decisions on AliExpress or Alibaba.com in a year that the database knows, each with a copy that may leave. */
export async function statementsDue(db: Db, mei: Person, count: number, at: Date, platformId = "aliexpress") {
  const puids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const account = await anAccount(db, { platformId, language: "en" });
    const about = await aCase(db, {
      account,
      text: "This shop is the worst of all, and so is everybody who buys there.",
      language: "en",
      contentAt: new Date("2026-01-05T03:00:00Z"),
    });
    const sanctions = [{ action: "ae.suspend-account", openEnded: true }];
    const result = await decideCase(mei, aViolation(about, { clause: "2.annoy", sanctions }), at);
    if (!result.ok) throw new Error(JSON.stringify(result));
    const [copy] = await db.select().from(databaseCopies).where(eq(databaseCopies.decisionId, result.value.decisionId));
    puids.push(copy?.puid ?? "");
  }
  return puids;
}

export async function submissionOf(db: Db, puid: string) {
  const [row] = await db.select().from(databaseSubmissions).where(eq(databaseSubmissions.puid, puid));
  if (!row) throw new Error("every copy has its row");
  return row;
}
