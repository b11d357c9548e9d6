import "server-only";
import { and, desc, eq, gt, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { goldenItems, goldenTurns, people, platforms } from "@/db/schema";
import { excerptOf } from "@/lib/intake/snapshot.rules";
import { type Actor, can, type Person } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { harmsIn, notShownOf } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { colleaguesAbout, withoutContent } from "@/lib/queue/for-me.queries";
import type { CaseQuestion, Colleague, ForMeRow } from "@/lib/queue/handing.contract";
import type { HandedCase } from "@/lib/queue/handing.rules";
import { caseReference } from "@/lib/queue/row.rules";
import type { Turn } from "./golden-turn.store";

/** What decides whom a case like this could be handed to. */
export function handedLike({ turn, item }: Turn): HandedCase {
  const { platformId, language, clauseGroup } = item;
  const restingState = turn.state === "waiting" || turn.state === "escalated" ? turn.state : "open";
  return { platformId, language, clauseGroup, childSafety: false, restingState };
}

/** Whom a case like this could be handed to, or who could be asked about it. */
export async function goldenColleagues(db: Db, actor: Actor, golden: Turn): Promise<Result<Colleague[]>> {
  if (actor.kind !== "person" || !can(actor, "case.claim")) return fail("forbidden");
  return ok(await colleaguesAbout(db, actor, handedLike(golden)));
}

/** What its person asked; nobody was told, so nobody answered. */
export async function goldenQuestions(db: Db, actor: Actor, { turn }: Turn): Promise<CaseQuestion[]> {
  if (turn.questions.length === 0) return [];
  const { id, name } = people;
  const asked = turn.questions.map(({ of }) => of);
  const names = new Map(
    (await db.select({ id, name }).from(people).where(inArray(id, asked))).map((row) => [row.id, row.name]),
  );
  return turn.questions.map(({ id: questionId, of, text, at }) => ({
    id: questionId,
    askedBy: actor.kind === "person" ? actor.name : "",
    askedOf: names.get(of) ?? "",
    isOfMe: false,
    text,
    askedAt: at,
    answer: null,
    answeredAt: null,
  }));
}

/** The golden items that a person holds for later, as lines among their held cases. */
export async function goldenForMe(db: Db, actor: Person, now: Date): Promise<ForMeRow[]> {
  const { id, number, personId, state, heldUntil, leaseUntil } = goldenTurns;
  const isHeld = and(eq(personId, actor.id), eq(state, "claimed"), gt(heldUntil, now), gt(leaseUntil, now));
  const rows = await db
    .select({ id, number, heldUntil, prefix: platforms.prefix, item: goldenItems })
    .from(goldenTurns)
    .innerJoin(goldenItems, eq(goldenItems.id, goldenTurns.itemId))
    .innerJoin(platforms, eq(platforms.id, goldenTurns.platformId))
    .where(isHeld)
    .orderBy(desc(heldUntil))
    .limit(20);
  const harms = rows.map(({ item }) => harmsIn(item));
  const notGiven = await notGivenTo(db, actor, harms, now);
  return rows.map((row, at) => {
    const line: ForMeRow = {
      kind: "held",
      caseId: row.id,
      reference: caseReference(row.prefix, row.number),
      who: "",
      words: excerptOf(row.item, row.item.location),
      notShown: [],
      at: row.heldUntil?.toISOString() ?? "",
    };
    return withoutContent(line, notShownOf(harms[at] ?? [], notGiven));
  });
}

/** Both kinds of held lines as one list, the latest first, where the held ones stand: at the end. */
export function withHeld(mine: readonly ForMeRow[], held: readonly ForMeRow[]): ForMeRow[] {
  const others = mine.filter(({ kind }) => kind !== "held");
  const both = [...mine.filter(({ kind }) => kind === "held"), ...held];
  return [...others, ...both.sort((one, other) => (one.at < other.at ? 1 : -1))];
}
