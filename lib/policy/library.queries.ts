import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { platforms, policyPacks } from "@/db/schema";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isStorable } from "@/lib/platform/text.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { PolicyPack } from "./contract";
import { clauseIn, packOn, versionsHaving } from "./editions.rules";
import type { ClauseHit, FoundClause, LibraryPlatform, Reading } from "./library.contract";
import { type AskedDay, dayAsked, platformShown, readingOn, shownVersion } from "./library.rules";
import { clausesHolding, type LexiconWords } from "./library-search.rules";
import { packFor } from "./store";

async function packsInUse(db: Db): Promise<PolicyPack[]> {
  const known = await db.select({ id: platforms.id }).from(platforms).orderBy(platforms.id);
  const packs: PolicyPack[] = [];
  for (const { id } of known) {
    const pack = await packFor(db, id);
    if (pack) packs.push(pack);
  }
  return packs;
}

/** Every platform that has rules, with its versions and documents, by name. `now` says what is in force. */
export async function policyLibrary(db: Db, now: Date): Promise<LibraryPlatform[]> {
  const packs = await packsInUse(db);
  return packs
    .map((pack) => platformShown(pack, dayIn(now, pack.zone)))
    .sort((a, b) => a.name.en.localeCompare(b.name.en));
}

export type AskedReading = { platformId: string; day?: string | undefined; document?: string | undefined };

/** A platform's rules as they govern a day in its zone (default today); null when there is no such platform. */
export async function readDay(
  db: Db,
  asked: AskedReading,
  now: Date,
): Promise<(AskedDay & { reading: Reading }) | null> {
  const pack = await packFor(db, asked.platformId);
  if (!pack) return null;
  const today = dayIn(now, pack.zone);
  const { day, problem } = dayAsked(asked.day, pack.zone, today);
  return { day, problem, reading: readingOn(pack, { day, document: asked.document }, today) };
}

export type AskedClause = { platformId: string; version: string; ref: string; day?: string | undefined };

/**
 * One clause in one version, in force or retired, as its link names it; null when the platform has no such version or
 * clause. `day` is kept where that version governs it, so that going from clause to clause stays on the day that is read.
 */
export async function readClause(db: Db, asked: AskedClause, now: Date): Promise<FoundClause | null> {
  const pack = await packWithVersion(db, asked.platformId, asked.version);
  const version = pack?.versions.find(({ id }) => id === asked.version);
  if (!pack || !version) return null;
  const today = dayIn(now, pack.zone);
  const clause = clauseIn(pack, asked.ref, version.id);
  if (!clause) return null;
  const shown = shownVersion(pack, version, today);
  if (!clause.versions.includes(version.id)) {
    const having = versionsHaving(pack, clause.ref);
    const versions = pack.versions.filter(({ id }) => having.includes(id));
    return {
      found: "elsewhere",
      platform: platformShown(pack, today),
      version: shown,
      clause: clause.ref,
      versions: versions.map((other) => shownVersion(pack, other, today)),
    };
  }
  const { day } = dayAsked(asked.day ?? shown.dayToRead, pack.zone, shown.dayToRead);
  const governs =
    (version.effectiveFrom === null || version.effectiveFrom <= day) &&
    (version.effectiveTo === null || day <= version.effectiveTo);
  return {
    found: "clause",
    reading: readingOn(pack, { day: governs ? day : shown.dayToRead, ref: clause.ref }, today),
  };
}

/** The pack in use, or the newest earlier one that has the version: a decision's link must open for good. */
async function packWithVersion(db: Db, platformId: string, version: string): Promise<PolicyPack | null> {
  const inUse = isStorable(version) ? await packFor(db, platformId) : null;
  if (!inUse || inUse.versions.some(({ id }) => id === version)) return inUse;
  const [earlier] = await db
    .select({ pack: policyPacks.pack })
    .from(policyPacks)
    .where(
      and(
        eq(policyPacks.platformId, platformId),
        sql`${policyPacks.pack} -> 'versions' @> ${JSON.stringify([{ id: version }])}::jsonb`,
      ),
    )
    .orderBy(desc(policyPacks.loadedAt), desc(policyPacks.revision))
    .limit(1);
  return earlier ? PolicyPack.parse(earlier.pack) : null;
}

/** Longer questions are cut: a person types words, not texts. */
const longestQuestion = 200;

export type AskedSearch = {
  text: string;
  platformId?: string | undefined;
  day?: string | undefined;
  limit?: number;
  /** Where the words come from that people use for the matter of a pack's clauses (the matcher's lexicon knows them). */
  wordsOf?: (pack: PolicyPack) => LexiconWords;
};

/**
 * Clauses whose reference, title, summary or keywords (or the words of `wordsOf`) hold every word of `text`, in either language and script, in the
 * versions that govern `day` (default today in each platform's zone), nearest first; `more` says that the list was cut.
 */
export async function searchClauses(
  db: Db,
  actor: Actor,
  { text, platformId, day, limit = 50, wordsOf }: AskedSearch,
  now: Date,
): Promise<Result<{ hits: ClauseHit[]; more: number }>> {
  if (!can(actor, "policy.view")) return fail("forbidden");
  const packs = (await packsInUse(db)).filter(
    (pack) => mayOn(actor, pack.platform) && (platformId === undefined || pack.platform === platformId),
  );
  const found = packs.flatMap((pack) => {
    const asked = dayAsked(day, pack.zone, dayIn(now, pack.zone));
    const known = wordsOf?.(pack);
    return clausesHolding(packOn(pack, asked.day), text.slice(0, longestQuestion), { day: asked.day, known });
  });
  const hits = found.sort((a, b) => a.place - b.place).map(({ hit }) => hit);
  return ok({ hits: hits.slice(0, limit), more: Math.max(0, hits.length - limit) });
}
