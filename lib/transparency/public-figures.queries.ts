import "server-only";
import { and, asc, between, desc, eq, isNotNull, sum } from "drizzle-orm";
import type { Db } from "@/db/client";
import { platforms, publicFigures, publicFiguresUntil, reportVersions } from "@/db/schema";
import { addDays, dayIn } from "@/lib/platform/time.rules";
import { packOn } from "@/lib/policy/editions.rules";
import { labelOf, titleOf } from "@/lib/policy/library-words.rules";
import { packFor } from "@/lib/policy/store";
import type { PublishedVersion } from "./public-figures.contract";
import { type Dimension, dimensions, type Figure, figuresShown, type PublicFigures } from "./public-figures.rules";
import {
  type HalfYear,
  halfYearCalled,
  halfYearOf,
  halfYearsBetween,
  isPeriodTold,
  toldTo,
} from "./public-period.rules";
import { factsEntered } from "./report-facts.queries";

type Name = { en: string; hans?: string; hant?: string };
export type PublicPlatform = { id: string; name: Name; zone: string };

/** The platforms that there are figures of, by slug. */
export function publicPlatforms(db: Db): Promise<PublicPlatform[]> {
  return db
    .select({ id: platforms.id, name: platforms.name, zone: platforms.zone })
    .from(platforms)
    .orderBy(asc(platforms.id));
}

/** The half-years that can be read of a platform, the newest first, and the one that was asked for or else this one. */
export async function periodAsked(
  db: Db,
  { id, zone }: PublicPlatform,
  asked: string,
  now: Date,
): Promise<{ period: HalfYear; periods: HalfYear[]; countedTo: string | null }> {
  const today = dayIn(now, zone);
  const [until] = await db.select().from(publicFiguresUntil).where(eq(publicFiguresUntil.platformId, id));
  const periods = halfYearsBetween(until?.firstDay ?? today, today);
  const called = halfYearCalled(asked);
  const period = periods.find((one) => one.id === called?.id) ?? halfYearOf(today);
  const isCounted = until !== undefined && until.untilDay > until.firstDay;
  return { period, periods, countedTo: isCounted ? addDays(until.untilDay, -1) : null };
}

/** What is told of a platform and a half-year: read from what was counted day by day, never from the decisions. */
export async function publicFiguresOf(
  db: Db,
  platform: PublicPlatform,
  { period, countedTo, now }: { period: HalfYear; countedTo: string | null; now: Date },
): Promise<PublicFigures> {
  const { platformId, day, dimension, key, count } = publicFigures;
  const today = dayIn(now, platform.zone);
  const lastDay = toldTo(period, today);
  const rows = await db
    .select({ dimension, key, count: sum(count).mapWith(Number) })
    .from(publicFigures)
    .where(and(eq(platformId, platform.id), between(day, period.firstDay, lastDay)))
    .groupBy(dimension, key)
    .orderBy(asc(dimension), asc(key));
  const of = (name: Dimension): Figure[] => rows.filter((row) => row.dimension === name);
  const counted = Object.fromEntries(dimensions.map((name) => [name, of(name)])) as Record<Dimension, Figure[]>;
  const isOver = isPeriodTold(period, today);
  return figuresShown(counted, {
    ...{ period, isOver },
    countedTo: countedTo !== null && lastDay < countedTo ? lastDay : countedTo,
  });
}

/** Clauses and measures by their ids as they were called on `day`, in the languages that we hold them in. */
export async function namesOfPlatform(
  db: Db,
  platformId: string,
  day: string,
): Promise<{ clause: Map<string, Name>; sanction: Map<string, Name> }> {
  const whole = await packFor(db, platformId);
  const pack = whole && packOn(whole, day);
  const clause = new Map(pack?.clauses.map((one) => [one.ref, titleOf(one)]));
  const sanction = new Map(pack?.sanctions.actions.map((action) => [action.id, labelOf(action)]));
  return { clause, sanction };
}

/** Every published version of a platform's reports, the newest period first; all stay (Art. 3 of Regulation 2024/2835). */
export async function publishedVersions(db: Db, platformId: string): Promise<PublishedVersion[]> {
  const { id, number, firstDay, lastDay, changeNote, publishedAt, sha256 } = reportVersions;
  const rows = await db
    .select({ id, number, firstDay, lastDay, changeNote, publishedAt, sha256 })
    .from(reportVersions)
    .where(and(eq(reportVersions.platformId, platformId), isNotNull(publishedAt)))
    .orderBy(desc(lastDay), desc(number));
  return rows.map((row) => ({
    ...row,
    number: row.number ?? 0,
    publishedAt: row.publishedAt?.toISOString() ?? "",
    sha256: row.sha256 ?? "",
  }));
}

/** Average monthly active recipients in the Union, where somebody entered them (Art. 24(2), R3). */
export async function recipientsInUnion(db: Db, platformId: string): Promise<number | null> {
  return (await factsEntered(db, platformId)).recipients?.TOTAL ?? null;
}
