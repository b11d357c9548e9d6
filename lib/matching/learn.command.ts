import "server-only";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import type { Db } from "@/db/client";
import { platforms } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { ok } from "@/lib/platform/result";
import { settingsForEach } from "@/lib/platform/settings";
import { decidedExamples, sinceModel } from "./decided.queries";
import { type DecidedExample, examplesFrom, freshWanted, isStale } from "./decided.rules";
import { type LearnedModel, learning } from "./learn.rules";
import { fewestExamples } from "./learned-match.rules";
import { type ModelRow, newestModel, pack, readerAndBasis, saveModel, versionOf } from "./model.store";

const learner = { kind: "system", name: "matcher" } as const;

/** The newest decisions of a platform that one model is made of, and the most numbers it may have (16 MB). */
const mostDecisions = 20_000;
const mostWeights = 2 ** 22;

type Learned = { row: ModelRow; body: Uint8Array };
const Learned = z.custom<Learned>((value) => typeof value === "object" && value !== null);

/** Keeps a model that was made outside the transaction. Nothing is decided by it: it orders suggestions. */
export const keepModel = command({
  name: "matching.learn",
  permission: "matching.learn",
  input: Learned,
  subject: ({ row }) => ({
    kind: "model",
    id: row.version,
    platformId: row.platformId,
    detail: { decisions: row.examples, clauses: row.labels },
  }),
  async run({ tx }, { row, body }) {
    await saveModel(tx, row, body);
    return ok({ version: row.version });
  },
});

/** Works through a model in small pieces, so that the people at the desk are answered meanwhile. */
async function inPieces(steps: Generator<void, LearnedModel>): Promise<LearnedModel> {
  for (let step = steps.next(), busySince = performance.now(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - busySince < 8) continue;
    await setImmediate();
    busySince = performance.now();
  }
}

/**
 * Makes the model of a platform anew from all its decisions that stand, oldest first. The same decisions give the same
 * model, byte for byte. Null where there are too few.
 */
export async function learnPlatform(db: Db, platformId: string, now: Date): Promise<{ version: string } | null> {
  const decided = await decidedExamples(db, platformId, { now, most: mostDecisions });
  const examples = examplesFrom(decided);
  const newest = decided.at(-1);
  if (!newest || examples.length < fewestExamples) return null;
  const { reader, basis } = readerAndBasis();
  const version = versionOf(decided);
  const model = await inPieces(learning(examples, reader, mostWeights));
  const row = rowOf({ platformId, version, basis, now, newest }, model, examples.length);
  const kept = await keepModel(learner, { row, body: await pack(model) } satisfies Learned, now);
  return kept.ok ? kept.value : null;
}

type About = { platformId: string; version: string; basis: string; now: Date; newest: DecidedExample };

function rowOf({ now, newest, ...names }: About, { labels }: LearnedModel, examples: number): ModelRow {
  return { ...names, examples, labels: labels.length, newestAt: newest.at, trainedAt: now };
}

/** Platforms whose model is missing or stale, and where a person has not switched learning off. */
export async function platformsToLearn(db: Db, now: Date): Promise<string[]> {
  const all = (await db.select({ id: platforms.id }).from(platforms)).map(({ id }) => id);
  const settings = await settingsForEach(db, all);
  const due: string[] = [];
  for (const id of all) {
    if (settings.get(id)?.learnFromDecisions && (await isDue(db, id, now))) due.push(id);
  }
  return due;
}

async function isDue(db: Db, platformId: string, now: Date): Promise<boolean> {
  const model = await newestModel(db, platformId);
  const most = freshWanted(model?.examples ?? 0);
  const { newestAt, trainedAt } = model ?? { newestAt: new Date(0), trainedAt: new Date(0) };
  const since = await sinceModel(db, platformId, { newestAt, trainedAt, now, most });
  return model ? isStale(model, since, now) : since.fresh >= fewestExamples;
}

let atWork: Promise<void> | null = null;

/**
 * Learns what is due, beside everything else: the schedule that calls this goes on at once, so that no sanction ends late
 * because of it. One run at a time; `learningDone` waits for it.
 */
export async function learnWhenDue(db: Db, now: Date): Promise<void> {
  if (atWork) return;
  const due = await platformsToLearn(db, now);
  if (due.length === 0) return;
  atWork = learnAll(db, due, now).finally(() => {
    atWork = null;
  });
}

export async function learningDone(): Promise<void> {
  await atWork;
}

async function learnAll(db: Db, due: readonly string[], now: Date): Promise<void> {
  try {
    for (const platformId of due) await learnPlatform(db, platformId, now);
  } catch (error) {
    // It is tried again at the next turn; the suggestions stay as they were.
    console.error("learning from decisions failed:", error instanceof Error ? error.name : "unknown");
  }
}
