import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SuggestionsView } from "@/lib/quality/suggestions.contract";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** A model outside that answers what cannot be used. Not its doing alone: its address or its settings may be wrong. */
export function UnusableModel({
  unusable: { name, since, until },
}: {
  unusable: NonNullable<SuggestionsView["unusable"]>;
}) {
  const t = useTranslations("suggestions.learning");
  return (
    <div className="grid gap-1 pt-3">
      <Status tone="danger">{t("unusable", { name })}</Status>
      <p className="text-13">
        {t.rich("unusableSince", { since: () => <Time value={since} />, until: () => <Time value={until} /> })}
      </p>
    </div>
  );
}

/** Whether suggestions learn here, from how much, and where that is changed. */
export function LearningState({ learning, maySet }: { learning: SuggestionsView["learning"]; maySet: boolean }) {
  const t = useTranslations("suggestions.learning");
  const { isOn, model, fewest } = learning;
  const when: ReactNode = model ? <Time value={model.at} /> : null;
  return (
    <div className="grid gap-2 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Status tone={isOn ? "good" : "neutral"}>{t(isOn ? "on" : "off")}</Status>
        {maySet ? (
          <TextLink href="/settings" via={Link}>
            {t("change")}
          </TextLink>
        ) : null}
      </div>
      {model ? (
        <>
          <p>{t.rich("learned", { decisions: model.decisions, clauses: model.outcomes, when: () => when })}</p>
          <p className="text-13 break-all text-ink-soft">
            {t("model")} <code>{model.version}</code>
          </p>
        </>
      ) : (
        <p className="text-ink-soft">{t("none", { count: fewest })}</p>
      )}
    </div>
  );
}
