import type { AgreementMonth } from "@/lib/quality/groups.rules";

const [width, height, edge] = [72, 20, 3];

/** The share found the same, month by month: from nothing at the bottom to all at the top. The numbers stand beside it. */
export function Sparkline({ months }: { months: readonly AgreementMonth[] }) {
  const step = (width - 2 * edge) / Math.max(months.length - 1, 1);
  const points = months.flatMap(({ month, agreement: { agreed, reviews } }, at) =>
    reviews === 0 ? [] : [{ month, x: edge + step * at, y: edge + (1 - agreed / reviews) * (height - 2 * edge) }],
  );
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" className="h-5 w-18 shrink-0">
      <line x1="0" x2={width} y1={height - 1} y2={height - 1} className="stroke-line" />
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(" ")} className="fill-none stroke-accent" />
      {points.map(({ month, x, y }) => (
        <circle key={month} cx={x} cy={y} r="2" className="fill-accent" />
      ))}
    </svg>
  );
}
