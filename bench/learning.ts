import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Measurement } from "@/lib/matching/evaluate.rules";
import type { Ranked } from "@/lib/matching/learn.rules";
import { lexicalReader } from "@/lib/matching/lexical.rules";
import { readSharedLexicon } from "@/lib/matching/lexicon.store";
import { rankLearned } from "@/lib/matching/rank-learned.rules";
import { learnTuned } from "@/lib/matching/tune.rules";
import { baseline } from "./baseline";
import { vectors } from "./baseline-features";
import { coldRanker, mappedPlatforms } from "./cold-labels";
import { type Labelled, learningSplit } from "./learning-split";
import { calibrationError, reliability } from "./match-cases";

/**
 * `npm run bench -- learning FOLDER`: how the desk does before any decision, by the rules of each platform that the labels
 * are mapped to, and the learned model after 500, 2,000 and 10,000, beside a baseline on the same ones. FOLDER holds `dev_labelled*.jsonl.gz`; the share-alike file is left out.
 */
const sizes = [500, 2000, 10_000];

function measured(ask: readonly Labelled[], ranked: (text: Labelled, at: number) => Ranked[]) {
  const measurement = new Measurement();
  const first: { score: number; right: number | null }[] = [];
  for (const [at, text] of ask.entries()) {
    const labels = ranked(text, at);
    measurement.add(text.labels, labels);
    const isRight = text.labels.includes(labels[0]?.label ?? "none");
    first.push({ score: labels[0]?.score ?? 0, right: isRight ? 0 : null });
  }
  return { ...measurement.figures(), calibration: calibrationError(reliability(first)) };
}

type Measured = ReturnType<typeof measured>;

const shares = ({ top1, top3, macroF1 }: Measured) =>
  [top1, top3, macroF1].map((share) => `${(100 * share).toFixed(1)} %`.padStart(7)).join("  ");

const shown = (figures: Measured) => `${shares(figures)}    ${figures.calibration.toFixed(3)}`;

function withBaseline(decisions: readonly Labelled[], ask: readonly Labelled[]) {
  const names = [...new Set(decisions.map(({ labels }) => labels[0] ?? "none"))];
  const { learned, asked, width } = vectors(
    decisions.map(({ text }) => text),
    ask.map(({ text }) => text),
  );
  const labels = Int32Array.from(decisions, (one) => names.indexOf(one.labels[0] ?? "none"));
  const predictOne = baseline({ texts: learned, labels, classes: names.length, width });
  return measured(ask, (_, at) => {
    const vector = asked[at];
    const chances = vector ? predictOne(vector) : [];
    return Array.from(chances, (score, label) => ({ label: names[label] ?? null, score })).sort(
      (one, other) => other.score - one.score,
    );
  });
}

export async function benchLearning(folder: string): Promise<void> {
  const files = readdirSync(folder).filter((name) => /^dev_labelled(?!_sharealike).*\.jsonl(\.gz)?$/.test(name));
  const split = await learningSplit(files.sort().map((name) => join(folder, name)));
  const reader = lexicalReader(readSharedLexicon());
  console.log(`asked about ${split.ask.length} texts               top-1    top-3    macro-F1   calibration error`);
  for (const platform of mappedPlatforms) {
    const ranker = coldRanker(platform);
    const cold = measured(split.ask, ({ text }) => ranker(text));
    // Its scores are of clauses, and a clause may stand for several labels: no calibration can be told from that.
    console.log(`${"0 decisions, ".padStart(19)}${platform.padEnd(11)} ${shares(cold)}`);
  }
  for (const size of sizes) {
    const decisions = split.learn.slice(0, size);
    const examples = decisions.map(({ text, labels: [label = "none", ...labels] }) => ({ text, label, labels }));
    const began = performance.now();
    const model = learnTuned(examples, reader);
    const seconds = (performance.now() - began) / 1000;
    const ours = measured(split.ask, ({ text }) => rankLearned(model, { text }, null));
    console.log(`${String(size).padStart(6)} decisions, learned     ${shown(ours)}   (${seconds.toFixed(1)} s)`);
    console.log(`${String(size).padStart(6)} decisions, baseline    ${shown(withBaseline(decisions, split.ask))}`);
  }
}
