import "server-only";
import { inArray, or, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { platforms } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { resumeLanes } from "@/lib/platform/database-queues";
import { databaseToken } from "@/lib/platform/env";
import { settingsFor, settingsForEach } from "@/lib/platform/settings";
import { owedOnItsDay } from "@/lib/policy/owed.queries";
import { tiersOwing } from "@/lib/policy/tier.rules";
import { readExistence, readSendAnswer } from "@/lib/transparency-database/answer.rules";
import { askForPuid, type DatabaseAddress, isProduction, postStatements } from "@/lib/transparency-database/client";
import { alertDesk } from "./alert.store";
import {
  afterAsking,
  afterTry,
  alertAfterFailures,
  type Change,
  heldBefore,
  inTrial,
  type Lane,
  oneCall,
} from "./submission.rules";
import {
  endTrial,
  isOpen,
  laneOf,
  putBack,
  setLane,
  settle,
  stopLane,
  type TakenSubmission,
  takeDue,
} from "./submission.store";

const sender = { kind: "system", name: "worker" } as const;

type Clock = () => Date;
type Work = { db: Db; platformId: string; to: DatabaseAddress; isTrial: boolean; clock: Clock };

const answerWithinMs = 30_000;
/** What was taken together is given back after so long, well before its lease ends. */
const turnMs = 45_000;

type Address = { to: DatabaseAddress; isTrial: boolean } | { stop: string } | null;

/** Where a platform's statements go, with which token; why they cannot go anywhere; null: they are not to be sent (B5). */
async function addressOf(db: Db, platformId: string): Promise<Address> {
  const { databaseSend, databaseSandbox, databaseUrl } = await settingsFor(db, platformId);
  if (!databaseSend) return null;
  if (databaseUrl === "") return { stop: "no_address" };
  if (databaseSandbox && isProduction(databaseUrl)) return { stop: "trial_at_production" };
  const token = databaseToken(platformId, databaseUrl);
  const to = { url: databaseUrl, token: token ?? "", timeoutMs: answerWithinMs };
  return token ? { to, isTrial: databaseSandbox } : { stop: "no_token" };
}

/** A token comes with a new start of the product, which nobody tells the queue: it goes on by itself once it has one. */
async function afterToken(db: Db, platformId: string, before: Lane, clock: Clock): Promise<Lane> {
  const { databaseUrl } = await settingsFor(db, platformId);
  if (databaseToken(platformId, databaseUrl) === null) return before;
  await db.transaction(async (tx) => {
    const [resumed] = await resumeLanes(tx, [platformId], ["no_token"]);
    if (!resumed) return;
    const subject = { kind: "platform", id: platformId, platformId, detail: { why: resumed.why } };
    await appendAudit(tx, { actor: sender, verb: "database.resume", outcome: "done", now: clock(), subject });
  });
  return laneOf(db, platformId);
}

/** Sends what is due on one platform until nothing is, or until the other side must be left alone. */
async function sendOn(db: Db, platformId: string, clock: Clock, timeoutMs: number): Promise<void> {
  const before = await laneOf(db, platformId);
  const lane = before.lastFailure === "no_token" ? await afterToken(db, platformId, before, clock) : before;
  if (!isOpen(lane, clock())) return;
  const address = await addressOf(db, platformId);
  if (!address) return;
  if ("stop" in address) {
    const alert = { kind: "stopped", platformId, why: address.stop } as const;
    const isNew = await stopLane(db, platformId, address.stop, clock());
    if (isNew) await alertDesk(db, alert, clock().toISOString(), clock());
    return;
  }
  const { isTrial } = address;
  const work: Work = { db, platformId, to: { ...address.to, timeoutMs }, isTrial, clock };
  if (!isTrial) await endTrial(db, platformId, clock());
  for (let open = true; open; ) {
    const taken = await takeDue(db, platformId, { isTrial, now: clock() });
    if (taken.length === 0) return;
    open = await tryAll(work, taken);
  }
}

/** Tries what was taken, call by call. False: the other side is to be left alone; what was not tried is given back. */
async function tryAll(work: Work, taken: readonly TakenSubmission[]): Promise<boolean> {
  const { db, clock } = work;
  const until = clock().getTime() + turnMs;
  let left = await withoutHeld(work, taken);
  while (left.length > 0) {
    const [first] = left;
    const call = first?.state === "asking" ? [first] : oneCall(left.filter(({ state }) => state === "sending"));
    left = left.filter((one) => !call.includes(one));
    const lane = first?.state === "asking" ? await ask(work, first) : await send(work, call);
    if (isOpen(lane, clock()) && clock().getTime() < until) continue;
    await putBack(db, left);
    return isOpen(lane, clock());
  }
  return true;
}

async function withoutHeld(work: Work, taken: readonly TakenSubmission[]): Promise<TakenSubmission[]> {
  const { clock } = work;
  const fit: TakenSubmission[] = [];
  for (const one of taken) {
    const change = one.state === "asking" ? null : heldBefore(one, clock());
    if (change) await write(work, one, change);
    else fit.push(one);
  }
  return fit;
}

async function send(work: Work, call: readonly TakenSubmission[]): Promise<Lane> {
  const { db, platformId, to, clock } = work;
  const answer = await postStatements(
    to,
    call.map(({ payload }) => payload),
  );
  const { fates, lane } = readSendAnswer(
    answer,
    call.map(({ puid }) => puid),
    clock(),
  );
  const isWell = await answers(work);
  for (const [index, one] of call.entries()) {
    const fate = fates[index];
    if (fate) await write(work, one, afterTry(fate, one, clock(), isWell));
  }
  return told(work, await setLane(db, platformId, lane, clock()), lane !== null);
}

/** Whether the other side answers others: what fails then fails by its own fault. */
async function answers({ db, platformId }: Work): Promise<boolean> {
  return (await laneOf(db, platformId)).failures < alertAfterFailures;
}

async function ask(work: Work, one: TakenSubmission): Promise<Lane> {
  const { db, platformId, to, clock } = work;
  const existence = readExistence(await askForPuid(to, one.puid), one.puid, clock());
  await write(work, one, afterAsking(existence, one, clock(), await answers(work)));
  return told(work, await setLane(db, platformId, existence.lane, clock()), existence.lane !== null);
}

/** Somebody hears of a queue that stands still, once. */
async function told({ db, platformId, clock }: Work, lane: Lane & Partial<{ stoppedWhy: string }>, isWorse: boolean) {
  if (!isWorse) return lane;
  const once = clock().toISOString();
  if (lane.stoppedAt) await alertDesk(db, { kind: "stopped", platformId, why: lane.stoppedWhy ?? "" }, once, clock());
  else if (lane.failures === alertAfterFailures)
    await alertDesk(db, { kind: "silent", platformId, why: lane.lastFailure ?? "" }, once, clock());
  return lane;
}

async function write({ db, platformId, isTrial, clock }: Work, one: TakenSubmission, change: Change): Promise<void> {
  await settle(db, one, isTrial ? inTrial(change) : change);
  if (change.state !== "held") return;
  const day = clock().toISOString().slice(0, 10);
  await alertDesk(db, { kind: "held", platformId, why: change.why ?? "" }, day, clock());
}

/** Something that was owed on its day may still leave: of nothing nobody is alerted. */
const owesOfBefore = sql`exists (select 1 from database_submissions s
  join database_copies c on c.id = s.copy_id and c.state = 'ready'
  join decisions d on d.id = c.decision_id and d.undone_at is null join platforms p on p.id = d.platform_id
  where s.platform_id = ${platforms.id} and s.state in ('waiting', 'sending', 'asking', 'tried') and ${owedOnItsDay})`;

/**
 * Sends every statement of reasons that is due to the Transparency Database (DSA Art. 24(5), B1), on each platform that
 * has this switched on and owed it when the decision was made (a hosting service and a small provider do not), with that platform's own token. Safe to run in several processes and to be killed at any moment.
 * @param clock goes on while it lasts
 * @param timeoutMs how long one answer may take
 */
export async function sendStatements(db: Db, clock: Clock, timeoutMs = answerWithinMs): Promise<void> {
  const all = (
    await db
      .select({ id: platforms.id })
      .from(platforms)
      // One that no longer owes any still owes those of the days when it did.
      .where(or(inArray(platforms.tier, tiersOwing("database")), owesOfBefore))
  ).map(({ id }) => id);
  const settings = await settingsForEach(db, all);
  const on = all.filter((id) => settings.get(id)?.databaseSend);
  await Promise.all(on.map((id) => sendOn(db, id, clock, timeoutMs)));
}

let atWork: Promise<void> | null = null;

/**
 * The same beside everything else: the schedule that calls this goes on at once, so that no sanction ends late because
 * the database is slow. One run at a time; `sendingDone` waits for it.
 */
export async function sendStatementsWhenDue(db: Db, now: Date): Promise<void> {
  if (atWork) return;
  const began = performance.now();
  const clock = () => new Date(now.getTime() + performance.now() - began);
  atWork = sendStatements(db, clock).catch((error: unknown) =>
    console.error("sending to the Transparency Database failed:", error instanceof Error ? error.name : "unknown"),
  );
  void atWork.finally(() => {
    atWork = null;
  });
}

export async function sendingDone(): Promise<void> {
  await atWork;
}
