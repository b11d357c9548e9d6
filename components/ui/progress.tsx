import type { ReactNode } from "react";
import { cn } from "./text";
import { type Tone, toneInk } from "./tone";

type Props = {
  label: ReactNode;
  value: number;
  max: number /** In words beside the bar: "2 of 3". */;
  text: ReactNode;
  tone?: Tone;
  className?: string;
};

/** How far along, as a bar and always in words. */
export function Progress({ label, value, max, text, tone = "accent", className }: Props) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div className={cn("grid gap-1.5", className)}>
      <div className="flex justify-between gap-3 text-13">
        <span>{label}</span>
        <span className="text-ink-soft">{text}</span>
      </div>
      <div className={cn("h-1.5 overflow-hidden rounded-full bg-line print:border", toneInk[tone])}>
        <div className="h-full rounded-full bg-current" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
