import "server-only";
import { and, asc, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  appeals,
  cases,
  contentItems,
  decisions,
  people,
  platforms,
  remedies,
  sanctions,
  snapshots,
  statements,
  strikes,
} from "@/db/schema";
import { titleOf } from "@/lib/decisions/localised.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { packFor } from "@/lib/policy/store";
import { caseReference } from "@/lib/queue/row.rules";
import type { AppealList, AppealListRequest, AppealRow, AppealView } from "./contract";
import { mayBeAssigned, mayDecideAppeal } from "./independence.rules";
import { qualifiedSupervisors, reviewerOf } from "./store";

const rowColumns = {
  id: appeals.id,
  reference: appeals.reference,
  prefix: platforms.prefix,
  number: cases.number,
  caseId: cases.id,
  platform: appeals.platformId,
  by: appeals.by,
  state: appeals.state,
  outcome: appeals.outcome,
  clauseRef: decisions.clauseRef,
  text: appeals.text,
  receivedAt: appeals.receivedAt,
  dueAt: appeals.dueAt,
  assignedTo: appeals.assignedTo,
  assignedName: people.name,
  version: appeals.version,
};

type StoredRow = { [Key in keyof typeof rowColumns]: (typeof rowColumns)[Key]["_"]["data"] | null };

function toRow(row: StoredRow, actor: Actor, now: Date): AppealRow {
  const text = row.text ?? "";
  const isOpen = row.state === "received" || row.state === "assigned";
  return {
    id: row.id ?? "",
    reference: row.reference ?? "",
    caseReference: caseReference(row.prefix ?? "", row.number ?? 0),
    caseId: row.caseId ?? "",
    platform: row.platform ?? "",
    by: row.by ?? "affected",
    state: row.state ?? "received",
    outcome: row.outcome,
    clauseRef: row.clauseRef,
    excerpt: text.length > 160 ? `${[...text].slice(0, 160).join("")}…` : text,
    receivedAt: row.receivedAt?.toISOString() ?? "",
    dueAt: row.dueAt?.toISOString() ?? "",
    isLate: isOpen && (row.dueAt ?? now) < now,
    assignedTo: row.assignedTo
      ? { id: row.assignedTo, name: row.assignedName ?? "", isMe: row.assignedTo === actor.id }
      : null,
    version: row.version ?? 0,
  };
}

function viewOf(state: AppealListRequest["state"], actor: Actor): SQL | undefined {
  if (state === "open") return sql`${appeals.state} in ('received', 'assigned')`;
  if (state === "mine") return sql`${appeals.state} = 'assigned' and ${appeals.assignedTo} = ${actor.id ?? null}`;
  return state === "answered" ? sql`${appeals.state} in ('decided', 'notified', 'inadmissible')` : undefined;
}

function readAfter(cursor: string | undefined): { at: string; id: string } | null {
  const [at, id] = Buffer.from(cursor ?? "", "base64url")
    .toString("utf8")
    .split(" ");
  if (!at || !id || Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) return null;
  return { at, id };
}

function rowsOf(db: Db) {
  return db
    .select(rowColumns)
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, appeals.platformId))
    .leftJoin(people, eq(people.id, appeals.assignedTo));
}

/** Appeals by what is due first; a cursor that is not ours begins at the first page. */
export async function listAppeals(db: Db, request: AppealListRequest, actor: Actor, now: Date): Promise<AppealList> {
  const after = readAfter(request.after);
  const rows = await rowsOf(db)
    .where(
      and(
        viewOf(request.state, actor),
        request.platform ? eq(appeals.platformId, request.platform) : undefined,
        after ? sql`(${appeals.dueAt}, ${appeals.id}) > (${after.at}, ${after.id})` : undefined,
      ),
    )
    .orderBy(asc(appeals.dueAt), asc(appeals.id))
    .limit(request.limit + 1);
  const shown = rows.slice(0, request.limit).map((row) => toRow(row, actor, now));
  const last = shown.at(-1);
  const next =
    rows.length > request.limit && last ? Buffer.from(`${last.dueAt} ${last.id}`).toString("base64url") : null;
  return { rows: shown, next };
}

async function materialOf(db: Db, appealId: string) {
  const [row] = await db
    .select({
      appeal: appeals,
      decision: decisions,
      statement: statements,
      snapshot: snapshots,
      location: contentItems.location,
    })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .innerJoin(statements, eq(statements.id, appeals.statementId))
    .innerJoin(snapshots, eq(snapshots.id, decisions.snapshotId))
    .innerJoin(contentItems, eq(contentItems.id, snapshots.itemId))
    .where(eq(appeals.id, appealId));
  return row ?? null;
}
type Material = NonNullable<Awaited<ReturnType<typeof materialOf>>>;

