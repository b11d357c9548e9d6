import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, caseSuggestions, cases, decisions, people, platforms, sanctions } from "@/db/schema";
import type { Locale } from "@/i18n/locales";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import type { PolicyPack } from "@/lib/policy/contract";
import { clauseIn } from "@/lib/policy/editions.rules";
import { packFor } from "@/lib/policy/store";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { recordedArithmetic } from "./arithmetic.store";
import { versionInWords } from "./clause-facts.rules";
import { decisionState, type HowItFell, shownState } from "./decision-state.rules";
import { disputesOn } from "./disputed.store";
import { fallenAmong } from "./lifted.store";
import { titleOf } from "./localised.rules";
import type { MadeAppeal, MadeDecision, MadeDispute, MadeEnd, MadeSanction } from "./made.contract";
import { madeExceptions, madeFindings } from "./made-findings.rules";
import { lettersOf } from "./made-letters.queries";
import { isOverride } from "./override.rules";
import { referralAddressees } from "./referral.rules";
import { suggestedIn } from "./suggested-before.store";
import { localeOf, wordsOf } from "./words.store";

type Suggestion = Pick<typeof caseSuggestions.$inferSelect, "model" | "matches" | "confident">;
type StoredDecision = typeof decisions.$inferSelect & { decider: string; suggestion: Suggestion | null };
type Of<Kind> = Kind & { decisionId: string };

function decisionsOf(db: Db, caseId: string): Promise<StoredDecision[]> {
  return db
    .select({
      decision: decisions,
      decider: people.name,
      suggestion: {
        model: caseSuggestions.model,
        matches: caseSuggestions.matches,
        confident: caseSuggestions.confident,
      },
    })
    .from(decisions)
    .innerJoin(people, eq(people.id, decisions.decidedBy))
    .leftJoin(caseSuggestions, eq(caseSuggestions.id, decisions.suggestionId))
    .where(eq(decisions.caseId, caseId))
    .orderBy(desc(decisions.decidedAt), desc(decisions.id))
    .limit(50)
    .then((rows) => rows.map(({ decision, ...more }) => ({ ...decision, ...more })));
}

async function sanctionsOf(db: Db, ids: string[]): Promise<Of<MadeSanction>[]> {
  const rows = await db.select().from(sanctions).where(inArray(sanctions.decisionId, ids)).orderBy(asc(sanctions.id));
  return rows.map(({ id, decisionId, label, target, state, startsAt, endsAt, endedAt, ...more }) => ({
    id,
    decisionId,
    label,
    target,
    state,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    indefinite: more.indefinite,
    permanent: more.permanent,
    points: more.points,
  }));
}

async function appealsOn(db: Db, ids: string[]): Promise<Of<MadeAppeal>[]> {
  const rows = await db
    .select()
    .from(appeals)
    .where(inArray(appeals.decisionId, ids))
    .orderBy(desc(appeals.receivedAt), desc(appeals.id));
  return rows.map(({ id, decisionId, reference, by, state, outcome, receivedAt, reasons, inadmissibleWhy }) => ({
    id,
    decisionId,
    reference,
    by,
    state,
    outcome,
    receivedAt: receivedAt.toISOString(),
    reasons: reasons ?? inadmissibleWhy,
  }));
}

/** Where the decisions stand that took the place of others: in this case, or in one that was opened later. */
async function successors(db: Db, actor: Actor, rows: readonly StoredDecision[]) {
  const ids = rows.flatMap(({ supersededBy }) => supersededBy ?? []);
  if (ids.length === 0) return [];
  return db
    .select({
      id: decisions.id,
      caseId: cases.id,
      prefix: platforms.prefix,
      number: cases.number,
      at: decisions.decidedAt,
    })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, decisions.platformId))
    .where(and(inArray(decisions.id, ids), shownTo(actor)));
}

function endOf(
  row: StoredDecision,
  { later, fallen }: { later: Awaited<ReturnType<typeof successors>>; fallen: ReadonlyMap<string, HowItFell> },
): MadeEnd | null {
  const state = shownState(decisionState(row), fallen.get(row.id));
  if (state === "standing") return null;
  const next = later.find(({ id }) => id === row.supersededBy);
  const at = row.undoneAt ?? row.reversedAt ?? next?.at;
  return {
    state,
    at: at?.toISOString() ?? null,
    replacedBy: next
      ? { caseId: next.caseId, reference: caseReference(next.prefix, next.number), decidedAt: next.at.toISOString() }
      : null,
  };
}

