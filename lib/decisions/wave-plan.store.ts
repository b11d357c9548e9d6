import "server-only";
import { setImmediate } from "node:timers/promises";
import { and, asc, count, desc, eq, inArray, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { caseSuggestions, cases, people, waveMembers } from "@/db/schema";
import { heldByReferral } from "@/lib/crime/referral.store";
import { appUrl } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import { wasReversedOf } from "@/lib/queue/reversed.store";
import { isShownInWave } from "@/lib/queue/wave-members.store";
import { BoundEvidence } from "./choice.contract";
import { materialsOf } from "./material.store";
import type { MemberEvidence, WaveChoice } from "./wave.contract";
import { barredOf } from "./wave-barred.rules";
import { type ForGroups, type PlannedMember, planInOrder, planMember, type Telling } from "./wave-plan.rules";
import { wordsOf } from "./words.store";

/** As many items of one wave as are planned and decided at once; the rest wait for the next decision. */
export const mostAtOnce = 2_000;
const atOnce = 100;

export function tellingOf(person: Pick<Person, "name">): Telling {
  return { appealUrl: `${appUrl()}/decision`, deciderName: person.name, words: wordsOf };
}

const Match = z.object({ ref: z.string(), evidence: z.array(z.unknown()).default([]) });

/** The words that the matcher marked for this clause, by case. */
export async function markedFor(
  db: Db | Tx,
  caseIds: readonly string[],
  clause: string | undefined,
): Promise<Map<string, MemberEvidence>> {
  if (clause === undefined || caseIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([caseSuggestions.caseId], { caseId: caseSuggestions.caseId, matches: caseSuggestions.matches })
    .from(caseSuggestions)
    .where(inArray(caseSuggestions.caseId, [...caseIds]))
    .orderBy(asc(caseSuggestions.caseId), desc(caseSuggestions.madeAt));
  return new Map(rows.map(({ caseId, matches }) => [caseId, spansOf(matches, clause)]));
}

function spansOf(matches: unknown, clause: string): MemberEvidence {
  const read = z.array(Match).safeParse(matches).data ?? [];
  const spans = read.find(({ ref }) => ref === clause)?.evidence ?? [];
  return spans.flatMap((span) => BoundEvidence.safeParse(span).data ?? []).slice(0, 50);
}

/** Before any limit: what is decided must not stand in the way of the rest. */
const undecidedIn = (waveId: string) => and(eq(waveMembers.waveId, waveId), isShownInWave, ne(cases.state, "decided"));

/** How many undecided items of a wave were not among so many that were planned: they wait for the next decision. */
export async function leftOf(db: Db, waveId: string, planned: number, most: number = mostAtOnce): Promise<number> {
  if (planned < most) return 0;
  const [row] = await db
    .select({ all: count() })
    .from(waveMembers)
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .where(undecidedIn(waveId));
  return Math.max(0, (row?.all ?? 0) - planned);
}

const keepers = alias(people, "keepers");

/**
 * Undecided items of a wave, as they came, with who holds them or keeps them for whom, and whether they are this person's
 * to decide; child safety is decided case by case.
 */
async function undecidedOf(db: Db, waveId: string, person: Person, most: number) {
  return db
    .select({
      caseId: cases.id,
      state: cases.state,
      restingState: cases.restingState,
      claimedBy: cases.claimedBy,
      leaseUntil: cases.leaseUntil,
      decidedAt: cases.decidedAt,
      handedTo: cases.handedTo,
      handedBy: cases.handedBy,
      handedUntil: cases.handedUntil,
      holder: people.name,
      keeper: keepers.name,
      isReversed: wasReversedOf(person.id),
    })
    .from(waveMembers)
    .innerJoin(cases, eq(cases.id, waveMembers.caseId))
    .leftJoin(people, eq(people.id, cases.claimedBy))
    .leftJoin(keepers, eq(keepers.id, cases.handedTo))
    .where(undecidedIn(waveId))
    .orderBy(asc(waveMembers.joinedAt), asc(waveMembers.id))
    .limit(most);
}

type Planning = {
  waveId: string;
  choice: WaveChoice;
  person: Person;
  /** The groups that are decided: an item of any other stays as it is, and counts for no later one. All, where none are named. */
  groups?: readonly string[];
};

/** What would follow for each item of a wave if this person decided it so now. Reads in batches and lets others in between. */
export async function planItems(
  db: Db,
  { waveId, choice, person, groups }: Planning,
  now: Date,
  most: number = mostAtOnce,
): Promise<ForGroups[]> {
  const rows = await undecidedOf(db, waveId, person, most);
  const suspected = await heldByReferral(
    db,
    rows.map(({ caseId }) => caseId),
  );
  const barred = new Map(
    rows.map((row) => [row.caseId, barredOf({ ...row, suspectedBy: suspected.get(row.caseId) ?? null }, person, now)]),
  );
  const telling = tellingOf(person);
  const materials = [];
  const marked = new Map<string, MemberEvidence>();
  for (let from = 0; from < rows.length; from += atOnce) {
    const ids = rows.slice(from, from + atOnce).map(({ caseId }) => caseId);
    materials.push(...(await materialsOf(db, ids)));
    for (const [caseId, spans] of await markedFor(db, ids, choice.clause)) marked.set(caseId, spans);
  }
  const planned: PlannedMember[] = [];
  const plan = planInOrder((material) =>
    planMember(material, choice, { marked: marked.get(material.caseId) ?? [], telling }, now),
  );
  for (const [at, material] of materials.entries()) {
    if (at % 25 === 24) await setImmediate();
    planned.push(
      plan(material, ({ alike }) => barred.get(material.caseId) === null && (groups?.includes(alike) ?? true)),
    );
  }
  return planned.map((member) => ({ ...member, barred: barred.get(member.material.caseId) ?? null }));
}
