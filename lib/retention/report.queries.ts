import "server-only";
import type { Db } from "@/db/client";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor, settingsForEach } from "@/lib/platform/settings";
import { noticeCandidates, senderCandidates, snapshotCandidates } from "./candidates.store";
import { complaintCandidates, evidenceCandidates, mailCandidates } from "./kept-words.store";
import type { RetentionReport } from "./retention.contract";
import { isDue, type KeepSettings, keptDays, purgeAt, retentionClasses, retentionNeeds } from "./retention.rules";

/** So many of each are looked at; what is older comes first. */
const most = 20_000;

/** What a run would delete now, and what is kept and why: nothing is changed by looking. */
export async function retentionReport(db: Db, actor: Actor, now: Date): Promise<Result<RetentionReport>> {
  if (!can(actor, "retention.view")) return fail("forbidden");
  const found = [
    ...(await noticeCandidates(db, { now, most })),
    ...(await snapshotCandidates(db, { now, most })),
    ...(await senderCandidates(db, { now, most })),
    ...(await complaintCandidates(db, { now, most })),
    ...(await evidenceCandidates(db, { now, most })),
    ...(await mailCandidates(db, { now, most })),
  ];
  const platforms = await settingsForEach(db, [...new Set(found.map(({ platform_id }) => platform_id))]);
  const all = await settingsFor(db);
  const kept = found.map(({ platform_id, kind, needed_by, ends_at }) => ({
    settings: (platforms.get(platform_id) ?? all) as KeepSettings,
    kept: { kind, neededBy: needed_by, endsAt: ends_at },
  }));
  const rows = retentionClasses.map((kind) => {
    const own = kept.filter((each) => each.kept.kind === kind);
    const due = own.filter((each) => isDue(each.kept, each.settings, now));
    const later = own.flatMap((each) => purgeAt(each.kept, each.settings) ?? []).filter((at) => at > now);
    return {
      kind,
      days: keptDays(kind, all),
      due: due.length,
      waiting: later.length,
      needed: retentionNeeds
        .map((by) => ({ by, count: own.filter((each) => each.kept.neededBy === by).length }))
        .filter(({ count }) => count > 0),
      next:
        later.length > 0
          ? new Date(later.reduce((least, at) => Math.min(least, at.getTime()), Infinity)).toISOString()
          : null,
    };
  });
  return ok({ rows, looked: found.length, isAll: found.length < most });
}
