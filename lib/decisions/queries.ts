import "server-only";
import { and, desc, eq, gt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, cases, contentItems, decisions, people, platforms, snapshots } from "@/db/schema";
import { referralOnCase } from "@/lib/crime/referral.store";
import { translatorFor } from "@/lib/intake/translate.command";
import { ownHelp } from "@/lib/platform/help.store";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { packOn } from "@/lib/policy/editions.rules";
import { documentsWithoutText } from "@/lib/policy/governing.rules";
import { packInUse, packOf } from "@/lib/policy/store";
import { shownTo } from "@/lib/queue/filters.queries";
import { questionsAbout } from "@/lib/queue/for-me.queries";
import { queueColumns } from "@/lib/queue/queries";
import { notTheirsAnew } from "@/lib/queue/reversed.store";
import { isForSupervisor, toQueueRow } from "@/lib/queue/row.rules";
import { clauseView } from "./clause-view.rules";
import type { CaseView } from "./contract";
import { documentTitle } from "./localised.rules";
import { rolesOf, snapshotDay } from "./material.rules";
import { knownPictures, placedMedia } from "./media.queries";
import { noticesOf } from "./notices-read.queries";
import { clausesChangedFor } from "./own-changes.queries";
import { referralAddressees } from "./referral.rules";
import { resourcesFor } from "./resources.rules";
import { notesOf, standingOf } from "./standing.queries";
import { suggestionsFor } from "./suggestions.queries";
import { veilOfCase } from "./veil.queries";
import { localeOf } from "./words.store";

async function caseRowOf(db: Db, caseId: string, actor: Actor) {
  const { escalatedTo, escalatedWhy } = cases;
  const [row] = await db
    .select({
      queue: queueColumns,
      more: {
        waitingUntil: cases.waitingUntil,
        ...{ escalatedTo, escalatedWhy, isForAnother: notTheirsAnew(actor) },
        decidedAt: cases.decidedAt,
        platformName: platforms.name,
        zone: platforms.zone,
        packId: packInUse(cases.platformId),
      },
      item: {
        id: contentItems.id,
        location: contentItems.location,
        role: contentItems.role,
        surface: contentItems.surface,
      },
      snapshot: snapshots,
      account: accounts,
    })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .leftJoin(people, eq(people.id, cases.claimedBy))
    .leftJoin(accounts, eq(accounts.id, cases.accountId))
    .where(and(eq(cases.id, caseId), shownTo(actor)));
  return row ?? null;
}

async function laterSnapshots(db: Db, itemId: string, after: Date): Promise<CaseView["content"]["changed"]> {
  const rows = await db
    .select({ takenAt: snapshots.takenAt, sha256: snapshots.sha256, title: snapshots.title, text: snapshots.text })
    .from(snapshots)
    .where(and(eq(snapshots.itemId, itemId), gt(snapshots.takenAt, after)))
    .orderBy(desc(snapshots.takenAt))
    .limit(10);
  return rows.map(({ takenAt, ...rest }) => ({ takenAt: takenAt.toISOString(), ...rest }));
}

async function decisionsOn(
  db: Db,
  caseId: string,
  actor: Actor,
  now: Date,
): Promise<Pick<CaseView, "decision" | "decisionsMade">> {
  const rows = await db
    .select({
      id: decisions.id,
      outcome: decisions.outcome,
      decidedAt: decisions.decidedAt,
      effectiveAt: decisions.effectiveAt,
      decidedBy: decisions.decidedBy,
      referral: decisions.referral,
      undoneAt: decisions.undoneAt,
      clauseRef: decisions.clauseRef,
    })
    .from(decisions)
    .where(eq(decisions.caseId, caseId))
    .orderBy(desc(decisions.decidedAt))
    .limit(50);
  const row = rows.find(({ undoneAt }) => undoneAt === null);
  if (!row) return { decision: null, decisionsMade: rows.length };
  const decision = {
    id: row.id,
    outcome: row.outcome,
    decidedAt: row.decidedAt.toISOString(),
    undoUntil: now < row.effectiveAt ? row.effectiveAt.toISOString() : null,
    clauseRef: row.clauseRef,
    byMe: actor.kind === "person" && row.decidedBy === actor.id,
    referredTo: referralAddressees.find((to) => to === row.referral?.to) ?? null,
  };
  return { decision, decisionsMade: rows.length };
}

type CaseJoin = NonNullable<Awaited<ReturnType<typeof caseRowOf>>>;

