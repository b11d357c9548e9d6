import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { cases, waveMembers, waves } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { chooseFirst, countAnew } from "./wave-first.store";
import { notTakenOut } from "./wave-members.store";
import { chooseFirstIfNone } from "./wave-upkeep.store";

const Member = z.object({ memberId: z.uuid() });
type Moved = { memberId: string; waveId: string; caseId: string; platform: string };

const about = (input: z.infer<typeof Member>, value?: Moved) => ({
  kind: "case",
  id: value?.caseId ?? input.memberId,
  platformId: value?.platform,
  detail: { wave: value?.waveId ?? null },
});

/**
 * The wave first, so that two who move its items come one after the other, and each sees what the other left. An item that
 * no wave shows, because it is about child safety, is not there for anybody here either.
 */
async function lockMember(tx: Tx, memberId: string) {
  const waveId = tx.select({ id: waveMembers.waveId }).from(waveMembers).where(eq(waveMembers.id, memberId));
  await tx.select({ id: waves.id }).from(waves).where(inArray(waves.id, waveId)).for("update");
  const [row] = await tx
    .select({ member: waveMembers })
    .from(waveMembers)
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .where(and(eq(waveMembers.id, memberId), sql`not ${cases.childSafety}`))
    .for("update", { of: waveMembers });
  return row?.member;
}

/** Takes one item out of its wave: it stays a case of its own, and is never gathered into this wave again. */
export const takeOut = command<typeof Member, Moved>({
  name: "wave.take_out",
  permission: "case.claim",
  input: Member,
  subject: about,
  async run({ tx, actor, now }, { memberId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const row = await lockMember(tx, memberId);
    if (!row || !mayOn(actor, row.platformId)) return fail("not_found", "wave_not_found");
    const moved = { memberId, waveId: row.waveId, caseId: row.caseId, platform: row.platformId };
    if (row.takenOutAt) return ok(moved);
    const isFirst = row.by === "first";
    const out = { takenOutAt: now, takenOutBy: actor.id, ...(isFirst ? { by: "text" as const } : {}) };
    await tx.update(waveMembers).set(out).where(eq(waveMembers.id, memberId));
    if (isFirst) await chooseFirst(tx, row.waveId);
    await countAnew(tx, [row.waveId]);
    return ok(moved);
  },
});

/** Puts an item back that was taken out by mistake, unless another wave has it by now. */
export const putBack = command<typeof Member, Moved>({
  name: "wave.put_back",
  permission: "case.claim",
  input: Member,
  subject: about,
  async run({ tx, actor }, { memberId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const row = await lockMember(tx, memberId);
    if (!row || !mayOn(actor, row.platformId)) return fail("not_found", "wave_not_found");
    const moved = { memberId, waveId: row.waveId, caseId: row.caseId, platform: row.platformId };
    if (!row.takenOutAt) return ok(moved);
    const [other] = await tx
      .select({ id: waveMembers.id })
      .from(waveMembers)
      .where(and(eq(waveMembers.caseId, row.caseId), notTakenOut));
    if (other) return fail("stale", "wave_other");
    await tx.update(waveMembers).set({ takenOutAt: null, takenOutBy: null }).where(eq(waveMembers.id, memberId));
    await tx
      .update(waves)
      .set({ size: sql`${waves.size} + 1` })
      .where(eq(waves.id, row.waveId));
    await chooseFirstIfNone(tx, row.waveId);
    await countAnew(tx, [row.waveId]);
    return ok(moved);
  },
});
