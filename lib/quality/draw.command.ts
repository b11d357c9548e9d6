import "server-only";
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { decisions, people, platforms, qualitySamples } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { marksOf, setMarks } from "@/lib/platform/marks";
import { ok } from "@/lib/platform/result";
import { settingsForEach } from "@/lib/platform/settings";
import type { Settings } from "@/lib/platform/settings.rules";
import { packFor } from "@/lib/policy/store";
import { rulesDrawing, samplingRules } from "./sampling.rules";

const drawer = { kind: "system", name: "quality" } as const;
const pageSize = 500;
/** A transaction that began before the last draw may have ended after it. */
const overlapMs = 120_000;
/** The longest undo window that can be set: nothing decided earlier takes effect later. */
const longestWindowMs = 3_600_000;
/** How far the first draw of a desk looks back. */
const firstLookMs = 30 * 86_400_000;

const Draw = z.object({
  platformId: z.string(),
  drawn: z.array(z.object({ decisionId: z.uuid(), rules: z.array(z.enum(samplingRules)).min(1) })),
});
type Draw = z.infer<typeof Draw>;

/** Keeps what the rules drew. A decision is drawn once. */
export const drawSamples = command({
  name: "quality.draw",
  permission: "quality.draw",
  input: Draw,
  subject: ({ platformId }, value?: { drawn: number }) =>
    value?.drawn === 0 ? null : { kind: "platform", id: platformId, platformId, detail: { drawn: value?.drawn ?? 0 } },
  async run({ tx, now }, { platformId, drawn }) {
    if (drawn.length === 0) return ok({ drawn: 0 });
    const made = await tx
      .insert(qualitySamples)
      .values(drawn.map((sample) => ({ ...sample, platformId, drawnAt: now })))
      .onConflictDoNothing()
      .returning({ id: qualitySamples.id });
    return ok({ drawn: made.length });
  },
});

type Place = { at: Date; id: string };

/** A page of what took effect between two draws, in the order in which it was decided. Content is not selected at all. */
function decidedBetween(db: Db, platformId: string, since: Date, { now, after }: { now: Date; after: Place }) {
  return db
    .select({
      decisionId: decisions.id,
      decidedAt: decisions.decidedAt,
      joinedAt: people.createdAt,
      clauseRef: decisions.clauseRef,
      isDeviation: sql<boolean>`${isNotNull(decisions.deviationCode)}`,
    })
    .from(decisions)
    .innerJoin(people, eq(people.id, decisions.decidedBy))
    .where(
      and(
        eq(decisions.platformId, platformId),
        or(gt(decisions.decidedAt, after.at), and(eq(decisions.decidedAt, after.at), gt(decisions.id, after.id))),
        gt(decisions.effectiveAt, since),
        lte(decisions.effectiveAt, now),
        inArray(decisions.outcome, ["violation", "no_violation"]),
        isNull(decisions.undoneAt),
      ),
    )
    .orderBy(asc(decisions.decidedAt), asc(decisions.id))
    .limit(pageSize);
}

/** The clauses of the gravest grade: what goes wrong there hurts most. */
async function riskyClauses(db: Db, platformId: string): Promise<Set<string>> {
  const pack = await packFor(db, platformId);
  const grave = pack?.clauses.filter(({ editorial }) => editorial.severity === "critical") ?? [];
  return new Set(grave.map(({ ref }) => ref));
}

async function drawPlatform(db: Db, platformId: string, about: { since: Date; now: Date; settings: Settings }) {
  const { since, now, settings } = about;
  const risky = await riskyClauses(db, platformId);
  let after: Place = { at: new Date(since.getTime() - longestWindowMs), id: "ffffffff-ffff-ffff-ffff-ffffffffffff" };
  for (;;) {
    const page = await decidedBetween(db, platformId, since, { now, after });
    const drawn = page.flatMap(({ clauseRef, ...decision }) => {
      const isRisky = clauseRef !== null && risky.has(clauseRef);
      const rules = rulesDrawing({ ...decision, isRisky }, settings);
      return rules.length > 0 ? [{ decisionId: decision.decisionId, rules }] : [];
    });
    if (drawn.length > 0) await drawSamples(drawer, { platformId, drawn } satisfies Draw, now);
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = { at: last.decidedAt, id: last.decisionId };
  }
}

const markOf = (platformId: string) => `quality drawn ${platformId}`;

/**
 * Draws decisions for a second look, of all that took effect since the last time (issue 4). Which they are follows from
 * the decision's id and the settings of this moment; a share that is raised later draws nothing from the past.
 */
export async function drawWhenDue(db: Db, now: Date): Promise<void> {
  const ids = (await db.select({ id: platforms.id }).from(platforms)).map(({ id }) => id);
  const marks = await marksOf(db, ids.map(markOf));
  const settings = await settingsForEach(db, ids);
  for (const id of ids) {
    const own = settings.get(id);
    if (!own) continue;
    const last = marks.get(markOf(id));
    const since = new Date(last ? last.getTime() - overlapMs : now.getTime() - firstLookMs);
    await drawPlatform(db, id, { since, now, settings: own });
  }
  await setMarks(db, ids.map(markOf), now);
}
