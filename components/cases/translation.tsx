"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import type { Translation as Translated } from "@/lib/intake/translation.contract";
import { orThrow, postJson, type RequestFailed } from "../shell/fetch-json";
import { useKeys } from "../shell/keys";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { Status } from "../ui/status";

/** Whether somebody who reads the desk in this language has use for it. */
const isForeign = (language: string, locale: string) => language.split("-")[0] !== locale.split("-")[0];

/**
 * A machine's translation below the original, once somebody asks for it. It is no part of the content: nothing in it can be
 * bound as evidence, and nothing waits for it. Draws nothing where no service is set.
 */
export function Translation({ view }: { view: CaseView }) {
  const locale = useLocale();
  const { translator, content } = view;
  const hasWords = (content.title + content.text).trim() !== "";
  if (translator === null || !hasWords || !isForeign(content.language, locale)) return null;
  return <Translating key={`${view.case.id} ${content.sha256}`} caseId={view.case.id} service={translator} />;
}

function Translating({ caseId, service }: { caseId: string; service: string }) {
  const t = useTranslations("case.translation");
  const to = useLocale();
  const messageOf = useFailureMessage();
  const [isShown, setShown] = useState(false);
  const asking = useMutation<Translated, RequestFailed>({
    mutationFn: () => orThrow(postJson<Translated>(`/api/cases/${caseId}/translation`, { to })),
    onSuccess: () => setShown(true),
  });
  const press = () => {
    if (asking.isPending) return;
    if (asking.data) setShown(!isShown);
    else asking.mutate();
  };
  useKeys([{ keys: "t", label: t("key"), run: press }]);
  return (
    <div className="grid gap-2">
      <Button size="small" keycap="T" isBusy={asking.isPending} onClick={press} className="justify-self-start">
        {isShown ? t("hide") : t("show", { service })}
      </Button>
      <div aria-live="polite" className="grid">
        {asking.error ? <p className="text-13 text-danger-ink">{messageOf(asking.error.failure)}</p> : null}
        {isShown && asking.data ? <Words translated={asking.data} /> : null}
      </div>
    </div>
  );
}

/** What the machine wrote, as text and nothing else, apart from the content and marked as what it is. */
export function Words({ translated: { title, text, to, service, isPart } }: { translated: Translated }) {
  const t = useTranslations("case.translation");
  return (
    <section aria-label={t("label")} className="grid gap-1.5 border-l-2 border-line-strong pl-3">
      <Status tone="information" className="h-auto">
        {t("by", { service })}
      </Status>
      <div lang={to} dir="auto" className="reading whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:isolate]">
        {title ? <strong className="block font-semibold">{title}</strong> : null}
        {text}
      </div>
      <p className="text-12 text-ink-soft">
        {isPart ? `${t("part")} ` : ""}
        {t("notEvidence")}
      </p>
    </section>
  );
}
