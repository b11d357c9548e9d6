import "server-only";
import { and, desc, eq, gte, inArray, isNull, lte, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, caseSuggestions, cases, decisions, platforms } from "@/db/schema";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { beginningOf } from "@/lib/platform/text.rules";
import { dayIn } from "@/lib/platform/time.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { clausesGoverning, versionGoverning } from "@/lib/policy/governing.rules";
import { titleOf } from "@/lib/policy/library-words.rules";
import { packFor } from "@/lib/policy/store";
import { veiled } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import type { ClauseHealthView, HealthAsked, HealthCase } from "./clause-health.contract";
import { clauseHealth, type Handled, isBehind } from "./clause-health.rules";
import type { Localised } from "./suggestions.contract";

/** Decisions that are looked at for one page, the newest of the period: enough to tell, few enough to be told at once. */
export const mostHandled = 5000;

type Where = { platformId: string; days: number; now: Date };

/**
 * The newest decisions of a period that can no longer be taken back, each beside what had been suggested and what became
 * of it. One that was overturned is among them, for that is what is asked; without those on cases hidden from the reader.
 */
async function handledLately(db: Db, actor: Actor, { platformId, days, now }: Where): Promise<Handled[]> {
  const before = db
    .select({
      refs: sql<string[]>`jsonb_path_query_array(${caseSuggestions.matches}, '$[*].ref')`.as("refs"),
      confident: caseSuggestions.confident,
    })
    .from(caseSuggestions)
    .where(and(eq(caseSuggestions.caseId, decisions.caseId), lte(caseSuggestions.madeAt, decisions.decidedAt)))
    .orderBy(desc(caseSuggestions.madeAt))
    .limit(1)
    .as("before");
  const rows = await db
    .select({
      decisionId: decisions.id,
      caseId: decisions.caseId,
      decidedAt: decisions.decidedAt,
      language: cases.language,
      source: cases.source,
      outcome: decisions.outcome,
      clause: decisions.clauseRef,
      alsoBreaks: decisions.alsoBreaks,
      refs: before.refs,
      confident: before.confident,
      isDeviation: sql<boolean>`${decisions.deviationCode} is not null`,
      isAppealed: sql<boolean>`exists (select 1 from ${appeals} where ${appeals.decisionId} = ${decisions.id})`,
      isOverturned: sql<boolean>`${decisions.reversedAt} is not null`,
      hours: sql<number>`(extract(epoch from ${decisions.decidedAt} - ${cases.openedAt}) / 3600)::float8`,
    })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .leftJoinLateral(before, sql`true`)
    .where(
      and(
        eq(decisions.platformId, platformId),
        gte(decisions.decidedAt, new Date(now.getTime() - days * 86_400_000)),
        lte(decisions.effectiveAt, now),
        inArray(decisions.outcome, ["violation", "no_violation"]),
        isNull(decisions.undoneAt),
        shownTo(actor),
      ),
    )
    .orderBy(desc(decisions.decidedAt), desc(decisions.id))
    .limit(mostHandled + 1);
  return rows.flatMap(({ outcome, clause, alsoBreaks, refs, confident, ...about }): Handled[] => {
    const isViolation = outcome === "violation";
    // Law alone names no clause, so it says nothing of one.
    if (isViolation && clause === null) return [];
    const decided = isViolation ? [clause ?? "", ...alsoBreaks] : [];
    return [{ ...about, decided, suggested: refs ?? [], confident: confident === "yes" }];
  });
}

/** How each clause of a platform does at the desk, the most trouble first, and the cases behind a number. Null: no such platform. */
export async function clauseHealthView(
  db: Db,
  actor: Actor,
  { platformId, asked, now }: { platformId: string; asked: HealthAsked; now: Date },
): Promise<ClauseHealthView | null> {
  const pack = await packFor(db, platformId);
  if (!pack || !mayOn(actor, platformId)) return null;
  const found = await handledLately(db, actor, { platformId, days: asked.days, now });
  const handled = found.slice(0, mostHandled);
  const titles = titlesOf(pack, dayIn(now, pack.zone));
  return {
    platform: { id: platformId, name: pack.name },
    ...{ days: asked.days, looked: handled.length, most: mostHandled, isCut: found.length > mostHandled },
    since: handled.at(-1)?.decidedAt.toISOString() ?? null,
    rows: clauseHealth(handled).map((row) => ({
      ...row,
      ...(titles.get(row.ref) ?? { title: { en: "" }, version: null }),
    })),
    titles: Object.fromEntries([...titles].map(([ref, { title }]) => [ref, title])),
    behind: await behindOf(db, actor, { asked, handled, now }),
  };
}

type Titled = { title: Localised; version: string | null };

/** With the version to read each in: that of today, none where it is of an earlier one. */
function titlesOf(pack: PolicyPack, today: string): Map<string, Titled> {
  const inForce = new Set(clausesGoverning(pack, { day: today }));
  const titles = new Map<string, Titled>();
  for (const clause of pack.clauses) {
    const isNow = inForce.has(clause);
    const version = isNow ? (versionGoverning(pack, clause.document, today)?.id ?? null) : null;
    if (isNow || !titles.has(clause.ref)) titles.set(clause.ref, { title: titleOf(clause), version });
  }
  return titles;
}

const list = "clause-health";
const perPage = 50;
const excerptLength = 140;

async function behindOf(
  db: Db,
  actor: Actor,
  { asked, handled, now }: { asked: HealthAsked; handled: readonly Handled[]; now: Date },
): Promise<ClauseHealthView["behind"]> {
  const { count, clause, language, source } = asked;
  if (count === null || clause === "" || !can(actor, "case.view")) return null;
  const isOf = (one: Handled) =>
    (language === "" || one.language === language) && (source === "" || one.source === source);
  const all = handled.filter((one) => isBehind(count, clause, one) && isOf(one));
  const place = readPlace(list, asked.after);
  const rest = place
    ? all.filter(
        ({ decidedAt, decisionId }) =>
          decidedAt < place.at || (decidedAt.getTime() === place.at.getTime() && decisionId < place.id),
      )
    : all;
  const page = rest.slice(0, perPage);
  const last = rest.length > perPage ? page.at(-1) : undefined;
  const next = last ? writePlace(list, { at: last.decidedAt, id: last.decisionId }) : null;
  return { cases: await casesOf(db, actor, page, now), next };
}

async function casesOf(db: Db, actor: Actor, page: readonly Handled[], now: Date): Promise<HealthCase[]> {
  if (page.length === 0) return [];
  const ids = page.map(({ caseId }) => caseId);
  const { id, number, excerpt, harms } = cases;
  const rows = await db
    .select({ id, number, excerpt, harms, prefix: platforms.prefix })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(and(inArray(id, ids), shownTo(actor)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const given = rows.map((row) => row.harms);
  const notGiven = await notGivenTo(db, actor, given, now);
  return page.flatMap(({ caseId, decisionId, decidedAt, decided, suggested }): HealthCase[] => {
    const row = byId.get(caseId);
    if (!row) return [];
    const content = { harms: row.harms, excerpt: beginningOf(row.excerpt, excerptLength) };
    const about = { caseId, decisionId, decidedAt: decidedAt.toISOString(), first: suggested[0] ?? null };
    return [
      {
        ...about,
        reference: caseReference(row.prefix, row.number),
        decided: [...decided],
        ...veiled(content, notGiven),
      },
    ];
  });
}
