import "server-only";
import { and, eq, gte, lte, type SQL } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { type GoldenNote, goldenAnswers, goldenItems, goldenTurns, people, platforms } from "@/db/schema";
import type { CaseMaterial } from "@/lib/decisions/material.rules";
import type { NoticeCategory } from "@/lib/intake/contract";
import { dueAtOf, type RankFacts, rankOf, weightiestSource } from "@/lib/intake/rank.rules";
import { reachIn } from "@/lib/intake/reach.rules";
import { excerptOf } from "@/lib/intake/snapshot.rules";
import { isId } from "@/lib/platform/ids.rules";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { settingsFor } from "@/lib/platform/settings";
import { dayIn } from "@/lib/platform/time.rules";
import { packOn } from "@/lib/policy/editions.rules";
import { packFor } from "@/lib/policy/store";
import { harmsIn } from "@/lib/queue/care.rules";
import { caseReference, type StoredRow } from "@/lib/queue/row.rules";
import { idsLike, idWithin, pastIdOf, practiceDetection } from "./golden.rules";
import { accountIdOf } from "./golden-account.rules";
import { pastAt } from "./golden-past.store";

export type TurnRow = typeof goldenTurns.$inferSelect;
export type Turn = {
  turn: TurnRow;
  item: typeof goldenItems.$inferSelect;
  platform: { id: string; name: CaseMaterial["platform"]["name"]; zone: string; prefix: string };
  answer: typeof goldenAnswers.$inferSelect | null;
  /** What is written on the turn elsewhere: on earlier cases of its account, or on the turn itself where it is one of those. */
  elsewhere: GoldenNote[];
  /** Where it is an earlier case of a turn's account: of which, at which place, and who decided it. */
  past: { turnId: string; at: number; decider: string; rationale: string } | null;
};

/** The turn that this belongs to: itself, or that whose account has it behind it. */
export const turnIdOf = ({ turn, past }: Pick<Turn, "turn" | "past">): string => past?.turnId ?? turn.id;

const standing = (tx: Db | Tx, where: SQL | undefined) =>
  tx
    .select({
      turn: goldenTurns,
      item: goldenItems,
      platform: { id: platforms.id, name: platforms.name, zone: platforms.zone, prefix: platforms.prefix },
    })
    .from(goldenTurns)
    .innerJoin(goldenItems, eq(goldenItems.id, goldenTurns.itemId))
    .innerJoin(platforms, eq(platforms.id, goldenTurns.platformId))
    .where(where);

/** A golden item that this person was given, by the id the desk shows as a case's; anybody else's is not there. */
export async function turnOf(db: Db | Tx, actor: Actor, caseId: string): Promise<Turn | null> {
  // A program that acts for somebody is never given one.
  if (actor.kind !== "person" || actor.through) return null;
  const [row] = await standing(db, theirs(actor, caseId));
  if (!row) return null;
  const { turn } = row;
  const at = turn.past.findIndex((_, place) => pastIdOf(turn.id, place) === caseId);
  const notes = turn.notes.filter(({ past }) => past === (at < 0 ? undefined : at));
  const elsewhere = turn.notes.filter((note) => !notes.includes(note));
  const here = { ...row, turn: { ...turn, notes }, elsewhere };
  if (at >= 0) return pastAt(db, here, at);
  return turn.id === caseId ? { ...here, answer: await answerOf(db, caseId), past: null } : null;
}

/** By the id of a turn, or one within it (idWithin). */
function theirs(actor: Person, id: string): SQL | undefined {
  const { from, to } = idsLike(id);
  return and(gte(goldenTurns.id, from), lte(goldenTurns.id, to), eq(goldenTurns.personId, actor.id));
}

/** The turn whose account the desk shows under this id; only to whoever was given it. */
export async function turnOfAccount(db: Db, actor: Person, accountId: string): Promise<Turn | null> {
  if (!isId(accountId)) return null;
  const [row] = await db.select({ id: goldenTurns.id }).from(goldenTurns).where(theirs(actor, accountId));
  return row && accountIdOf(row.id) === accountId ? turnOf(db, actor, row.id) : null;
}

/** The same, locked until the transaction ends. */
export async function lockTurn(tx: Tx, actor: Actor, caseId: string): Promise<Turn | null> {
  if (actor.kind !== "person") return null;
  await tx.select({ id: goldenTurns.id }).from(goldenTurns).where(theirs(actor, caseId)).for("update");
  return turnOf(tx, actor, caseId);
}

async function answerOf(db: Db | Tx, turnId: string) {
  const rows = await db.select().from(goldenAnswers).where(eq(goldenAnswers.turnId, turnId));
  return rows.find(({ undoneAt }) => undoneAt === null) ?? null;
}

/** What a case would have at rest: in nobody's hands, and handed to nobody. */
export const turnAtRest = { leaseUntil: null, isAhead: false, heldUntil: null } as const;
export const turnNotHanded = { handedTo: null, handedWhy: null, handedUntil: null } as const;

/** Sets what a move changes; the version rises as a case's does. On an earlier case of its account only words are left. */
export async function moveTurn(tx: Tx, golden: Turn, patch: Partial<TurnRow>): Promise<TurnRow> {
  const { turn, past, elsewhere } = golden;
  const notes = patch.notes && {
    notes: [...elsewhere, ...patch.notes.map((note) => (past ? { ...note, past: past.at } : note))],
  };
  const [moved] = await tx
    .update(goldenTurns)
    .set(past ? { ...notes } : { version: turn.version + 1, ...patch, ...notes })
    .where(eq(goldenTurns.id, turnIdOf(golden)))
    .returning();
  if (!moved) throw new Error(`turn ${turn.id} was locked and is gone`);
  return past ? { ...turn, notes: patch.notes ?? turn.notes } : moved;
}

