import "server-only";
import { and, count, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { cases, decisions, tryOuts } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import { versionLabel } from "@/lib/policy/library-words.rules";
import { RequestTryOut } from "@/lib/policy/try-out/contract";
import { noTotals } from "@/lib/policy/try-out/totals.rules";
import { versionChoices, versionFileAt } from "@/lib/policy/version-file.queries";
import { decisionsTried } from "./try-out.store";

/** Asks for a run of a version over the decisions of the last days; the worker makes it (try-out.store.ts). */
export const requestTryOut = command({
  name: "policy.try_out",
  permission: "policy.edit",
  input: RequestTryOut,
  subject: ({ platform, version, days }, value?: { tryOutId: string }) => ({
    kind: "try_out",
    id: value?.tryOutId ?? platform,
    detail: { version, days },
  }),
  async prepare({ db }, { platform, version }) {
    const known = await versionChoices(db, platform);
    if (!known) return fail("invalid", "invalid", { fields: [{ field: "platform", reason: "platform_unknown" }] });
    const file = await versionFileAt(db, platform, version);
    if (!file) return fail("invalid", "invalid", { fields: [{ field: "version", reason: "version_unknown" }] });
    if (!file.version.textAvailable)
      return fail("invalid", "invalid", { fields: [{ field: "version", reason: "version_not_recorded" }] });
    return ok({ file, pack: known.pack });
  },
  async run({ tx, actor, now, onPlatform }, { platform, version, days }, { file, pack }) {
    if (actor.kind !== "person" || !mayOn(actor, platform)) return fail("forbidden");
    onPlatform(platform);
    const underWay = await tx
      .select({ id: tryOuts.id })
      .from(tryOuts)
      .where(and(eq(tryOuts.platformId, platform), inArray(tryOuts.state, ["waiting", "running"])));
    if (underWay.length > 0) return fail("conflict", "try_out_under_way");
    const about = {
      ...{ platformId: platform, periodTo: now, withHidden: isCleared(actor) },
      periodFrom: new Date(now.getTime() - days * 86_400_000),
      earlierRefs: pack.versions
        .filter(({ documents }) => documents.some((document) => file.version.documents.includes(document)))
        .map(({ id }) => id),
    };
    const [found] = await tx
      .select({ all: count() })
      .from(decisions)
      .innerJoin(cases, eq(cases.id, decisions.caseId))
      .where(decisionsTried(about));
    const [made] = await tx
      .insert(tryOuts)
      .values({
        ...about,
        ...{ versionRef: version, label: versionLabel(file.version), file, days, totals: noTotals() },
        ...{ requestedBy: actor.id, requestedAt: now, decisionsAll: found?.all ?? 0 },
      })
      .onConflictDoNothing()
      .returning({ tryOutId: tryOuts.id });
    return made ? ok(made) : fail("conflict", "try_out_under_way");
  },
});

/** Ends a run where it is: what was tried so far stays to be read. */
export const stopTryOut = command({
  name: "policy.try_out_stop",
  permission: "policy.edit",
  input: z.object({ tryOutId: z.uuid() }),
  subject: ({ tryOutId }) => ({ kind: "try_out", id: tryOutId }),
  async run({ tx, actor, now, onPlatform }, { tryOutId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [row] = await tx
      .select({ platformId: tryOuts.platformId, state: tryOuts.state, withHidden: tryOuts.withHidden })
      .from(tryOuts)
      .where(eq(tryOuts.id, tryOutId))
      .for("update");
    if (!row || (row.withHidden && !isCleared(actor))) return fail("not_found", "try_out_not_found");
    onPlatform(row.platformId);
    if (row.state !== "waiting" && row.state !== "running") return fail("stale", "try_out_over");
    await tx
      .update(tryOuts)
      .set({ state: "stopped", endedAt: now, stoppedBy: actor.id })
      .where(eq(tryOuts.id, tryOutId));
    return ok({ tryOutId });
  },
});
