import "server-only";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import type { Db, OpenDatabase } from "@/db/client";
import { advisoryLock } from "@/db/open";
import { platforms } from "@/db/schema";
import { beside } from "@/lib/platform/beside";
import { command } from "@/lib/platform/command";
import { ok } from "@/lib/platform/result";
import { settingsForEach } from "@/lib/platform/settings";
import { packFor } from "@/lib/policy/store";
import { askingMatcher } from "./ask-lexicon.rules";
import { decidedExamples, sinceModel } from "./decided.queries";
import { examplesFrom, freshWanted, isStale, withinMemory } from "./decided.rules";
import { inProduct, type LearnedModel } from "./learn.rules";
import { fewestExamples } from "./learned-match.rules";
import { matcherFor } from "./matchers.store";
import { type ModelRow, newestModel, pack, readerAndBasis, saveModel, versionOf } from "./model.store";
import { learningTuned } from "./tune.rules";

const learner = { kind: "system", name: "matcher" } as const;

/** The newest decisions of a platform that one model is made of. */
const mostDecisions = 20_000;

type Learned = { row: ModelRow; body: Uint8Array | null };
const Learned = z.custom<Learned>((value) => typeof value === "object" && value !== null);

/** Keeps a model that was made outside the transaction. Nothing is decided by it: it orders suggestions. */
const keepModel = command({
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

/** What is being learned when the product is told to stop is left, and learned at the next start. */
const learning = beside(advisoryLock.learning, "learning from decisions failed");

/** Works through a model in small pieces, so that the people at the desk are answered meanwhile. Null: told to stop. */
async function inPieces(steps: Generator<void, LearnedModel>): Promise<LearnedModel | null> {
  for (let step = steps.next(), busySince = performance.now(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (learning.isStopping()) return null;
    if (performance.now() - busySince < 8) continue;
    await setImmediate();
    busySince = performance.now();
  }
}

/**
 * Makes the model of a platform anew from all its decisions that stand, oldest first. The same decisions give the same
 * model, byte for byte. Where too few are left there is nothing to ask: that is kept too, so that what was learned from
 * decisions that fell is gone. Null where nothing was ever decided, and when told to stop.
 */
export async function learnPlatform(db: Db, platformId: string, now: Date): Promise<{ version: string } | null> {
  const decided = withinMemory(await decidedExamples(db, platformId, { now, most: mostDecisions }));
  const examples = examplesFrom(decided);
  const newestAt = decided.at(-1)?.at ?? (await newestModel(db, platformId))?.newestAt;
  if (!newestAt) return null;
  const isEnough = examples.length >= fewestExamples;
  const { reader, basis } = readerAndBasis();
  const rules = await packFor(db, platformId);
  const matcher = rules && matcherFor(rules);
  // Dated by the newest decision, not by the clock: the same decisions give the same model.
  const ask = matcher && askingMatcher(matcher, newestAt);
  const model = isEnough ? await inPieces(learningTuned(examples, reader, { ask, bounds: inProduct })) : null;
  if (isEnough && !model) return null;
  const names = {
    platformId,
    version: versionOf(decided, matcher?.modelVersion ?? null),
    basis,
    newestAt,
    trainedAt: now,
    mustForget: false,
  };
  const row = { ...names, examples: examples.length, labels: model?.labels.length ?? 0 };
  const kept = await keepModel(learner, { row, body: model && (await pack(model)) } satisfies Learned, now);
  return kept.ok ? kept.value : null;
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

/** Learns what is due, beside everything else (`beside`). `learningDone` waits for it. */
export async function learnWhenDue(opened: Pick<OpenDatabase, "db" | "exclusively">, now: Date): Promise<void> {
  const { db } = opened;
  if (learning.isAtWork() || (await platformsToLearn(db, now)).length === 0) return;
  learning.begin(opened, async () => learnAll(db, await platformsToLearn(db, now), now));
}

export const learningDone = (): Promise<void> => learning.done();
export const stopLearning = (): Promise<void> => learning.stop();

async function learnAll(db: Db, due: readonly string[], now: Date): Promise<void> {
  for (const platformId of due) {
    if (learning.isStopping()) return;
    try {
      await learnPlatform(db, platformId, now);
    } catch (error) {
      // It is tried again at the next turn; the suggestions stay as they were.
      console.error("learning from decisions failed:", platformId, error instanceof Error ? error.name : "unknown");
    }
  }
}
