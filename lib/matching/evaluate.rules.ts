import { z } from "zod";
import type { Ranked } from "./learn.rules";

/** A line of `policy evaluate` (DESIGN.md section 5). `label` null: nothing matches. */
const label = z.string().min(1).max(200).nullable();
export const LabelledText = z.object({
  text: z.string().nullish(),
  explanation: z.string().nullish(),
  lang: z.string().nullish(),
  label: label.optional(),
  /** Any of them is right. */
  labels: z.array(label).nullish(),
});
export type LabelledText = z.infer<typeof LabelledText>;

export type LabelFigures = { n: number; precision: number; recall: number; f1: number };
export type Figures = {
  n: number;
  top1: number;
  top3: number;
  macroF1: number;
  /** By label; "null" is "nothing matches". */
  perLabel: Record<string, LabelFigures>;
};

type Tally = { n: number; hits: number; predicted: number };

/** Adds up how often predictions were right. A line with several right labels counts for the one that was predicted. */
export class Measurement {
  private readonly byLabel = new Map<string | null, Tally>();
  private n = 0;
  private first = 0;
  private three = 0;

  add(right: readonly (string | null)[], ranked: readonly Ranked[]): void {
    const predicted = ranked[0]?.label;
    const hit = predicted !== undefined && right.includes(predicted);
    const truth = hit ? predicted : (right[0] ?? null);
    this.n += 1;
    this.tallyOf(truth).n += 1;
    if (predicted !== undefined) this.tallyOf(predicted).predicted += 1;
    if (hit) {
      this.first += 1;
      this.tallyOf(truth).hits += 1;
    }
    if (ranked.slice(0, 3).some((one) => right.includes(one.label))) this.three += 1;
  }

  /** macroF1 is the plain mean over all labels that occur or were predicted. */
  figures(): Figures {
    const rows = [...this.byLabel].map(([name, tally]): [string, LabelFigures] => [String(name), figuresOf(tally)]);
    rows.sort((one, other) => other[1].n - one[1].n || one[0].localeCompare(other[0]));
    const macro = rows.reduce((sum, [, { f1 }]) => sum + f1, 0) / Math.max(1, rows.length);
    const share = (count: number): number => rounded(this.n > 0 ? count / this.n : 0);
    const perLabel = Object.fromEntries(rows);
    return { n: this.n, top1: share(this.first), top3: share(this.three), macroF1: rounded(macro), perLabel };
  }

  private tallyOf(name: string | null): Tally {
    const known = this.byLabel.get(name) ?? { n: 0, hits: 0, predicted: 0 };
    this.byLabel.set(name, known);
    return known;
  }
}

function figuresOf({ n, hits, predicted }: Tally): LabelFigures {
  const precision = predicted > 0 ? hits / predicted : 0;
  const recall = n > 0 ? hits / n : 0;
  const f1 = hits > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { n, precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) };
}

export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
