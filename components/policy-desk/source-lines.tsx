import { useTranslations } from "next-intl";
import type { SourceLine } from "@/lib/policy/drafts/contract";
import { cn } from "../ui/text";

/** The document line by line, each marked: what it went into, or why it went into nothing. */
export function SourceLines({ lines }: { lines: readonly SourceLine[] }) {
  const t = useTranslations("policyDesk.import");
  return (
    <section aria-labelledby="source-lines" className="grid min-w-0 content-start gap-2">
      <h3 id="source-lines" className="text-13 font-medium text-ink-soft">
        {t("source")}
      </h3>
      <ol className="grid rounded-md border border-line text-13">
        {lines.map(({ line, text, use, refs, why }) => (
          <li
            key={line}
            className={cn(
              "grid grid-cols-[3rem_1fr] gap-x-2 border-t border-line px-2 py-1 first:border-t-0",
              use === "left" && "bg-caution-soft",
            )}
          >
            <span className="text-right text-ink-soft tabular-nums">{line}</span>
            <span className="min-w-0">
              <span dir="auto" className="break-words">
                {text}
              </span>
              <span className="block text-12 text-ink-soft">
                {use === "left" ? t(`why.${why ?? "unread"}`) : t(`use.${use}`, { refs: refs.join(", ") })}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
