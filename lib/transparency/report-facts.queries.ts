import "server-only";
import { and, desc, eq, isNotNull, isNull, lte } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { reportDuties, reportFacts, reportVersions } from "@/db/schema";
import { dayIn } from "@/lib/platform/time.rules";
import { tierOfDay } from "@/lib/policy/owed.queries";
import { type PlatformTier, reportTier } from "@/lib/policy/tier.rules";
import type { ReportFacts } from "./report.contract";
import { factsOf } from "./report-facts.rules";
import { type FactsSections, factsShapes } from "./report-version.contract";
import { isDuePeriod } from "./report-version.rules";

/** What was entered for a platform, as it stands. A part that a later release no longer reads is as if not entered. */
export async function factsEntered(db: Db | Tx, platformId: string): Promise<FactsSections> {
  const rows = await db
    .select({ section: reportFacts.section, value: reportFacts.value })
    .from(reportFacts)
    .where(and(eq(reportFacts.platformId, platformId), isNull(reportFacts.replacedAt)));
  const entered = <Section extends keyof FactsSections>(section: Section): FactsSections[Section] => {
    const stored = rows.find((row) => row.section === section);
    const read = factsShapes[section].safeParse(stored?.value);
    return read.success ? (read.data as FactsSections[Section]) : undefined;
  };
  const identification = entered("identification");
  const people = entered("people");
  const recipients = entered("recipients");
  const accuracy = entered("accuracy");
  const texts = entered("texts");
  return {
    ...(identification ? { identification } : {}),
    ...(people ? { people } : {}),
    ...(recipients ? { recipients } : {}),
    ...(accuracy ? { accuracy } : {}),
    ...(texts ? { texts } : {}),
  };
}

type Platform = { id: string; zone: string; tier: PlatformTier };

/** More published versions than any platform has of one period. */
const mostLooked = 100;

/**
 * The day on which the report of the period before was published last, in the platform's zone. What was made of other
 * periods than reports are due of, to try it out or for a question, is no previous report; nor is another version of this.
 * One that was published elsewhere is.
 */
async function publishedLast(db: Db | Tx, { id, zone }: Platform, periodFrom: Date): Promise<string | undefined> {
  const published = await db
    .select()
    .from(reportVersions)
    .where(
      and(
        eq(reportVersions.platformId, id),
        isNotNull(reportVersions.publishedAt),
        lte(reportVersions.periodTo, periodFrom),
      ),
    )
    .orderBy(desc(reportVersions.periodTo), desc(reportVersions.publishedAt))
    .limit(mostLooked);
  const last = published.find((one) => isDuePeriod({ ...one, from: one.periodFrom, to: one.periodTo }, zone, null));
  const [elsewhere] = await db
    .select({ periodTo: reportDuties.periodTo, day: reportDuties.elsewhereDay })
    .from(reportDuties)
    .where(
      and(
        eq(reportDuties.platformId, id),
        isNotNull(reportDuties.elsewhereDay),
        lte(reportDuties.periodTo, periodFrom),
      ),
    )
    .orderBy(desc(reportDuties.periodTo))
    .limit(1);
  const here = last?.publishedAt ? { periodTo: last.periodTo, day: dayIn(last.publishedAt, zone) } : undefined;
  return laterOf(here, elsewhere)?.day ?? undefined;
}

type Published = { periodTo: Date; day: string | null };

/** What is of the later period; of the same one, what was published later. */
function laterOf(one: Published | undefined, other: Published | undefined): Published | undefined {
  if (!one || !other) return one ?? other;
  const apart = one.periodTo.getTime() - other.periodTo.getTime();
  return apart > 0 || (apart === 0 && (one.day ?? "") >= (other.day ?? "")) ? one : other;
}

/**
 * The facts of a report on a period: what was entered, with the last report that was published of an earlier period, and,
 * where none was entered, the tier that the platform had when the period ended, whatever it is today. The screen and the
 * terminal begin with the same.
 */
export async function factsFor(
  db: Db | Tx,
  platform: Platform,
  { from, to, published }: { from: Date; to: Date; published?: string | undefined },
): Promise<ReportFacts> {
  return factsOf(await factsEntered(db, platform.id), {
    published,
    previous: await publishedLast(db, platform, from),
    tier: reportTier(await tierOfDay(db, platform, new Date(to.getTime() - 1))),
  });
}
