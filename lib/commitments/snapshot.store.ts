import "server-only";
import { and, asc, eq, gte, inArray, isNull, lt, or } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  commitmentAnomalies,
  commitmentEvidence,
  commitmentRegisters,
  commitmentReviews,
  type commitments,
  people,
  type RegisterWords,
} from "@/db/schema";
import { addDays, addMonths, dayIn, startOfDay } from "@/lib/platform/time.rules";
import { loadMessages, translatorFor } from "@/messages/load";
import type { IndicatorNow, RegisterHead } from "./contract";
import { indicatorsOf } from "./indicator.queries";
import { isIndicatorKey } from "./indicator-keys.rules";
import { registerZone } from "./month.rules";
import { commitmentRows, milestonesOf, type StoredCommitment } from "./queries";
import type { ReportCommitment, ReportLanguage, ReportRole, TrusteeSnapshot } from "./report.contract";
import { wordsToSeal } from "./sealed-words.rules";
import { withholdPeople } from "./withhold.rules";

/** How far back the charts go. */
const chartMonths = 24;
type Period = TrusteeSnapshot["period"];
const dayOf = (at: Date) => dayIn(at, registerZone);
/** What happened after the period is not in its report. */
const dayUntil = (at: Date | null, end: Date) => (at && at < end ? dayOf(at) : null);

/** The words of an indicator that comes with the product, as they are now: a sealed report keeps them. */
function wordsOf(key: string, what: "name" | "definition"): RegisterWords {
  if (!isIndicatorKey(key)) return { en: key };
  const [en, hans] = (["en", "zh-Hans"] as const).map((language) =>
    translatorFor(language, "commitments")(`indicators.${key}.${what}`),
  );
  return { en: en ?? key, hans };
}

/** The sentences of today, to be sealed. */
function sentencesNow(language: ReportLanguage) {
  const { commitments = {}, statement = {} } = loadMessages(language);
  return wordsToSeal(commitments, statement);
}

const endOf = ({ to }: Period) => startOfDay(addDays(to, 1), registerZone);

/** Roles and names of everybody of the desk: the first are said, the second are taken out. */
async function deskOf(tx: Tx) {
  const rows = await tx.select({ id: people.id, name: people.name, role: people.role }).from(people);
  return { roles: new Map(rows.map(({ id, role }) => [id, role])), names: rows.map(({ name }) => name) };
}
type Desk = Awaited<ReturnType<typeof deskOf>>;

type Said = {
  role: (id: string | null, ownerId: string | null) => ReportRole;
  clean: (text: string) => string;
  cleanWords: (words: RegisterWords) => RegisterWords;
};

function sayer({ roles, names }: Desk, leadId: string | null, count: (places: number) => void): Said {
  const clean = (text: string) => {
    const { text: rest, places } = withholdPeople(text, names);
    count(places);
    return rest;
  };
  return {
    role: (id, ownerId) => {
      if (id === null) return "nobody";
      if (id === ownerId) return "owner";
      if (id === leadId) return "lead";
      const role = roles.get(id);
      return role === "admin" || role === "supervisor" ? role : "monitoring";
    },
    clean,
    cleanWords: ({ en, hans, ...rest }) => ({ ...rest, en: clean(en), ...(hans ? { hans: clean(hans) } : {}) }),
  };
}

/** What was recorded of these commitments in the period; of anomalies also what was open in it. */
async function recordedOf(tx: Tx, ids: string[], { from, to }: Period) {
  const [start, end] = [startOfDay(from, registerZone), endOf({ from, to })];
  const { reviewedAt, commitmentId } = commitmentReviews;
  const reviews = await tx
    .select()
    .from(commitmentReviews)
    .where(and(inArray(commitmentId, ids), gte(reviewedAt, start), lt(reviewedAt, end)))
    .orderBy(asc(reviewedAt), asc(commitmentReviews.id));
  const { raisedAt, closedAt } = commitmentAnomalies;
  const anomalies = await tx
    .select()
    .from(commitmentAnomalies)
    .where(
      and(
        inArray(commitmentAnomalies.commitmentId, ids),
        lt(raisedAt, end),
        or(isNull(closedAt), gte(closedAt, start)),
      ),
    )
    .orderBy(asc(raisedAt), asc(commitmentAnomalies.id));
  const { addedAt } = commitmentEvidence;
  const evidence = await tx
    .select()
    .from(commitmentEvidence)
    .where(and(inArray(commitmentEvidence.commitmentId, ids), gte(addedAt, start), lt(addedAt, end)))
    .orderBy(asc(addedAt), asc(commitmentEvidence.id));
  return { reviews, anomalies, evidence, end };
}
type Recorded = Awaited<ReturnType<typeof recordedOf>>;

