import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, cases, contentItems, decisions, sanctions, statements } from "@/db/schema";
import { answerAppeal, rejectAppeal } from "@/lib/appeals/answer.command";
import { needsCause } from "@/lib/appeals/cause.rules";
import { fileAppeal } from "@/lib/appeals/file.command";
import { lookAtAppeal } from "@/lib/appeals/first-look.command";
import { needsFirstLook } from "@/lib/appeals/first-look.rules";
import { takeAppeal } from "@/lib/appeals/take.command";
import { PreviewDecision } from "@/lib/decisions/contract";
import { decideCase } from "@/lib/decisions/decide.command";
import { signLink } from "@/lib/decisions/link.rules";
import { previewDecision } from "@/lib/decisions/preview.queries";
import { endDueSanctions, startDueSanctions } from "@/lib/decisions/sanction.command";
import { undoDecision } from "@/lib/decisions/undo.command";
import { suggestFor } from "@/lib/intake/suggest.command";
import type { DemoPersonThere } from "@/lib/people/demo.store";
import { secrets } from "@/lib/platform/env";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import type { Result } from "@/lib/platform/result";
import { noSkills } from "@/lib/platform/skills.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { escalateCase, waitFor, writeNote } from "@/lib/queue/commands";
import { momentOf, readTown } from "./data";
import { townHandlers } from "./post";
import type { Step } from "./step";
import { story } from "./story";

type Stage = { db: Db; people: readonly DemoPersonThere[]; now: Date };
type Event = { at: Date; run: () => Promise<void> };

/** Steps after which nothing starts and nothing leaves: the worker has no turn. */
const quiet: ReadonlySet<Step["does"]> = new Set(["claim", "take", "note", "escalate", "wait"]);

/** Sanctions start and end, and mail leaves, as the worker would have done at that time. */
export async function tick(db: Db, at: Date): Promise<void> {
  await startDueSanctions(db, at);
  await endDueSanctions(db, at);
  await drainOutbox(db, townHandlers, at);
}

/** One of the town's people, signed in and cleared for child safety. */
export function actorOf(people: readonly DemoPersonThere[], key: string): Person {
  const person = people.find((known) => known.key === key);
  if (!person) throw new Error(`the town has no ${key}`);
  const { id, name, role } = person;
  return {
    kind: "person",
    id,
    name,
    role,
    locale: "en",
    sessionId: "town",
    skills: { ...noSkills, childSafety: true },
  };
}

async function caseOf(db: Db, item: string) {
  const platform = readTown().items.find((known) => known.key === item)?.platform;
  const [row] = await db
    .select({ id: cases.id, version: cases.version, state: cases.state })
    .from(cases)
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .where(eq(contentItems.location, `https://${platform}.example/${item}`))
    .orderBy(desc(cases.openedAt))
    .limit(1);
  if (!row) throw new Error(`the town has no case of ${item}`);
  return { caseId: row.id, version: row.version };
}

/** The newest decision on an item of the town. @throws where there is none */
export async function decisionOf(db: Db, item: string): Promise<string> {
  const { caseId } = await caseOf(db, item);
  const [row] = await db
    .select({ id: decisions.id })
    .from(decisions)
    .where(eq(decisions.caseId, caseId))
    .orderBy(desc(decisions.decidedAt))
    .limit(1);
  if (!row) throw new Error(`${item} is not decided`);
  return row.id;
}

async function appealOf(db: Db, item: string) {
  const decisionId = await decisionOf(db, item);
  const [row] = await db
    .select({ id: appeals.id, version: appeals.version })
    .from(appeals)
    .where(eq(appeals.decisionId, decisionId))
    .orderBy(desc(appeals.receivedAt))
    .limit(1);
  if (!row) throw new Error(`${item} has no appeal`);
  return { appealId: row.id, version: row.version };
}

/** As at the desk, whoever opens a case has it read: what they decide is decided beside what was suggested. */
async function claimed(stage: Stage, by: Person, item: string, at: Date) {
  const { caseId } = await caseOf(stage.db, item);
  expectOk(await claimCase(by, { caseId }, at), item);
  await suggestFor(stage.db, caseId, at);
  return caseOf(stage.db, item);
}

function expectOk(result: Result<unknown>, item: string): void {
  if (!result.ok) throw new Error(`the town's story stopped at ${item}: ${JSON.stringify(result)}`);
}

type Found = Pick<Extract<Step, { does: "decide" }>, "clause" | "facts" | "findings" | "law" | "sanctions">;

/** Decides a case that `by` holds as they would at the desk: what is not chosen is what the card recommends. */
export async function decideViolation(
  db: Db,
  by: Person,
  { seen, found, at }: { seen: { caseId: string; version: number }; found: Found; at: Date },
) {
  const { clause, facts, findings = {}, law, sanctions: wanted } = found;
  const asked = { caseId: seen.caseId, clause, facts, findings };
  const card = wanted ? null : await previewDecision(db, by, PreviewDecision.parse(asked), at);
  const recommended = card?.ok ? (card.value.recommendation?.recommended ?? []) : [];
  const chosen = wanted ?? recommended.map((action) => ({ action }));
  const ground = law
    ? { ground: "terms_and_law", legalGround: law.ground, legalExplanation: law.explanation }
    : { ground: "terms" };
  const input = { ...seen, outcome: "violation", ...ground, clause, findings, facts, sanctions: chosen };
  return decideCase(by, input, at);
}