async function decisionOf(db: Db, { decision }: Material): Promise<AppealView["decision"]> {
  const measures = await db
    .select()
    .from(sanctions)
    .where(eq(sanctions.decisionId, decision.id))
    .orderBy(asc(sanctions.id));
  const standing = await db
    .select({ id: strikes.id })
    .from(strikes)
    .where(and(eq(strikes.decisionId, decision.id), isNull(strikes.overturnedAt)));
  const pack = await packFor(db, decision.platformId);
  const clause = pack?.clauses.find(({ ref }) => ref === decision.clauseRef);
  const recommendation = decision.recommendation as { why?: string[] } | null;
  return {
    id: decision.id,
    outcome: decision.outcome,
    clause: clause ? { ref: clause.ref, title: titleOf(clause), version: decision.versionRef ?? "" } : null,
    facts: decision.facts,
    rationale: decision.rationale,
    legalGround: decision.legalGround,
    count: decision.count,
    why: recommendation?.why ?? [],
    decidedAt: decision.decidedAt.toISOString(),
    state: decision.undoneAt
      ? "undone"
      : decision.reversedAt
        ? "reversed"
        : decision.supersededBy
          ? "superseded"
          : "standing",
    sanctions: measures.map(({ id, label, state, endsAt, permanent, indefinite }) => ({
      id,
      label,
      state,
      endsAt: endsAt?.toISOString() ?? null,
      permanent,
      indefinite,
    })),
    hasStrike: standing.length > 0,
  };
}

async function otherSideOf(db: Db, { appeal }: Material): Promise<AppealView["otherSide"]> {
  const [row] = await db
    .select({ id: appeals.id, reference: appeals.reference, state: appeals.state, outcome: appeals.outcome })
    .from(appeals)
    .where(and(eq(appeals.decisionId, appeal.decisionId), ne(appeals.id, appeal.id)))
    .orderBy(desc(appeals.receivedAt))
    .limit(1);
  return row ?? null;
}

/** Whether the person looking may answer, and who else could; the moderator's name is not part of it. */
async function reviewers(
  db: Db,
  { appeal, decision }: Material,
  actor: Actor,
  now: Date,
): Promise<Pick<AppealView, "mayAnswer" | "eligible">> {
  const about = {
    appeal: { state: appeal.state, assignedTo: appeal.assignedTo, filedBy: null },
    decision: { decidedBy: decision.decidedBy, reviewedBy: [] },
  };
  const mayAnswer = mayDecideAppeal({ ...about, person: await reviewerOf(db, actor.id, actor.kind) }, now);
  const eligible: AppealView["eligible"] = [];
  for (const person of await qualifiedSupervisors(db, now)) {
    if (mayBeAssigned({ ...about, person: await reviewerOf(db, person.id, "person") }, now).ok) eligible.push(person);
  }
  return { mayAnswer, eligible };
}

/** One appeal with the decision it contests, what the person was told, and what was undone; null when there is none. */
export async function appealView(db: Db, appealId: string, actor: Actor, now: Date): Promise<AppealView | null> {
  const [stored] = await rowsOf(db).where(eq(appeals.id, appealId));
  const material = await materialOf(db, appealId);
  if (!stored || !material) return null;
  const { appeal, statement, snapshot, decision } = material;
  const ledger = await db.select().from(remedies).where(eq(remedies.appealId, appealId)).orderBy(asc(remedies.id));
  return {
    ...toRow(stored, actor, now),
    text: appeal.text,
    language: appeal.language,
    informedAt: statement.informedAt?.toISOString() ?? null,
    appealUntil: statement.appealUntil?.toISOString() ?? null,
    reasons: appeal.reasons ?? appeal.inadmissibleWhy,
    answeredAt: appeal.decidedAt?.toISOString() ?? null,
    answer: appeal.answerParts ? { subject: appeal.answerSubject ?? "", parts: appeal.answerParts } : null,
    ...(await reviewers(db, material, actor, now)),
    content: {
      title: snapshot.title,
      text: snapshot.text,
      language: snapshot.language,
      location: material.location,
      contentDay: decision.contentDay,
    },
    decision: await decisionOf(db, material),
    statement: { subject: statement.subject, parts: statement.parts, language: statement.language },
    otherSide: await otherSideOf(db, material),
    remedies: ledger.map(({ kind, state, doneAt, note }) => ({
      kind,
      state,
      doneAt: doneAt?.toISOString() ?? null,
      note,
    })),
  };
}
