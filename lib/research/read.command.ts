import "server-only";
import { and, eq, gt, isNull, or } from "drizzle-orm";
import type { z } from "zod";
import { type Db, database } from "@/db/client";
import { apiKeys, researchExports, researchGrants } from "@/db/schema";
import { command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { allow } from "@/lib/platform/rate-limit";
import type { Allowance } from "@/lib/platform/rate-limit.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { addDays } from "@/lib/platform/time.rules";
import { platformsAsked } from "@/lib/policy/api.queries";
import { csvHead, csvLine } from "./csv.rules";
import { publicDecisions, readAt, type Wanted, writeAt } from "./decisions.queries";
import { type ResearchDecisions, ResearchDecisionsRequest, ResearchExportRequest } from "./research.contract";

const anHour = 3_600_000;
/** An export may hold everything, so a few an hour are many. */
export const exportAllowance: Allowance = { limit: 10, windowMs: anHour };
export const pageAllowance: Allowance = { limit: 1200, windowMs: anHour };

const atDay = (day: string | undefined, more = 0) => (day ? new Date(`${addDays(day, more)}T00:00:00.000Z`) : null);

async function wantedBy(
  db: Db,
  actor: Actor,
  { platform, from, to }: { platform?: string | undefined; from?: string | undefined; to?: string | undefined },
  now: Date,
): Promise<Result<Wanted>> {
  if (from && to && to < from)
    return fail("invalid", "invalid", { fields: [{ field: "to", reason: "audit_period_backwards" }] });
  const asked = await platformsAsked(db, { actor, verb: "research.read", now }, platform);
  return asked.ok ? ok({ platforms: asked.value, from: atDay(from), until: atDay(to, 1) }) : asked;
}

/** Too many by one key within the hour: when it may ask again. */
function tooOften(what: string, keyId: string, allowance: Allowance, now: Date): Failure | null {
  const { granted, retryAfter } = allow(what, keyId, allowance, now);
  return granted ? null : fail("rate_limited", "rate_limited_until", { values: { seconds: retryAfter } });
}

type Page = z.infer<typeof ResearchDecisions>;

/** A page of public decisions for a researcher, with its line in the log of what was handed out. */
export const readForResearch = command<typeof ResearchDecisionsRequest, Page, { page: Page; wanted: Wanted }>({
  name: "research.page",
  permission: "research.read",
  input: ResearchDecisionsRequest,
  // The log of exports holds each page; the audit log holds who was given the key.
  subject: () => null,
  prepare: async ({ db, actor, now }, request) => {
    if (actor.kind !== "key") return fail("forbidden");
    const refusal = tooOften("research pages", actor.id, pageAllowance, now);
    if (refusal) return refusal;
    const wanted = await wantedBy(db, actor, request, now);
    if (!wanted.ok) return wanted;
    const after = request.after ? readAt(request.after, wanted.value.platforms) : null;
    if (request.after && !after)
      return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
    const found = [];
    for await (const batch of publicDecisions(db, wanted.value, { after, size: request.limit + 1, now })) {
      found.push(...batch);
      if (found.length > request.limit) break;
    }
    const shown = found.slice(0, request.limit);
    const last = found.length > request.limit ? shown.at(-1) : undefined;
    const page = { decisions: shown.map(({ decision }) => decision), next: last ? writeAt(last.at) : null };
    return ok({ page, wanted: wanted.value });
  },
  async run({ tx, actor, now }, { platform }, { page, wanted: { from, until } }) {
    const [grant] = await tx
      .select()
      .from(researchGrants)
      .where(eq(researchGrants.keyId, actor.id ?? ""));
    if (!grant) return fail("forbidden", "research_no_grant");
    const about = { grantId: grant.id, format: "page", platformId: platform ?? "", from, until } as const;
    await tx.insert(researchExports).values({ ...about, startedAt: now, endedAt: now, rows: page.decisions.length });
    return ok(page);
  },
});

type Started = { exportId: string; wanted: Wanted };

/** Begins an export: that it was taken is in both logs before its first line leaves. */
export const startExport = command<typeof ResearchExportRequest, Started, Wanted>({
  name: "research.export",
  permission: "research.read",
  input: ResearchExportRequest,
  subject: ({ format, platform, from, to }, value) => ({
    kind: "research_export",
    id: value?.exportId ?? "new",
    detail: { format, platform: platform ?? null, from: from ?? null, to: to ?? null },
  }),
  prepare: async ({ db, actor, now }, request) => {
    if (actor.kind !== "key") return fail("forbidden");
    return tooOften("research exports", actor.id, exportAllowance, now) ?? wantedBy(db, actor, request, now);
  },
  async run({ tx, actor, now }, { format, platform }, wanted) {
    const [grant] = await tx
      .select()
      .from(researchGrants)
      .where(eq(researchGrants.keyId, actor.id ?? ""));
    if (!grant) return fail("forbidden", "research_no_grant");
    const { from, until } = wanted;
    const about = { grantId: grant.id, format, platformId: platform ?? "", from, until, startedAt: now };
    const [made] = await tx.insert(researchExports).values(about).returning({ id: researchExports.id });
    if (!made) throw new Error("an insert without conflict returns its row");
    return ok({ exportId: made.id, wanted });
  },
});

/** Whether the key that began an export may still read: it may be revoked, or its term end, while a long one runs. */
async function isStillGranted(db: Db, exportId: string, now: Date): Promise<boolean> {
  const [row] = await db
    .select({ id: apiKeys.id })
    .from(researchExports)
    .innerJoin(researchGrants, eq(researchGrants.id, researchExports.grantId))
    .innerJoin(apiKeys, eq(apiKeys.id, researchGrants.keyId))
    .where(
      and(
        eq(researchExports.id, exportId),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
      ),
    );
  return row !== undefined;
}

/**
 * The lines of an export, batch by batch, each only while the key still opens. Its row says how many there were, also of
 * one that was broken off; that it is complete is said by its end. The number is written once, as a log is: where the process
 * dies in the middle, there is neither, and the log says that it is not finished and how many left is not known.
 */
export async function* exportLines(
  { exportId, wanted }: Started,
  format: "ndjson" | "csv",
  now: Date,
  clock = () => new Date(),
): AsyncGenerator<Uint8Array> {
  const db = await database();
  const utf8 = new TextEncoder();
  let [rows, isWhole] = [0, false];
  try {
    if (format === "csv") yield utf8.encode(csvHead());
    for await (const batch of publicDecisions(db, wanted, { now })) {
      if (!(await isStillGranted(db, exportId, clock())))
        throw new Error("the key of this export opens nothing any more");
      const lines = batch.map(({ decision }) =>
        format === "csv" ? csvLine(decision) : `${JSON.stringify(decision)}\n`,
      );
      rows += batch.length;
      yield utf8.encode(lines.join(""));
    }
    isWhole = true;
  } finally {
    const { id } = researchExports;
    await db
      .update(researchExports)
      .set({ rows, ...(isWhole ? { endedAt: clock() } : {}) })
      .where(eq(id, exportId));
  }
}
