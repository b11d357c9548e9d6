import type { ReactNode } from "react";
import { cn } from "./text";
import { type Tone, ToneShape, toneInk } from "./tone";

type Props = {
  label: ReactNode;
  value: ReactNode;
  /** What the number rests on: "of 41", "since Monday". */
  note?: ReactNode;
  /** Given only when the number means something; red only for what is late. */
  tone?: Tone;
  className?: string;
};

/** One number with its name; several stand in a `<dl>`: `<dl className="flex gap-8">`. */
export function Stat({ label, value, note, tone, className }: Props) {
  return (
    <div className={cn("grid min-w-0 content-start gap-0.5", className)}>
      <dt className="text-13 text-ink-soft">{label}</dt>
      <dd className={cn("flex items-baseline gap-2 text-28 font-semibold tracking-tight", tone && toneInk[tone])}>
        {tone && tone !== "neutral" ? <ToneShape tone={tone} className="size-3 self-center" /> : null}
        {value}
      </dd>
      {note ? <dd className="text-13 text-ink-soft">{note}</dd> : null}
    </div>
  );
}
