/** How a score is turned into the share of such suggestions that are right: odds to a power (`slope`), times a factor (`shift`). */
export type Calibration = { slope: number; shift: number };

/** What decisions taught about the scores themselves; made with the model, on decisions that it had not learned from. */
export type Tuning = Calibration & {
  /** How much what was learned counts beside the lexicon, 0 to 1. */
  share: number;
  /** The score from which a suggestion is one with confidence. */
  confidentFrom: number;
};

export const uncalibrated: Calibration = { slope: 1, shift: 0 };

/** Nothing is certain, and nothing impossible. */
const leastChance = 0.001;
/** How many suggestions' weight the belief has that scores are right as they are: few decisions change little. */
const belief = 4;
/** A map that turned the order round, or nearly flattened it, would say nothing of a suggestion. */
const leastSlope = 0.2;
const rounds = 30;

function logit(chance: number): number {
  const kept = Math.min(1 - leastChance, Math.max(leastChance, chance));
  return Math.log(kept / (1 - kept));
}

const share = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** A score as the share of such suggestions that are right. A higher score stays a higher one. */
export function calibrated(score: number, { slope, shift }: Calibration): number {
  return share(slope * logit(score) + shift);
}

/** The calibration under which these first suggestions are likeliest to have been as right as they were (logistic regression). */
export function calibrationFor(first: readonly { score: number; isRight: boolean }[]): Calibration {
  let { slope, shift } = uncalibrated;
  const seen = first.map(({ score, isRight }) => ({ odds: logit(score), was: isRight ? 1 : 0 }));
  for (let round = 0; round < rounds; round += 1) {
    const pull = { slope: belief * (slope - 1), shift: belief * shift };
    const bend = { slope: belief, both: 0, shift: belief };
    for (const { odds, was } of seen) {
      const said = share(slope * odds + shift);
      const weight = said * (1 - said);
      pull.slope += (said - was) * odds;
      pull.shift += said - was;
      bend.slope += weight * odds * odds;
      bend.both += weight * odds;
      bend.shift += weight;
    }
    const size = bend.slope * bend.shift - bend.both * bend.both;
    slope -= (bend.shift * pull.slope - bend.both * pull.shift) / size;
    shift -= (bend.slope * pull.shift - bend.both * pull.slope) / size;
  }
  return { slope: Math.max(leastSlope, slope), shift };
}
