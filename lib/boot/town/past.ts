import "server-only";
import { asc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, contentItems } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { submitNotice } from "@/lib/intake/commands";
import { suggestFor } from "@/lib/intake/suggest.command";
import type { DemoPersonThere } from "@/lib/people/demo.store";
import { claimCase } from "@/lib/queue/claim.command";
import { answered } from "./past-answers";
import { type PastDay, pastDays, placesOf } from "./past-story";
import { actorOf, decideViolation, tick } from "./play";

const town = { kind: "system", name: "town" } as const;
const dayMs = 86_400_000;
const stepMs = 60_000;

type Reported = { caseId: string; version: number };

function mustOn<Value>(day: PastDay, result: { ok: true; value: Value } | { ok: false }): Value {
  if (!result.ok) throw new Error(`the town's past on ${day.platform} was refused: ${JSON.stringify(result)}`);
  return result.value;
}

/** People of a day who complain later on have an account and an address; of the others the platform told nothing. */
const authorOf = ({ platform, language, daysAgo, answers }: PastDay, number: number) =>
  answers
    ? {
        ...{
          id: `past-${platform}-${daysAgo}-${number}`,
          handle: `past_${daysAgo}_${number}`,
          kind: "private" as const,
        },
        ...{ email: `past.${daysAgo}.${number}@mail.example`, language, zone: "Europe/Paris", jurisdiction: "FR" },
      }
    : undefined;

/** What was reported that day, in one notice. */
async function reported(db: Db, day: PastDay, at: Date): Promise<Reported[]> {
  const { platform, source, explanation, language, surface, role, texts } = day;
  const publishedAt = new Date(at.getTime() - dayMs).toISOString();
  const items = placesOf(day).map((location, index) => ({
    location,
    content: { text: texts[index], language, surface, role, publishedAt, account: authorOf(day, index + 1) },
  }));
  // What we find, the rule for links found.
  const found = source === "own_detection" ? { automatedDetection: "full" } : {};
  const notice = {
    ...found,
    platform,
    source,
    legalClaim: false,
    category: "spam",
    explanation,
    items,
    goodFaith: true,
  };
  mustOn(day, await submitNotice(town, notice, { channel: "desk" }, at));
  return db
    .select({ caseId: cases.id, version: cases.version })
    .from(cases)
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .where(
      inArray(
        contentItems.location,
        items.map(({ location }) => location),
      ),
    )
    .orderBy(asc(contentItems.location));
}

/** That day's cases, one after the other, through the desk's own commands; then the worker has its turn. */
async function closed(db: Db, people: readonly DemoPersonThere[], day: PastDay, now: Date): Promise<void> {
  const begins = new Date(now.getTime() - day.daysAgo * dayMs);
  const mei = actorOf(people, "mei");
  const decisionIds: string[] = [];
  let at = begins;
  for (const { caseId } of await reported(db, day, begins)) {
    at = new Date(at.getTime() + stepMs);
    const seen = { caseId, version: mustOn(day, await claimCase(mei, { caseId }, at)).version };
    await suggestFor(db, caseId, at);
    const { found, facts } = day;
    if (found)
      decisionIds.push(
        mustOn(day, await decideViolation(db, mei, { seen, found: { ...found, facts }, at })).decisionId,
      );
    else mustOn(day, await decideCase(mei, { ...seen, outcome: "no_violation", rationale: facts }, at));
  }
  const told = new Date(at.getTime() + stepMs);
  await tick(db, told);
  if (!day.answers) return;
  const must = <Value>(result: Parameters<typeof mustOn<Value>>[1]) => mustOn(day, result);
  const ended = await answered(db, actorOf(people, "amara"), { decisionIds, day, from: told, must });
  await tick(db, new Date(ended.getTime() + stepMs));
}

/**
 * The town's earlier months, so that the public page, reports and indicators have something to tell from the first start:
 * made by the commands of today with the clock of then, before anything else of the town, for the log is in order.
 */
export async function livePast(db: Db, people: readonly DemoPersonThere[], now: Date): Promise<void> {
  for (const day of [...pastDays].sort((a, b) => b.daysAgo - a.daysAgo)) await closed(db, people, day, now);
}

/** How many things were reported in them. */
export const pastItems = pastDays.reduce((sum, { texts }) => sum + texts.length, 0);