function clauseOf(row: StoredDecision, pack: PolicyPack | null, locale: Locale): MadeDecision["clause"] {
  if (!row.clauseRef) return null;
  const known = pack ? clauseIn(pack, row.clauseRef, row.versionRef) : undefined;
  const version = row.versionRef ?? "";
  const governed = pack?.versions.find(({ id }) => id === version);
  const edition = governed ? versionInWords(governed, locale, wordsOf(locale, "decisions")) : version;
  return { ref: row.clauseRef, title: known ? titleOf(known) : null, version, edition };
}

function overrideOf(row: StoredDecision, pack: PolicyPack | null): MadeDecision["override"] {
  const suggested = row.suggestion && suggestedIn(row.suggestion);
  if (!row.suggestion || !suggested || suggested.first === null) return null;
  const concluded = { outcome: row.outcome, clauses: [row.clauseRef, ...row.alsoBreaks] };
  if (!isOverride(suggested, concluded)) return null;
  const ref = suggested.first;
  const known = pack?.clauses.find((clause) => clause.ref === ref);
  const title = known ? titleOf(known) : null;
  return { ref, title, model: row.suggestion.model, isConfident: suggested.isConfident, code: row.overrideCode };
}

/** A moderator learns of their own decisions only; who keeps the people may know each (permission `people.view`). */
function deciderAs(row: StoredDecision, actor: Actor): MadeDecision["by"] {
  const isMe = actor.kind === "person" && row.decidedBy === actor.id;
  return isMe || can(actor, "people.view") ? { name: row.decider, isMe } : null;
}

function found(row: StoredDecision, pack: PolicyPack | null, actor: Actor) {
  return {
    id: row.id,
    outcome: row.outcome,
    referredTo: referralAddressees.find((to) => to === row.referral?.to) ?? null,
    clause: clauseOf(row, pack, localeOf(actor)),
    alsoBreaks: row.alsoBreaks,
    legalGround: row.legalGround,
    facts: row.facts,
    exceptions: madeExceptions(row.exceptionsConsidered, pack, row.clauseRef),
    findings: madeFindings(row.findings),
    rationale: row.outcome === "referred" ? (row.referral?.why ?? row.rationale) : row.rationale,
    deviation: row.deviationCode ? { code: row.deviationCode, why: row.deviationWhy ?? "" } : null,
    override: overrideOf(row, pack),
    exempt: row.exempt ? { kind: row.exempt, why: row.exemptWhy ?? "", items: row.exemptItems ?? 0 } : null,
    role: row.role,
    contentDay: row.contentDay,
    count: row.count,
    points: row.points,
    why: recordedArithmetic(row.recommendation, pack, localeOf(actor)),
    decidedAt: row.decidedAt.toISOString(),
    by: deciderAs(row, actor),
  } satisfies Partial<MadeDecision>;
}

/** Every decision that was made on a case, newest first, with what became of it. Answers `case_not_found`. */
export async function madeDecisions(db: Db, actor: Actor, caseId: string): Promise<Result<MadeDecision[]>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const [about] = isId(caseId)
    ? await db
        .select({ platformId: cases.platformId })
        .from(cases)
        .where(and(eq(cases.id, caseId), shownTo(actor)))
    : [];
  if (!about) return fail("not_found", "case_not_found");
  const rows = await decisionsOf(db, caseId);
  if (rows.length === 0) return ok([]);
  const ids = rows.map(({ id }) => id);
  const maySeeAppeals = can(actor, "appeal.view");
  const maySeeDisputes = can(actor, "dispute.view");
  const [pack, imposed, contested, disputed, later, fallen, letters] = await Promise.all([
    packFor(db, about.platformId),
    sanctionsOf(db, ids),
    maySeeAppeals ? appealsOn(db, ids) : [],
    maySeeDisputes ? disputesOn(db, ids) : [],
    successors(db, actor, rows),
    fallenAmong(db, ids),
    Promise.all(ids.map((id) => lettersOf(db, actor, id))),
  ]);
  const mine = <Kind>(all: readonly Of<Kind>[], id: string) =>
    all.filter(({ decisionId }) => decisionId === id).map(({ decisionId: _decision, ...rest }) => rest);
  return ok(
    rows.map((row, at) => ({
      ...found(row, pack, actor),
      end: endOf(row, { later, fallen }),
      sanctions: mine<MadeSanction>(imposed, row.id),
      ...(letters[at] ?? { letters: [], moreLetters: 0 }),
      appeals: maySeeAppeals ? mine<MadeAppeal>(contested, row.id) : null,
      disputes: maySeeDisputes ? mine<MadeDispute>(disputed, row.id) : null,
    })),
  );
}
