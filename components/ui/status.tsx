import type { ReactNode } from "react";
import { cn } from "./text";
import { type Tone, ToneShape, toneGround, toneInk } from "./tone";

type Props = {
  tone?: Tone;
  /** `plain` is for tables: shape and word without a ground. */
  look?: "filled" | "plain";
  children: ReactNode;
  className?: string;
  title?: string;
};

/** A state in a word, with its shape. */
export function Status({ tone = "neutral", look = "filled", children, className, title }: Props) {
  return (
    <span
      title={title}
      className={cn(
        "inline-flex max-w-full items-center gap-1.5 justify-self-start text-12 font-medium",
        toneInk[tone],
        look === "filled" && ["rounded-sm border px-1.5 py-0.5", toneGround[tone]],
        className,
      )}
    >
      <ToneShape tone={tone} className="size-2" />
      <span className="truncate">{children}</span>
    </span>
  );
}

/** A plain word in a frame: a tag, a language, a platform. It means nothing good or bad. */
export function Tag({ children, className, lang }: { children: ReactNode; className?: string; lang?: string }) {
  return (
    <span
      lang={lang}
      className={cn(
        "inline-flex max-w-full items-center rounded-sm border border-line px-1.5 py-0.5 text-12 text-ink-soft",
        className,
      )}
    >
      <span className="truncate">{children}</span>
    </span>
  );
}

/** How many; a quiet number beside a heading, a tab or a nav entry. */
export function Count({
  children,
  tone = "neutral",
  className,
}: {
  children: ReactNode;
  tone?: Tone;
  className?: string;
}) {
  return (
    <span
      className={cn(
        "inline-flex min-w-5 items-center justify-center rounded-full border px-1.5 text-12 leading-4.5 font-medium",
        toneGround[tone],
        toneInk[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}
