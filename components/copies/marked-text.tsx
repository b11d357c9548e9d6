import { useTranslations } from "next-intl";
import type { CopyText } from "@/lib/decisions/copy-review.contract";
import { piecesOf, type Span } from "../cases/spans.rules";

/** A text as it was, with every place that was found marked in it, and named below for whoever sees no colours. */
export function MarkedText({ text, places }: Pick<NonNullable<CopyText["before"]>, "text" | "places">) {
  const t = useTranslations("copies");
  const kindOf = (kind: string) => (t.has(`kinds.${kind}`) ? t(`kinds.${kind}`) : kind);
  const spans: Span[] = places.map(({ start, end, kind }) => ({ start, end, kind: "bound", title: kindOf(kind) }));
  return (
    <div className="grid gap-2">
      <p dir="auto" className="max-w-[68ch] whitespace-pre-wrap [overflow-wrap:anywhere]">
        {piecesOf(text, spans).map((piece) =>
          piece.bound ? (
            <mark key={piece.start} title={piece.title} className="bg-mark">
              {piece.text}
            </mark>
          ) : (
            piece.text
          ),
        )}
      </p>
      {places.length > 0 ? (
        <div className="text-13">
          <p className="font-medium">{t("one.found")}</p>
          <ul>
            {places.map(({ start, end, kind }) => (
              <li key={start} className="[overflow-wrap:anywhere]">
                {t("one.place", { piece: text.slice(start, end), kind: kindOf(kind) })}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}
