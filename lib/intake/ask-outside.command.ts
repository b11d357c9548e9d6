import "server-only";
import type { Db } from "@/db/client";
import type { Finding, OutsideTool } from "@/lib/matching/outside.contract";
import { basisOf, checked, questionFor, type Reader, readersOf } from "@/lib/matching/outside.rules";
import {
  askedBefore,
  couldCall,
  digestOf,
  keepOutcome,
  knownAnswer,
  mayAsk,
  unusableBefore,
} from "@/lib/matching/outside.store";
import { unusableAnswers } from "@/lib/matching/unusable.store";
import { askOutside } from "@/lib/platform/ask-outside";
import { outsideKey } from "@/lib/platform/env";
import { settingsFor } from "@/lib/platform/settings";
import { dayIn } from "@/lib/platform/time.rules";
import { packOn } from "@/lib/policy/editions.rules";
import { clausesToSuggest } from "@/lib/policy/governing.rules";
import { packFor } from "@/lib/policy/store";
import { exceptionsOf } from "@/lib/policy/violation.rules";
import { hear } from "./outside.command";
import { setReading, takeReading, type Waiting, type WaitingReading, waitingReaders } from "./outside.store";
import { caseToRead, type Unread } from "./suggest.store";

/** Readings of one reader in one turn: then its settings are looked at again. */
const mostInATurn = 20;

type Question = { reader: Reader; body: string; digest: string; refs: string[]; row: Unread };
type Answered = { findings: Finding[]; isKnown: boolean } | { why: string } | "not now";

async function readerOf(db: Db, platformId: string, tool: OutsideTool): Promise<Reader | null> {
  return readersOf(await settingsFor(db, platformId)).find((reader) => reader.tool === tool) ?? null;
}

/** The question about one case, with the clauses that may be suggested for it; null where there is nothing to ask about. */
async function questionOf(db: Db, reader: Reader, row: Unread) {
  const whole = await packFor(db, row.platform);
  const contentDay = dayIn(row.contentAt, row.zone);
  const pack = whole && packOn(whole, contentDay);
  const content = { title: row.title, text: row.text };
  if (!pack || !(row.title + row.text).trim()) return null;
  const scope = {
    day: contentDay,
    role: row.role ?? undefined,
    surface: row.surface ?? undefined,
    jurisdiction: row.jurisdiction ?? undefined,
  };
  // With the exceptions that a clause borrows: a model that is not told of them finds what is allowed.
  const byRef = new Map(pack.clauses.map((clause) => [clause.ref, clause]));
  const clauses = clausesToSuggest(pack, scope).map((clause) => ({
    ...clause,
    exceptions: exceptionsOf({ clauses: byRef }, clause),
  }));
  if (clauses.length === 0) return null;
  const refs = clauses.map(({ ref }) => ref);
  const mark = digestOf(JSON.stringify(content)).slice(0, 16);
  const body = questionFor(reader, { clauses, content }, mark);
  return { pack, contentDay, question: { reader, body, digest: digestOf(basisOf(reader, body, refs)), refs, row } };
}

/**
 * Asks, or finds what was answered before; "not now" also while another process is asking the same. Nobody's transaction
 * is open meanwhile.
 */
async function answerTo(
  db: Db,
  reading: WaitingReading,
  { reader, body, digest, refs, row }: Question,
  clock: () => Date,
): Promise<Answered> {
  const known = await knownAnswer(db, digest);
  if (known === "unusable") return { why: unusableBefore };
  if (known) return { findings: known, isKnown: true };
  const asking = { readingId: reading.id, platformId: row.platform, question: digest };
  if (!(await mayAsk(db, reader, asking, clock()))) return "not now";
  const key = outsideKey(reader.tool, reader.url);
  const said = await askOutside(reader.url, { body, key, timeoutMs: reader.timeoutMs });
  if (!said.ok) {
    await keepOutcome(db, row.platform, reader, { isWell: false, now: clock() });
    return { why: said.why };
  }
  const { answer, isWell } = checked(reader, said.body, { refs, content: { title: row.title, text: row.text } });
  await keepOutcome(db, row.platform, reader, { isWell, now: clock() });
  return answer.ok ? { findings: answer.findings, isKnown: false } : { why: answer.why };
}

/** Reads one; false when the reader is to be left alone for now. */
async function readOne(db: Db, reader: Reader, reading: WaitingReading, clock: () => Date): Promise<boolean> {
  const row = await caseToRead(db, reading.caseId);
  const asked = row && (await questionOf(db, reader, row));
  if (!row || !asked) {
    await setReading(db, reading.id, { state: "dropped", why: "nothing_to_read" });
    return true;
  }
  const { question, pack, contentDay } = asked;
  const answered = await answerTo(db, reading, question, clock);
  if (answered === "not now") {
    await setReading(db, reading.id, { state: "waiting" });
    return false;
  }
  if ("why" in answered) {
    const said = { why: answered.why, name: reader.name, question: question.digest };
    await setReading(db, reading.id, { state: "failed", ...said });
    return !(await restsAsUnusable(db, reading.platformId, reader, clock()));
  }
  const { findings, isKnown } = answered;
  const why = isKnown ? askedBefore : null;
  await hear(db, { reading, row, contentDay, pack, reader, question: question.digest, findings, why }, clock());
  return true;
}

/** A model that answers what nobody can use is left alone too, or it would spend the day's budget on that. */
async function restsAsUnusable(db: Db, platformId: string, { tool, name }: Reader, now: Date): Promise<boolean> {
  if (tool !== "model") return false;
  const unusable = await unusableAnswers(db, platformId, name);
  return unusable !== null && now < unusable.until;
}

async function readInTurn(db: Db, waiting: Waiting, clock: () => Date): Promise<void> {
  const reader = await readerOf(db, waiting.platformId, waiting.tool);
  if (reader && !(await couldCall(db, waiting.platformId, reader, clock()))) return;
  if (reader && (await restsAsUnusable(db, waiting.platformId, reader, clock()))) return;
  for (let turn = 0; turn < mostInATurn; turn += 1) {
    const reading = await takeReading(db, waiting, clock());
    if (!reading) return;
    if (!reader) await setReading(db, reading.id, { state: "dropped", why: "switched_off" });
    else if (!(await readOne(db, reader, reading, clock))) return;
  }
}

let atWork: Promise<void> | null = null;

/**
 * Has suggestions read outside, beside everything else: the schedule that calls this goes on at once, so that neither a
 * suggestion nor a sanction is late because of it. One run at a time; `askingDone` waits for it. Where no reader is on
 * nothing waits, and this is one look along an index that is empty.
 */
export async function askOutsideWhenDue(db: Db, now: Date): Promise<void> {
  if (atWork) return;
  const waiting = await waitingReaders(db, now);
  if (waiting.length === 0) return;
  const began = performance.now();
  const clock = () => new Date(now.getTime() + performance.now() - began);
  const all = Promise.all(waiting.map((one) => readInTurn(db, one, clock)));
  atWork = all.then(
    () => undefined,
    (error: unknown) =>
      // The suggestions stay as they were; what was taken is closed at a later turn.
      console.error("asking readers outside failed:", error instanceof Error ? error.name : "unknown"),
  );
  void atWork.finally(() => {
    atWork = null;
  });
}

export async function askingDone(): Promise<void> {
  await atWork;
}
