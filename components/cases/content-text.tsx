"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { cn } from "../ui/text";
import { oddStretches } from "./hidden.rules";
import { Within } from "./safe-text";
import { piecesOf, type Span } from "./spans.rules";
import { selectByKey } from "./text-selection";

type Props = {
  text: string;
  /** Where a selection made here belongs: the content itself, its title, or the words of one notice. */
  source: { in: "text" | "title" | "explanation"; noticeId?: string };
  label: string;
  lang: string;
  spans: readonly Span[];
  className?: string;
};

/**
 * Words under review, as text and nothing else. Evidence is marked in place; words can be selected with the mouse, or with
 * the arrow keys once the text has focus. The marks add no characters, so offsets stay those of the stored text.
 */
export function ContentText({ text, source, label, lang, spans, className }: Props) {
  const t = useTranslations("case.content");
  const selection = useTranslations("surface.selection");
  const pieces = useMemo(() => piecesOf(text, spans), [text, spans]);
  const [said, setSaid] = useState("");
  const odd = useMemo(() => oddStretches(text), [text]);
  return (
    <div className="relative min-w-0">
      <section
        aria-label={label}
        aria-description={t("selectHint")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: words are selected here by keyboard
        tabIndex={0}
        lang={lang === "und" ? undefined : lang}
        dir="auto"
        data-evidence-in={source.in}
        data-notice-id={source.noticeId}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey) return;
          if (!selectByKey(event.currentTarget, event.key, event.shiftKey, event.altKey ? "character" : "word")) return;
          event.preventDefault();
          setSaid(window.getSelection()?.toString().slice(-200) ?? "");
        }}
        className={cn(
          "overflow-clip hyphens-none whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:isolate]",
          className,
        )}
      >
        {pieces.map((piece) =>
          piece.suggested || piece.bound ? (
            <mark
              key={piece.start}
              title={piece.title || undefined}
              className={cn(
                piece.bound ? "bg-mark" : "bg-transparent",
                piece.suggested && "underline decoration-accent decoration-2 underline-offset-4",
              )}
            >
              <Within text={text} from={piece.start} to={piece.start + piece.text.length} odd={odd} />
            </mark>
          ) : (
            <Within key={piece.start} text={text} from={piece.start} to={piece.start + piece.text.length} odd={odd} />
          ),
        )}
      </section>
      <p role="status" className="sr-only">
        {said ? selection("selected", { words: said }) : ""}
      </p>
    </div>
  );
}
