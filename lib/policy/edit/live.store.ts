import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { type DraftNews, HereInput } from "./view.contract";

/** What is told of all drafts; whoever listens picks their own. */
export const draftChannel = "policy_drafts";

/** Tells whoever has the draft open, in any process. Nothing is stored: who hears nothing looks by the clock. */
async function tell(db: Db, news: DraftNews): Promise<void> {
  await db.execute(sql`select pg_notify(${draftChannel}, ${JSON.stringify(news)})`);
}

export async function tellWritten(db: Db, actor: Actor, { draftId, rev }: { draftId: string; rev: number }) {
  if (actor.kind === "person") await tell(db, { kind: "written", draftId, rev, personId: actor.id, name: actor.name });
}

/** Says where in a draft somebody is. */
export async function tellHere(db: Db, actor: Actor, raw: unknown): Promise<Result<{ told: true }>> {
  if (!can(actor, "policy.edit")) return fail("forbidden");
  const parsed = HereInput.safeParse(raw);
  if (!parsed.success) return fail("invalid");
  if (actor.kind !== "person") return fail("forbidden");
  await tell(db, { kind: "here", ...parsed.data, personId: actor.id, name: actor.name });
  return ok({ told: true });
}
