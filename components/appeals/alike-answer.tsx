"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { AlikeRow } from "@/lib/appeals/alike.contract";
import { reasonsLimit } from "@/lib/appeals/answer.rules";
import type { AnswerPreview } from "@/lib/appeals/contract";
import { orThrow, postJson } from "../shell/fetch-json";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import { PreviewedAnswer } from "./answer-consequence";
import { ReasonsLanguage } from "./reasons-language";
import type { AlikeWork } from "./use-alike";
import { useRested } from "./use-rested";

/** One appeal's own answer: the reasons of the first, to be put in its own words, and on demand what it does and how it reads. */
export function AlikeAnswer({ leadId, row, work }: { leadId: string; row: AlikeRow; work: AlikeWork }) {
  const t = useTranslations("appeal.alike");
  return (
    <div className="mt-2 grid gap-2">
      <Field name={`reasons-${row.id}`} label={t("reasons", { reference: row.reference })} hint={t("reasonsHint")}>
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            maxLength={reasonsLimit}
            value={work.reasonsOf(row)}
            onChange={(event) => work.write(row.id, event.target.value)}
          />
        )}
      </Field>
      <ReasonsLanguage reasons={work.reasonsOf(row)} letter={row.language} />
      <Reads leadId={leadId} row={row} reasons={work.reasonsOf(row)} onBehind={work.markBehind} />
    </div>
  );
}

type ReadsProps = { leadId: string; row: AlikeRow; reasons: string; onBehind: AlikeWork["markBehind"] };

function Reads({ leadId, row, reasons, onBehind }: ReadsProps) {
  const t = useTranslations("appeal.alike");
  const [isOpen, setIsOpen] = useState(false);
  const asked = useRested(reasons, 350);
  const { data, isError, isPlaceholderData } = useQuery({
    queryKey: ["alike preview", leadId, row.id, row.version, asked],
    queryFn: () =>
      orThrow(postJson<AnswerPreview>(`/api/appeals/${leadId}/alike/preview`, { otherId: row.id, reasons: asked })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: isOpen,
  });
  const isBehind = isPlaceholderData || asked !== reasons;
  // One that cannot be previewed is looked at again by the server, which leaves it apart.
  const holdsBack = isOpen && !isError && (data === undefined || isBehind);
  useEffect(() => {
    onBehind(row.id, holdsBack);
    return () => onBehind(row.id, false);
  }, [onBehind, row.id, holdsBack]);
  return (
    <Disclosure summary={t("reads", { reference: row.reference })} onToggle={setIsOpen}>
      {data ? (
        <div aria-busy={isBehind || undefined}>
          <PreviewedAnswer level={3} preview={data} />
        </div>
      ) : (
        <p role="status" className="text-ink-soft">
          {t(isError ? "noPreview" : "loading")}
        </p>
      )}
    </Disclosure>
  );
}
