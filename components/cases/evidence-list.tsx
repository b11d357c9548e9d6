"use client";

import { useTranslations } from "next-intl";
import type { ClauseView } from "@/lib/decisions/contract";
import type { Evidence } from "../decisions/draft.rules";
import type { ChangeDraft } from "../decisions/use-draft";
import { Button } from "../ui/button";
import { CloseShape } from "../ui/close-shape";
import { useWords } from "../ui/localised";
import { Select } from "../ui/select";
import { cn } from "../ui/text";
import { SafeText } from "./safe-text";

type Props = {
  evidence: readonly Evidence[];
  clause: ClauseView | null;
  change: ChangeDraft;
  onBind: () => void;
  coming: readonly Evidence[];
};

/** The words bound so far, each with what it shows where the clause has elements. They make the facts of the statement. */
export function EvidenceList({ evidence, coming, clause, change, onBind }: Props) {
  const t = useTranslations("case.evidence");
  const words = useWords();
  const elements = [...(clause?.elements ?? []), ...(clause?.conditions ?? [])].map((element) => ({
    value: element.en,
    label: words(element),
  }));
  const hasElements = elements.length > 0;
  return (
    <section aria-label={t("title")} className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-13 font-semibold">{t("count", { count: evidence.length })}</h3>
        <Button size="small" keycap="B" onMouseDown={(event) => event.preventDefault()} onClick={onBind}>
          {t("bind")}
        </Button>
      </div>
      {evidence.length === 0 && coming.length === 0 ? <p className="text-13 text-ink-soft">{t("none")}</p> : null}
      <ul className={hasElements ? "grid" : "flex flex-wrap gap-1.5"}>
        {evidence.map((piece, position) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the same words may be bound to two elements
            key={position}
            className={cn(
              hasElements
                ? "grid items-center gap-x-3 gap-y-1 border-t border-line py-1 first:border-t-0 sm:grid-cols-2"
                : "max-w-full rounded-md border border-line pl-2",
            )}
          >
            <Passage piece={piece} change={change} />
            {hasElements ? (
              <Select
                aria-label={t("element", { words: piece.text.slice(0, 60) })}
                options={elements}
                placeholder={t("anyElement")}
                value={piece.element}
                onChange={({ target }) =>
                  change((draft) => ({
                    ...draft,
                    evidence: draft.evidence.map((other) =>
                      other === piece ? { ...piece, element: target.value } : other,
                    ),
                  }))
                }
              />
            ) : null}
          </li>
        ))}
      </ul>
      <Coming evidence={coming} />
    </section>
  );
}

/** What the statement in sight quotes as well, because accepting the clause binds it. */
function Coming({ evidence }: { evidence: readonly Evidence[] }) {
  const t = useTranslations("case.evidence");
  if (evidence.length === 0) return null;
  return (
    <>
      <h4 className="text-13 text-ink-soft">{t("coming", { count: evidence.length })}</h4>
      <ul className="flex flex-wrap gap-1.5">
        {evidence.map((piece) => (
          <li
            key={`${piece.in} ${piece.start}`}
            className="max-w-full rounded-md border border-dashed border-line px-2 text-13"
          >
            <blockquote dir="auto" className="[unicode-bidi:isolate]">
              <SafeText text={piece.text} />
            </blockquote>
          </li>
        ))}
      </ul>
    </>
  );
}

function Passage({ piece, change }: { piece: Evidence; change: ChangeDraft }) {
  const t = useTranslations("case.evidence");
  return (
    <div className="flex items-center justify-between gap-1">
      <blockquote dir="auto" className="min-w-0 text-13">
        <mark className="line-clamp-2">
          <SafeText text={piece.text} />
        </mark>
        {piece.in === "explanation" ? <span className="block text-12 text-ink-soft">{t("fromNotice")}</span> : null}
      </blockquote>
      <Button
        look="quiet"
        size="small"
        aria-label={t("remove", { words: piece.text.slice(0, 60) })}
        onClick={() => change((draft) => ({ ...draft, evidence: draft.evidence.filter((other) => other !== piece) }))}
      >
        <CloseShape />
      </Button>
    </div>
  );
}