function snapshotDayOf({ snapshot, more }: Pick<CaseJoin, "snapshot" | "more">): string {
  return snapshotDay({ snapshot, platform: { id: snapshot.platformId, name: more.platformName, zone: more.zone } });
}

function contentOf(
  { item, snapshot, more }: CaseJoin,
  roleChoices: string[],
  changed: CaseView["content"]["changed"],
): Omit<CaseView["content"], "media" | "veil"> {
  return {
    itemId: item.id,
    location: item.location,
    title: snapshot.title,
    text: snapshot.text,
    language: snapshot.language,
    surface: item.surface,
    role: item.role,
    roleChoices,
    contentAt: snapshot.contentAt.toISOString(),
    contentDay: snapshotDayOf({ snapshot, more }),
    contentAtKnown: snapshot.contentAtKnown,
    takenAt: snapshot.takenAt.toISOString(),
    sha256: snapshot.sha256,
    context: snapshot.context,
    changed,
  };
}

/** One case, whole, as the desk shows it: one round trip for the browser. Answers `case_not_found`. */
export async function caseView(
  db: Db,
  actor: Actor,
  caseId: string,
  now: Date = new Date(),
): Promise<Result<CaseView>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const row = await caseRowOf(db, caseId, actor);
  if (!row || !mayOn(actor, row.queue.platformId)) return fail("not_found", "case_not_found");
  const { queue, more, item, snapshot, account } = row;
  const whole = await packOf(db, queue.platformId, more.packId);
  const pack = packOn(whole, dayIn(snapshot.contentAt, more.zone));
  // Each needs nothing of the others: asked together, the page waits for the slowest and not for the sum.
  const [
    reports,
    changed,
    [suggested, clauseChanges],
    standing,
    notes,
    made,
    pictures,
    veil,
    known,
    translator,
    own,
    crime,
    questions,
  ] = await Promise.all([
    noticesOf(db, actor, caseId),
    laterSnapshots(db, item.id, snapshot.takenAt),
    suggestionsFor(db, caseId, pack, localeOf(actor), now).then(async (found) => {
      // All editions: on the day of the content only its own is left, and an earlier wording would be none.
      const about = { pack: whole, clauses: found.clauses, day: snapshotDayOf(row) };
      return [found, await clausesChangedFor(db, actor, about)] as const;
    }),
    // What was earlier when the case was decided; for one that is still to be decided, all of it.
    account &&
      standingOf(
        db,
        { actor, account, role: item.role, pack, before: queue.state === "decided" ? more.decidedAt : null },
        now,
      ),
    notesOf(db, actor, { caseId, accountId: account?.id ?? null }),
    decisionsOn(db, caseId, actor, now),
    placedMedia(db, snapshot.media),
    veilOfCase(db, actor, { caseId, platformId: queue.platformId }),
    knownPictures(db, caseId),
    translatorFor(db, actor, queue.platformId),
    ownHelp(db),
    referralOnCase(db, caseId, actor.kind === "person" ? actor.id : null),
    questionsAbout(db, actor, caseId),
  ]);
  const content = { ...contentOf(row, rolesOf(pack), changed), media: pictures, veil };
  const { suggestions, isConfident, limit, notes: suggestionsNotes, readBy, clauses, likely } = suggested;
  const shown = toQueueRow(queue, actor.kind === "person" ? actor.id : null, now);
  return ok({
    case: {
      ...shown,
      waitingUntil: more.waitingUntil?.toISOString() ?? null,
      ...{ escalatedTo: more.escalatedTo, escalatedWhy: more.escalatedWhy, isForAnother: more.isForAnother },
      isForSupervisor: isForSupervisor(shown.state, actor),
      leaseUntil: queue.leaseUntil?.toISOString() ?? null,
    },
    platform: { id: queue.platformId, name: more.platformName, zone: more.zone },
    content,
    known,
    translator,
    notices: reports,
    account: standing,
    suggestions,
    suggestionsConfident: isConfident,
    suggestionsLimit: limit,
    suggestionsNotes,
    suggestionsBy: readBy,
    clauses: clauses.map((clause) => clauseView(pack, clause, content.contentDay)),
    clauseChanges,
    noRecordedVersion: documentsWithoutText(pack, content.contentDay).map((id) => documentTitle(pack, id)),
    notes,
    ...made,
    resources: resourcesFor(likely, own, queue.harms),
    crime,
    questions,
  });
}
