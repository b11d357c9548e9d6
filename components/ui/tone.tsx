import { cn } from "./text";

/** The four meanings, and none. A tone never stands alone: it comes with a word and with its shape. */
export type Tone = "danger" | "caution" | "good" | "information" | "neutral" | "accent";

export const toneInk: Record<Tone, string> = {
  danger: "text-danger-ink",
  caution: "text-caution-ink",
  good: "text-good-ink",
  information: "text-information-ink",
  neutral: "text-ink-soft",
  accent: "text-accent-ink",
};

export const toneGround: Record<Tone, string> = {
  danger: "border-danger-line bg-danger-soft",
  caution: "border-caution-line bg-caution-soft",
  good: "border-good-line bg-good-soft",
  information: "border-information-line bg-information-soft",
  neutral: "border-line bg-sunken",
  accent: "border-line bg-accent-soft",
};

const shapes: Record<Tone, string> = {
  danger: "M8 0 16 8 8 16 0 8z",
  caution: "M8 1 16 15H0z",
  good: "M6.2 13.6.9 8.2l2.1-2L6.1 9.3 12.9 2l2.2 2z",
  information: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z",
  neutral: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
  accent: "M2 2h12v12H2z",
};

/** Diamond, triangle, tick, disc, ring, square: told apart without colour. */
export function ToneShape({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={cn("size-2.5 shrink-0 fill-current", toneInk[tone], className)}
    >
      <path d={shapes[tone]} fillRule="evenodd" />
    </svg>
  );
}