/** When the report at this place is shown to have come in: the first opened the case. */
export const receivedAt = ({ turn }: Turn, at: number) => new Date(turn.openedAt.getTime() + at * 90_000);

/** The row of the queue that a case with this content and these reports would have. */
export async function storedRow(db: Db | Tx, golden: Turn, name: string): Promise<StoredRow> {
  const { turn, item, platform } = golden;
  const [to] = turn.handedTo
    ? await db.select({ name: people.name }).from(people).where(eq(people.id, turn.handedTo))
    : [];
  const settings = await settingsFor(db, item.platformId);
  const facts: RankFacts = {
    severity: item.severity,
    source: weightiestSource(item.reports.map(({ source }) => source)),
    legalClaim: item.reports.some(({ legalClaim }) => legalClaim),
    childAbuseClaim: false,
    categories: [...new Set(item.reports.flatMap(({ category }) => (category ? [category as NoticeCategory] : [])))],
    noticeCount: item.reports.length,
    reach: reachIn(item.context),
    record: null,
    flaggers: item.reports.some(({ source }) => source === "trusted_flagger")
      ? [{ name: "", standing: "unlisted" }]
      : [],
  };
  const dueAt = dueAtOf(facts, settings, { now: turn.openedAt, dueBefore: null });
  const { rank, why } = rankOf(facts, dueAt);
  const resting = turn.state === "waiting" || turn.state === "escalated" ? turn.state : "open";
  return {
    id: turn.id,
    number: turn.number,
    prefix: platform.prefix,
    platformId: item.platformId,
    excerpt: excerptOf(item, item.location),
    surface: item.surface,
    language: item.language,
    source: facts.source,
    noticeCount: item.reports.length,
    tags: item.tags,
    severity: item.severity,
    clauseGroup: item.clauseGroup,
    rank,
    rankWhy: why,
    openedAt: turn.openedAt,
    dueAt,
    state: turn.state,
    restingState: resting,
    version: turn.version,
    claimedBy: turn.state === "claimed" ? turn.personId : null,
    claimedByName: turn.state === "claimed" ? name : null,
    leaseUntil: turn.state === "claimed" ? turn.leaseUntil : null,
    claimedAhead: turn.state === "claimed" && turn.isAhead,
    harms: harmsIn(item),
    heldUntil: turn.heldUntil,
    handedTo: turn.handedTo,
    handedToName: to?.name ?? null,
    handedByName: turn.handedTo ? name : null,
    handedWhy: turn.handedWhy,
    handedUntil: turn.handedUntil,
    waitingFor: turn.waitingFor,
  };
}

/** Shown as reachable, as most people are; no letter is ever composed into a row. */
const nowhere = "reader@example.invalid";

/** What an answer is judged by: the material of a decision, of a person nobody knows and reports nobody sent. */
export async function goldenMaterial(db: Db | Tx, golden: Turn): Promise<CaseMaterial> {
  const { turn, item, platform } = golden;
  const pack = await packFor(db, item.platformId);
  if (!pack) throw new Error(`the rules of ${item.platformId} are gone`);
  const settings = await settingsFor(db, item.platformId);
  return {
    caseId: turn.id,
    reference: caseReference(platform.prefix, turn.number),
    version: turn.version,
    source: weightiestSource(item.reports.map(({ source }) => source)),
    wasSortedByTool: true,
    platform,
    item: { id: idWithin(turn.id, "item"), location: item.location, role: item.role, surface: item.surface },
    snapshot: {
      id: idWithin(turn.id, "snapshot"),
      title: item.title,
      text: item.text,
      language: item.language,
      contentAt: item.contentAt,
      contentAtKnown: item.contentAtKnown,
      hasMedia: item.media.length > 0,
    },
    account: item.account && {
      id: accountIdOf(turnIdOf(golden)),
      handle: item.account.handle,
      kind: item.account.kind,
      email: item.account.isReachable ? nowhere : null,
      language: item.account.language,
      zone: null,
      jurisdiction: item.account.jurisdiction,
    },
    pack: packOn(pack, dayIn(item.contentAt, platform.zone)),
    priors: [],
    running: [],
    notices: item.reports.map((report, at) => ({
      id: idWithin(turn.id, `notice ${at}`),
      itemRowId: idWithin(turn.id, `notice item ${at}`),
      source: report.source,
      legalClaim: report.legalClaim,
      relation: null,
      isVouchedFor: report.source !== "guest",
      order: null,
      automatedDetection: practiceDetection(report.source),
      automated: "none" as const,
      explanation: report.explanation,
      language: item.language,
      contactName: null,
      isRevealed: false,
      contactEmail: nowhere,
      contactLanguage: item.language,
      contactZone: null,
    })),
    volume: { alike: 1, least: settings.bulkItems },
    undoSeconds: settings.undoSeconds,
    letterLanguage: settings.letterLanguage,
    deviationNeedsSecondPerson: settings.deviationNeedsSecondPerson,
    looksAtTyped: settings.databaseLookAtTyped,
  };
}