async function decide(stage: Stage, step: Extract<Step, { does: "decide" }>, at: Date): Promise<void> {
  const by = actorOf(stage.people, step.by);
  const seen = await claimed(stage, by, step.item, at);
  expectOk(await decideViolation(stage.db, by, { seen, found: step, at }), step.item);
}

async function answer(stage: Stage, step: Extract<Step, { does: "answer" }>, at: Date): Promise<void> {
  const seen = await appealOf(stage.db, step.item);
  const { outcome, reasons } = step;
  const part = { liftSanctions: [] as string[], voidStrike: step.keepStrike !== true };
  if (step.liftLast) {
    const decisionId = await decisionOf(stage.db, step.item);
    const measures = await stage.db
      .select({ id: sanctions.id, target: sanctions.target })
      .from(sanctions)
      .where(eq(sanctions.decisionId, decisionId));
    part.liftSanctions = measures.filter(({ target }) => target !== "content").map(({ id }) => id);
  }
  if (needsFirstLook(outcome)) await lookFirst(stage, step, seen, at);
  const cause = needsCause(outcome) ? { cause: step.cause ?? "facts" } : {};
  const input = { ...seen, outcome, reasons, ...cause, ...(outcome === "partly_reversed" ? part : {}) };
  expectOk(await answerAppeal(actorOf(stage.people, step.by), input, at), step.item);
}

/** The reviewer's own finding before the answer. Without a clause of its own it is the decision's. */
async function lookFirst(
  stage: Stage,
  step: Extract<Step, { does: "answer" }>,
  seen: { appealId: string; version: number },
  at: Date,
): Promise<void> {
  const decisionId = await decisionOf(stage.db, step.item);
  const [decided] = await stage.db
    .select({ clause: decisions.clauseRef })
    .from(decisions)
    .where(eq(decisions.id, decisionId));
  const clause = step.clause ?? decided?.clause ?? null;
  const found = step.found === "a_clause" && clause ? { finding: "clause", clause } : { finding: "no_violation" };
  expectOk(await lookAtAppeal(actorOf(stage.people, step.by), { ...seen, ...found, why: step.reasons }, at), step.item);
}

async function appeal(stage: Stage, step: Extract<Step, { does: "appeal" }>, at: Date): Promise<void> {
  const decisionId = await decisionOf(stage.db, step.item);
  const [row] = await stage.db
    .select({ id: statements.id })
    .from(statements)
    .where(
      and(
        eq(statements.decisionId, decisionId),
        eq(statements.addressee, step.side),
        eq(statements.letter, "decision"),
        isNull(statements.revokedAt),
      ),
    )
    .limit(1);
  if (!row) throw new Error(`nobody was told about ${step.item}`);
  expectOk(
    await fileAppeal({ kind: "public" }, { token: signLink(row.id, secrets().links), text: step.text }, at),
    step.item,
  );
}

async function perform(stage: Stage, step: Step, at: Date): Promise<void> {
  const { db, people } = stage;
  switch (step.does) {
    case "decide":
      return decide(stage, step, at);
    case "appeal":
      return appeal(stage, step, at);
    case "answer":
      return answer(stage, step, at);
    case "clear":
    case "refer": {
      const by = actorOf(people, step.by);
      const seen = await claimed(stage, by, step.item, at);
      const rest =
        step.does === "clear"
          ? { outcome: "no_violation", rationale: step.rationale }
          : { outcome: "referred", to: "police", country: step.country, why: step.why };
      return expectOk(await decideCase(by, { ...seen, ...rest }, at), step.item);
    }
    case "undo":
      return expectOk(
        await undoDecision(actorOf(people, step.by), { decisionId: await decisionOf(db, step.item) }, at),
        step.item,
      );
    case "claim":
      return void (await claimed(stage, actorOf(people, step.by), step.item, at));
    case "escalate":
      return expectOk(
        await escalateCase(
          actorOf(people, step.by),
          { ...(await caseOf(db, step.item)), to: step.to, why: step.why },
          at,
        ),
        step.item,
      );
    case "wait":
      return expectOk(
        await waitFor(actorOf(people, step.by), { ...(await caseOf(db, step.item)), waitingFor: step.waitingFor }, at),
        step.item,
      );
    case "note": {
      const { caseId } = await caseOf(db, step.item);
      return expectOk(
        await writeNote(actorOf(people, step.by), { caseId, text: step.text, onAccount: step.onAccount }, at),
        step.item,
      );
    }
    case "take":
      return expectOk(await takeAppeal(actorOf(people, step.by), await appealOf(db, step.item), at), step.item);
    case "reject":
      return expectOk(
        await rejectAppeal(actorOf(people, step.by), { ...(await appealOf(db, step.item)), reasons: step.reasons }, at),
        step.item,
      );
  }
}

/** The story's events in their order, performed up to a moment; 40 seconds after each step the worker has its turn. */
export async function play(
  db: Db,
  { people, now }: Omit<Stage, "db">,
): Promise<{ until: (moment: Date) => Promise<void> }> {
  const stage = { db, people, now };
  const events: Event[] = story.flatMap((step) => {
    const at = momentOf(step.ago, now);
    const after = new Date(Math.min(at.getTime() + 40_000, now.getTime()));
    const done = { at, run: () => perform(stage, step, at) };
    return quiet.has(step.does) ? [done] : [done, { at: after, run: () => tick(db, after) }];
  });
  events.sort((a, b) => a.at.getTime() - b.at.getTime());
  return {
    until: async (moment) => {
      while (events[0] && events[0].at <= moment) await events.shift()?.run();
    },
  };
}
