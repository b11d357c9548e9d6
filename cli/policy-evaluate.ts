import { once } from "node:events";
import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { parseArgs } from "node:util";
import { createGunzip } from "node:zlib";
import { askingMatcher, lexiconOf } from "@/lib/matching/ask-lexicon.rules";
import type { Matcher } from "@/lib/matching/build.rules";
import { builtInMatcher } from "@/lib/matching/built-in.store";
import { LabelledText, Measurement, rounded } from "@/lib/matching/evaluate.rules";
import type { Example, LearnedModel, Ranked } from "@/lib/matching/learn.rules";
import { lexicalReader } from "@/lib/matching/lexical.rules";
import { readSharedLexicon } from "@/lib/matching/lexicon.store";
import { rankLearned } from "@/lib/matching/rank-learned.rules";
import { rightLabels } from "@/lib/matching/right-labels.rules";
import { learnTuned } from "@/lib/matching/tune.rules";
import type { Io } from "./io";
import { linesOf, writeLine } from "./ndjson";

const usage =
  "usage: npm run -s cli -- policy evaluate --train FILE --test FILE [--platform SLUG] [--predictions OUT]\n" +
  "  FILE: NDJSON or NDJSON.gz of {text, explanation?, lang?, label, labels?}\n" +
  "  OUT gets a line for each line of the test file: {label, ranked}; label is what was predicted\n";

type Options = { train: string; test: string; platform: string | undefined; predictions: string | undefined };
type Asked = { text: string; explanation?: string | null | undefined };
type Predict = (input: Asked) => Ranked[];

/** Beyond this a ranking says nothing more, and a platform has hundreds of clauses. */
const mostRanked = 50;

/**
 * `policy evaluate`: learns from one file from nothing, in memory, predicts another, and prints how often it was right
 * (DESIGN.md section 5). With a platform its clauses and lexicon take part; without, it only learns. Needs no database.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const options = optionsOf(args, io);
  if (!options) return 2;
  try {
    const examples = await examplesOf(options.train, io);
    // A platform's clauses and lexicon answer with nothing learned; without one there would be nothing to answer from.
    if (examples.list.length === 0 && options.platform === undefined) {
      io.errors.write(`${options.train} has no text with a label, so there is nothing to learn from.\n`);
      return examples.failed ? 1 : 2;
    }
    const began = performance.now();
    const matcher = options.platform === undefined ? null : builtInMatcher(options.platform);
    const now = new Date();
    const ask = matcher && askingMatcher(matcher, now);
    const model = learnTuned(examples.list, lexicalReader(readSharedLexicon()), { ask });
    const secondsToLearn = (performance.now() - began) / 1000;
    const tested = await predictAll(options, predictorOf(matcher, model, now), io);
    if (tested.isEmpty) {
      io.errors.write(`${options.test} has no text, so there is nothing to measure.\n`);
      return 2;
    }
    await writeLine(io.output, {
      ...tested.figures,
      secondsToLearn: rounded(secondsToLearn),
      msPerText: tested.msPerText,
    });
    return examples.failed || tested.failed ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    io.errors.write(`${error.message}\n`);
    return 2;
  }
}

function optionsOf(args: string[], io: Io): Options | null {
  try {
    const text = { type: "string" } as const;
    const { values } = parseArgs({ args, options: { train: text, test: text, platform: text, predictions: text } });
    const { train, test, platform, predictions } = values;
    if (platform !== undefined && !builtInMatcher(platform)) {
      io.errors.write(`platform: "${platform}" is not a platform here.\n`);
      return null;
    }
    if (train && test) return { train, test, platform, predictions };
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  io.errors.write(usage);
  return null;
}

/** As the desk ranks: what was learned is asked about the content alone, the lexicon about what the notifier says too. */
function predictorOf(matcher: Matcher | null, model: LearnedModel, now: Date): Predict {
  return (input) => rankLearned(model, input, matcher && lexiconOf(matcher, input, { labels: model.labels, now }));
}

/** The lines of a file, unpacked where its name ends in .gz; a line that cannot be read is told and given as null. */
async function* labelledLines(file: string, io: Io): AsyncGenerator<{ number: number; read: LabelledText | null }> {
  const source = createReadStream(file);
  const unpacked = file.endsWith(".gz") ? source.pipe(createGunzip()) : source;
  source.on("error", (error) => unpacked.destroy(error));
  let number = 0;
  for await (const line of linesOf(unpacked)) {
    number += 1;
    if (line?.trim() === "") continue;
    const parsed = LabelledText.safeParse(parsedJson(line));
    if (!parsed.success) io.errors.write(`${file} line ${number}: ${problem(parsed.error.issues[0])}\n`);
    yield { number, read: parsed.success ? parsed.data : null };
  }
}

function problem(issue: { path: PropertyKey[]; message: string } | undefined): string {
  return issue && issue.path.length > 0 ? `${issue.path.map(String).join(".")}: ${issue.message}` : "is no JSON object";
}

function parsedJson(line: string | null): unknown {
  try {
    return JSON.parse(line ?? "");
  } catch {
    return null;
  }
}

async function examplesOf(file: string, io: Io): Promise<{ list: Example[]; failed: boolean }> {
  const list: Example[] = [];
  let failed = false;
  for await (const { number, read } of labelledLines(file, io)) {
    const [label, ...labels] = read ? rightLabels(read) : [];
    if (!read || label === undefined) failed = true;
    else list.push({ text: read.text ?? "", label, labels });
    if (read && label === undefined)
      io.errors.write(`${file} line ${number}: label: is missing; null says that nothing matches\n`);
  }
  return { list, failed };
}

async function predictAll({ test, predictions }: Options, predictOne: Predict, io: Io) {
  const measurement = new Measurement();
  const out = predictions === undefined ? null : createWriteStream(predictions);
  if (out) await once(out, "open");
  let failed = false;
  let texts = 0;
  let spent = 0;
  for await (const { read: line } of labelledLines(test, io)) {
    if (!line) {
      failed = true;
      if (out) await writeLine(out, { error: { code: "invalid_input", message: "The line cannot be read." } });
      continue;
    }
    const began = performance.now();
    const ranked = predictOne({ text: line.text ?? "", explanation: line.explanation });
    spent += performance.now() - began;
    texts += 1;
    const right = rightLabels(line);
    if (right.length > 0) measurement.add(right, ranked);
    if (out) await writeLine(out, { label: ranked[0]?.label ?? null, ranked: ranked.slice(0, mostRanked).map(shown) });
  }
  if (out) await closed(out);
  const isEmpty = texts === 0 && !failed;
  return { figures: measurement.figures(), failed, isEmpty, msPerText: rounded(spent / Math.max(1, texts)) };
}

function shown({ label, score }: Ranked): Ranked {
  return { label, score: Math.round(score * 1e6) / 1e6 };
}

async function closed(out: WriteStream): Promise<void> {
  out.end();
  await once(out, "close");
}
