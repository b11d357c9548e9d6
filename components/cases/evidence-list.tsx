"use client";

import { useTranslations } from "next-intl";
import type { ClauseView } from "@/lib/decisions/contract";
import type { Evidence } from "../decisions/draft.rules";
import type { ChangeDraft } from "../decisions/use-draft";
import { Button } from "../ui/button";
import { CloseShape } from "../ui/close-shape";
import { useWords } from "../ui/localised";
import { Select } from "../ui/select";

type Props = { evidence: readonly Evidence[]; clause: ClauseView | null; change: ChangeDraft; onBind: () => void };

/** The words bound so far, each with what it shows. They make the facts of the statement. */
export function EvidenceList({ evidence, clause, change, onBind }: Props) {
  const t = useTranslations("case.evidence");
  const words = useWords();
  const elements = [...(clause?.elements ?? []), ...(clause?.conditions ?? [])].map((element) => ({
    value: element.en,
    label: words(element),
  }));
  return (
    <section aria-label={t("title")} className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-13 font-semibold">{t("count", { count: evidence.length })}</h3>
        <Button size="small" keycap="B" onMouseDown={(event) => event.preventDefault()} onClick={onBind}>
          {t("bind")}
        </Button>
      </div>
      {evidence.length === 0 ? <p className="text-13 text-ink-soft">{t("none")}</p> : null}
      <ul className="grid">
        {evidence.map((piece, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same words may be bound to two elements
          <li key={position} className="grid gap-1.5 border-t border-line py-2 first:border-t-0">
            <div className="flex items-start justify-between gap-2">
              <blockquote dir="auto" className="min-w-0 text-13">
                <mark className="line-clamp-3">{piece.text}</mark>
                {piece.in === "explanation" ? (
                  <span className="block text-12 text-ink-soft">{t("fromNotice")}</span>
                ) : null}
              </blockquote>
              <Button
                look="quiet"
                size="small"
                aria-label={t("remove", { words: piece.text.slice(0, 60) })}
                onClick={() =>
                  change((draft) => ({ ...draft, evidence: draft.evidence.filter((other) => other !== piece) }))
                }
              >
                <CloseShape />
              </Button>
            </div>
            {elements.length > 0 ? (
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
    </section>
  );
}
