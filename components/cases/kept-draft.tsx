"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Draft } from "../decisions/draft.rules";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";

/** What of a draft is words that somebody would have to find or type again. */
export function wordsOfDraft({ clause, evidence, facts }: Pick<Draft, "clause" | "evidence" | "facts">): string[] {
  return [clause ?? "", ...evidence.map(({ text }) => `“${text}”`), facts.trim()].filter((words) => words !== "");
}

/** What was chosen and typed on a case that somebody else has by now: to read, and to copy for them. */
export function KeptDraft({ draft }: { draft: Draft }) {
  const t = useTranslations("case.holding.draft");
  const [state, setState] = useState<"copied" | "failed" | null>(null);
  const words = wordsOfDraft(draft);
  if (words.length === 0) return null;
  const copy = () =>
    navigator.clipboard?.writeText(words.join("\n")).then(
      () => setState("copied"),
      () => setState("failed"),
    ) ?? setState("failed");
  return (
    <Disclosure summary={t("title")} className="px-3 text-13">
      <div className="grid max-w-[75ch] justify-items-start gap-2">
        {words.map((each, position) => (
          <p
            // biome-ignore lint/suspicious/noArrayIndexKey: the same words may be bound to two elements
            key={position}
            dir="auto"
            className="whitespace-pre-wrap [overflow-wrap:anywhere]"
          >
            {each}
          </p>
        ))}
        <div className="flex items-center gap-3">
          <Button size="small" onClick={copy}>
            {t("copy")}
          </Button>
          <p role="status" className="text-ink-soft">
            {state ? t(state) : ""}
          </p>
        </div>
      </div>
    </Disclosure>
  );
}
