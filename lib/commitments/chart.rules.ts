import type { Chart } from "./report.rules";

export const chartSize = { width: 460, height: 120, left: 52, right: 8, top: 10, bottom: 22 } as const;

export type Drawn = {
  dots: { x: number; y: number; month: string; value: number; isFinal: boolean }[];
  /** Runs of months that follow one another: a month of which nothing is known parts them. */
  lines: { x: number; y: number }[][];
  bounds: { y: number; value: number }[];
  /** The ends of the scale. */
  scale: { y: number; value: number }[];
  /** The first and the last month, where they stand. */
  ends: { x: number; month: string }[];
};

const rounded = (value: number) => Math.round(value * 100) / 100;

/** The largest value that the scale has to show: 1 of a share, and of all else what there is or where the bound is. */
function topOf({ unit, points, low, high }: Chart): number {
  if (unit === "share") return 1;
  const values = points.flatMap(({ value }) => value ?? []);
  return Math.max(1, ...values, low ?? 0, high ?? 0);
}

/** Where everything of a chart stands, in points from the upper left; the same for a screen and for paper. */
export function drawn(chart: Chart): Drawn {
  const { width, height, left, right, top, bottom } = chartSize;
  const most = topOf(chart);
  const { points } = chart;
  const y = (value: number) => rounded(top + (1 - value / most) * (height - top - bottom));
  const step = (width - left - right) / Math.max(points.length - 1, 1);
  const x = (at: number) => rounded(points.length === 1 ? (left + width - right) / 2 : left + step * at);
  const dots: Drawn["dots"] = [];
  const lines: Drawn["lines"] = [];
  let run: Drawn["lines"][number] | null = null;
  for (const [at, { value, month, isFinal }] of points.entries()) {
    if (value === null) {
      run = null;
      continue;
    }
    const dot = { x: x(at), y: y(value) };
    dots.push({ ...dot, month, value, isFinal });
    if (run) run.push(dot);
    else {
      run = [dot];
      lines.push(run);
    }
  }
  const ends = points.length > 1 ? [0, points.length - 1] : points.length === 1 ? [0] : [];
  return {
    dots,
    lines: lines.filter((line) => line.length > 1),
    bounds: [chart.low, chart.high].flatMap((value) => (value === null ? [] : [{ y: y(value), value }])),
    scale: [0, most].map((value) => ({ y: y(value), value })),
    ends: ends.map((at) => ({ x: x(at), month: points[at]?.month ?? "" })),
  };
}
