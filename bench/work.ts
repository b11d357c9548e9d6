import { and, count, eq, ne } from "drizzle-orm";
import { freshDraft, matchedEvidence } from "@/components/decisions/draft.rules";
import type { Db } from "@/db/client";
import { cases, noticeItems } from "@/db/schema";
import type { ChosenSanction } from "@/lib/decisions/choice.contract";
import { type CaseView, type ConsequenceCard, PreviewDecision } from "@/lib/decisions/contract";
import { decideCase } from "@/lib/decisions/decide.command";
import { nextCase } from "@/lib/decisions/next-case.command";
import { previewDecision } from "@/lib/decisions/preview.queries";
import type { Person } from "@/lib/platform/permissions.rules";

/** What became of the cases of one queue; `notDecided` says by which missing field a suggestion was not accepted as it was. */
export type Tally = {
  cases: number;
  violation: number;
  noViolation: number;
  confident: number;
  byPlatform: Record<string, { cases: number; violation: number }>;
  notDecided: Record<string, number>;
  seconds: number;
  /** Milliseconds of each case, from asking for it to its decision. */
  each: number[];
};

/** Open cases of each platform, and how many reports they hold: what an import must have made of its lines. */
export async function inQueue(db: Db): Promise<Record<string, { cases: number; reports: number }>> {
  const open = await db
    .select({ platform: cases.platformId, cases: count() })
    .from(cases)
    .where(ne(cases.state, "decided"))
    .groupBy(cases.platformId);
  const reports = await db
    .select({ platform: noticeItems.platformId, reports: count() })
    .from(noticeItems)
    .innerJoin(cases, and(eq(cases.id, noticeItems.caseId), ne(cases.state, "decided")))
    .groupBy(noticeItems.platformId);
  const of = (platform: string) => reports.find((row) => row.platform === platform)?.reports ?? 0;
  return Object.fromEntries(open.map((row) => [row.platform, { cases: row.cases, reports: of(row.platform) }]));
}

/** What an accepted suggestion still needs from a person where the platform states no term or leaves a value open. */
function completed(card: ConsequenceCard): ChosenSanction[] {
  return card.sanctions
    .filter(({ isFollowOn }) => !isFollowOn)
    .map(({ action, needsTerm, dsaChoices }) => ({
      action,
      ...(needsTerm ? { openEnded: true } : {}),
      ...(dsaChoices.length > 1 && dsaChoices[0] ? { dsaValue: dsaChoices[0] } : {}),
    }));
}

/** The words that the matcher points at, or the whole content where it rests on what the notifier said. */
function evidenceOf(view: CaseView, clause: string) {
  const matched = matchedEvidence(view, clause);
  const { text } = view.content;
  const whole = text.slice(0, 2000);
  if (matched.length > 0 || whole === "") return matched;
  return [{ in: "text" as const, start: 0, end: whole.length, text: whole, element: "" }];
}

type Accepted = { input: Record<string, unknown> } | { missing: string };

/** None of the clause's exceptions applies, as one key of the desk says it. */
function noException(view: CaseView, clause: string) {
  const exceptions = view.clauses.find(({ ref }) => ref === clause)?.exceptions ?? [];
  return exceptions.map(({ letter, text }) => ({ letter, text: text.en, applies: false, why: "" }));
}

/** The best suggestion with the recommended set, as the desk's keys would have it. */
async function accepted(db: Db, mei: Person, view: CaseView, clause: string, now: Date): Promise<Accepted> {
  const asked = {
    caseId: view.case.id,
    clause,
    evidence: evidenceOf(view, clause),
    exceptionsConsidered: noException(view, clause),
  };
  const card = await previewDecision(db, mei, PreviewDecision.parse(asked), now);
  if (!card.ok) return { missing: card.reason };
  const sanctions = completed(card.value);
  if (sanctions.length === 0) return { missing: "nothing is recommended" };
  const full = await previewDecision(db, mei, PreviewDecision.parse({ ...asked, sanctions }), now);
  if (!full.ok) return { missing: full.reason };
  const [problem] = full.value.missing;
  if (problem) return { missing: problem.reason };
  return { input: { ...asked, version: view.case.version, outcome: "violation", ground: "terms", sanctions } };
}

async function workOne(db: Db, mei: Person, view: CaseView, tally: Tally, now: Date): Promise<void> {
  const { id: caseId, version, platform } = view.case;
  const here = tally.byPlatform[platform] ?? { cases: 0, violation: 0 };
  tally.byPlatform[platform] = here;
  here.cases += 1;
  const { clause } = freshDraft(view);
  if (clause !== null) {
    tally.confident += 1;
    const answer = await accepted(db, mei, view, clause, now);
    const decided = "input" in answer ? await decideCase(mei, answer.input, now) : null;
    if (decided?.ok) {
      tally.violation += 1;
      here.violation += 1;
      return;
    }
    const field = decided?.fields?.[0]?.reason ?? decided?.reason;
    const why = field ?? ("missing" in answer ? answer.missing : "unknown");
    tally.notDecided[why] = (tally.notDecided[why] ?? 0) + 1;
  }
  const rationale = "Read as a whole, the content breaks none of the platform's rules.";
  const cleared = await decideCase(mei, { caseId, version, outcome: "no_violation", rationale }, now);
  if (!cleared.ok) throw new Error(`a case could not be decided: ${JSON.stringify(cleared)}`);
  tally.noViolation += 1;
}

/**
 * Works one moderator through the open queue until it is empty: takes the next case, reads it, accepts a confident
 * suggestion with the recommended set of sanctions, else finds no violation. Everything through the desk's own commands.
 */
export async function workThrough(
  db: Db,
  mei: Person,
  clock: () => Date,
  onCase: (done: number) => void = () => undefined,
): Promise<Tally> {
  const tally: Tally = {
    cases: 0,
    violation: 0,
    noViolation: 0,
    confident: 0,
    byPlatform: {},
    notDecided: {},
    seconds: 0,
    each: [],
  };
  const began = performance.now();
  for (;;) {
    const started = performance.now();
    const next = await nextCase(mei, {}, clock());
    if (!next.ok) throw new Error(`the queue could not be read: ${JSON.stringify(next)}`);
    if (next.value === null) break;
    await workOne(db, mei, next.value, tally, clock());
    tally.cases += 1;
    tally.each.push(performance.now() - started);
    onCase(tally.cases);
  }
  tally.seconds = (performance.now() - began) / 1000;
  return tally;
}
