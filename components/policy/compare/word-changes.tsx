import { useTranslations } from "next-intl";
import type { TextChange } from "@/lib/policy/compare/contract";
import { wordDiff } from "@/lib/policy/compare/words.rules";

/** A text with what was taken out struck through and what was put in underlined: told apart in print and without colour. */
export function WordChanges({ before, after, lang }: Omit<TextChange, "field">) {
  const t = useTranslations("policyCompare.words");
  let at = 0;
  return (
    <span lang={lang} dir="auto" className="whitespace-pre-line [overflow-wrap:anywhere]">
      {wordDiff(before, after, lang).map(({ side, text }) => {
        const key = `${at} ${side}`;
        at += text.length;
        if (side === "both") return <span key={key}>{text}</span>;
        const Mark = side === "before" ? "del" : "ins";
        const look =
          side === "before"
            ? "bg-danger-soft text-danger-ink line-through"
            : "bg-good-soft text-good-ink underline decoration-1 underline-offset-2";
        return (
          <Mark key={key} className={`rounded-sm ${look}`}>
            <span className="sr-only">{t(side)} </span>
            {text}
            <span className="sr-only"> {t("end")} </span>
          </Mark>
        );
      })}
    </span>
  );
}