function anomaliesOf(row: typeof commitments.$inferSelect, recorded: Recorded, indicators: IndicatorNow[], said: Said) {
  return recorded.anomalies
    .filter(({ commitmentId }) => commitmentId === row.id)
    .map((one) => {
      const at = indicators.findIndex(({ id }) => id === one.indicatorId);
      const { month, value, low, high } = one;
      return {
        ...{ month, value, low, high, indicator: at < 0 ? null : at },
        raisedOn: dayOf(one.raisedAt),
        text: said.clean(one.text),
        holder: said.role(one.holderId, row.ownerId),
        dueOn: dayOf(one.dueAt),
        toldOn: dayUntil(one.toldAt, recorded.end),
        closedOn: dayUntil(one.closedAt, recorded.end),
        resolution: dayUntil(one.closedAt, recorded.end) ? said.clean(one.resolution) : "",
      };
    });
}

function commitmentOf(
  { row }: StoredCommitment,
  indicators: IndicatorNow[],
  recorded: Recorded,
  said: Said,
): ReportCommitment {
  const { ref, isModeration, status } = row;
  const own = <Row extends { commitmentId: string }>(rows: Row[]) => rows.filter((one) => one.commitmentId === row.id);
  return {
    ...{ ref, isModeration, status },
    group: said.cleanWords(row.group),
    title: said.cleanWords(row.title),
    summary: said.cleanWords(row.summary),
    source: said.cleanWords(row.source),
    owner: said.role(row.ownerId, null),
    statusWhy: said.clean(row.statusWhy),
    reviewDueOn: dayOf(row.reviewDueAt),
    indicators: indicators.map(({ key, name, definition, unit, low, high, boundBasis, points }) => ({
      name: name ? said.cleanWords(name) : key === null ? null : wordsOf(key, "name"),
      definition: definition ? said.cleanWords(definition) : key === null ? null : wordsOf(key, "definition"),
      ...{ key, unit, low, high, boundBasis, points },
    })),
    reviews: own(recorded.reviews).map(({ reviewedAt, outcome, finding, reviewedBy, dueAt }) => ({
      on: dayOf(reviewedAt),
      outcome,
      finding: said.clean(finding),
      by: said.role(reviewedBy, row.ownerId),
      wasLate: reviewedAt > dueAt,
    })),
    anomalies: anomaliesOf(row, recorded, indicators, said),
    evidence: own(recorded.evidence).map(({ addedAt, title: name, sha256, url }) => ({
      on: dayOf(addedAt),
      title: said.clean(name),
      sha256,
      url: said.clean(url),
    })),
  };
}

/** Gathers all that a report of a period says, without a name. Runs where it is sealed. */
export async function takeSnapshot(tx: Tx, head: RegisterHead, period: Period, now: Date): Promise<TrusteeSnapshot> {
  const [register] = await tx.select().from(commitmentRegisters).where(eq(commitmentRegisters.id, head.id));
  const stored = await commitmentRows(tx, head.id);
  const ids = stored.map(({ row }) => row.id);
  const last = `${period.to.slice(0, 7)}-01`;
  const span = { from: addMonths(`${period.from.slice(0, 7)}-01`, -chartMonths), to: last };
  const indicators = await indicatorsOf(tx, ids, span);
  const recorded = await recordedOf(tx, ids, period);
  let withheld = 0;
  const said = sayer(await deskOf(tx), register?.leadId ?? null, (places) => {
    withheld += places;
  });
  const all = stored.map((each) => commitmentOf(each, indicators.get(each.row.id) ?? [], recorded, said));
  const milestones = (await milestonesOf(tx, head.id, now)).map(({ title: name, day, doneAt }) => ({
    title: said.cleanWords(name),
    day,
    doneOn: doneAt !== null && doneAt <= period.to ? doneAt : null,
  }));
  const { slug, platform, startsOn, endsOn } = head;
  const [title, source] = [said.cleanWords(head.title), said.cleanWords(head.source)];
  return {
    format: "recourse-trustee-report/2",
    words: { en: sentencesNow("en"), "zh-Hans": sentencesNow("zh-Hans") },
    register: { slug, title, source, platform, startsOn, endsOn },
    period,
    takenAt: now.toISOString(),
    standsFor: dayOf(now),
    withheld,
    milestones,
    commitments: all,
  };
}
