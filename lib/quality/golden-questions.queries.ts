import "server-only";
import type { Db } from "@/db/client";
import { searchClauses } from "@/lib/decisions/clause-search.rules";
import { clauseView } from "@/lib/decisions/clause-view.rules";
import { type ClearedPreview, PreviewCleared } from "@/lib/decisions/cleared-preview.contract";
import { clearedFor } from "@/lib/decisions/cleared-preview.queries";
import { type ClauseView, type ConsequenceCard, PreviewDecision } from "@/lib/decisions/contract";
import { labelOf, titleOf } from "@/lib/decisions/localised.rules";
import type { MadeDecision } from "@/lib/decisions/made.contract";
import { snapshotDay } from "@/lib/decisions/material.rules";
import { withChangesFor } from "@/lib/decisions/own-changes.queries";
import type { Precedents } from "@/lib/decisions/precedents.contract";
import { precedentsFor } from "@/lib/decisions/precedents.queries";
import { cardFor } from "@/lib/decisions/preview.queries";
import { withRaised } from "@/lib/decisions/raised.store";
import { localeOf, wordsOf } from "@/lib/decisions/words.store";
import { searchWordsOf } from "@/lib/matching/search-words.store";
import { fieldFailures } from "@/lib/platform/field-failures";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { versionGoverning } from "@/lib/policy/governing.rules";
import { packFor } from "@/lib/policy/store";
import { idWithin } from "./golden.rules";
import { goldenMaterial, type Turn } from "./golden-turn.store";

/** The consequence card, as for a case. */
export async function goldenCard(
  db: Db,
  actor: Actor,
  { golden, raw }: { golden: Turn; raw: unknown },
  now: Date,
): Promise<Result<ConsequenceCard>> {
  const asked = PreviewDecision.safeParse(raw, { reportInput: true });
  if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
  const material = await goldenMaterial(db, golden);
  return ok(await cardFor(db, actor, { material, input: asked.data }, now));
}

/** The letters that a finding without a violation would bring, as for a case; none is ever sent. */
export async function goldenCleared(
  db: Db,
  actor: Actor,
  { golden, raw }: { golden: Turn; raw: unknown },
  now: Date,
): Promise<Result<ClearedPreview>> {
  const asked = PreviewCleared.safeParse(raw, { reportInput: true });
  if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
  const material = await goldenMaterial(db, golden);
  return ok(await clearedFor(db, actor, { material, input: asked.data }, now));
}

/** Real precedents, without the case that the item was copied from: it would tell the answer. */
export async function goldenPrecedents(
  db: Db,
  actor: Actor,
  { golden: { item, turn }, ref }: { golden: Turn; ref: string },
  now: Date,
): Promise<Result<Precedents>> {
  const { platformId, title, text, sourceCaseId } = item;
  return ok(await precedentsFor(db, actor, { platformId, title, text, ref, caseId: sourceCaseId ?? turn.id, now }));
}

/** Clauses that govern the content and hold the words. */
export async function goldenClauses(db: Db, actor: Actor, golden: Turn, text: string): Promise<Result<ClauseView[]>> {
  const material = await goldenMaterial(db, golden);
  const day = snapshotDay(material);
  const scope = { day, role: golden.item.role ?? undefined, jurisdiction: undefined };
  const { pack } = material;
  const found = searchClauses(pack, text, scope, { known: searchWordsOf(pack) });
  const views = found.map((clause) => clauseView(pack, clause, day));
  const { title, text: content, reports } = golden.item;
  const on = { title, text: content, explanations: reports.map(({ explanation }) => explanation) };
  const raised = withRaised(views, pack, on, wordsOf(localeOf(actor), "matching"));
  const editions = (await packFor(db, golden.item.platformId)) ?? pack;
  return ok(await withChangesFor(db, actor, raised, { pack: editions, clauses: found, day }));
}

/** What was answered, in the shape of a decision that was made. */
export async function goldenMade(db: Db, actor: Actor, golden: Turn, now: Date): Promise<Result<MadeDecision[]>> {
  const { answer, turn, past } = golden;
  if (!answer) return ok([]);
  const colleague = past && can(actor, "people.view") ? { name: past.decider, isMe: false } : null;
  const material = await goldenMaterial(db, golden);
  const { pack } = material;
  const clause = pack.clauses.find(({ ref }) => ref === answer.clauseRef);
  const day = snapshotDay(material);
  const version = clause && versionGoverning(pack, clause.document, day);
  const startsAt = answer.effectiveAt.toISOString();
  return ok([
    {
      id: answer.id,
      outcome: answer.outcome,
      referredTo: null,
      clause:
        clause && version
          ? { ref: clause.ref, title: titleOf(clause), version: version.id, edition: version.label }
          : null,
      alsoBreaks: [],
      legalGround: null,
      facts: "",
      exceptions: [],
      findings: [],
      rationale: past?.rationale ?? "",
      exempt: null,
      deviation: null,
      override: null,
      role: golden.item.role,
      contentDay: day,
      count: null,
      points: 0,
      why: [],
      decidedAt: answer.answeredAt.toISOString(),
      by: past ? colleague : { name: actor.kind === "person" ? actor.name : "", isMe: true },
      end: null,
      sanctions: answer.sanctions.flatMap((id) => {
        const action = pack.sanctions.actions.find((one) => one.id === id);
        if (!action) return [];
        const state = now < answer.effectiveAt ? ("held" as const) : ("in_force" as const);
        const term = { startsAt, endsAt: null, endedAt: null, indefinite: false, permanent: false, points: 0 };
        return [{ id: idWithin(turn.id, id), label: labelOf(action), target: action.target, state, ...term }];
      }),
      letters: [],
      moreLetters: 0,
      appeals: null,
      disputes: null,
    },
  ]);
}
