import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ClauseSuggestions } from "@/lib/quality/clause-suggestions.contract";
import { clauseHref, suggestionsHref } from "../policy/addresses.rules";
import { wordsFor } from "../ui/localised.rules";
import { Page } from "../ui/page";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { TextLink } from "../ui/text-link";
import { Reasons } from "./clause-health-table";
import { ClauseLately } from "./clause-lately";
import { ClauseWordsPart } from "./clause-words";
import { type TryAction, TryText } from "./try-text";

type Props = {
  view: ClauseSuggestions;
  /** Asks the matcher about a text. */
  action: TryAction;
};

/** One clause in the eyes of the matcher: what it did lately, a text to try, and the words it is known by. */
export function ClauseSuggestionsPage({ view, action }: Props) {
  const t = useTranslations("suggestions");
  const locale = useLocale();
  const { platform, clause, health } = view;
  const nameOf = (value: Parameters<typeof wordsFor>[0]) => wordsFor(value, locale).text;
  return (
    <Page>
      <PageHeader
        above={
          <TextLink href={suggestionsHref(platform.id)} via={Link}>
            {t("clause.back", { platform: nameOf(platform.name) })}
          </TextLink>
        }
        title={t("clause.title", { clause: clause.ref })}
        summary={
          <>
            {nameOf(clause.title)}{" "}
            {clause.version ? (
              <TextLink href={clauseHref(platform.id, { version: clause.version, ref: clause.ref })} via={Link}>
                {t("clause.read")}
              </TextLink>
            ) : null}
          </>
        }
      />
      <Panel title={t("lately.title")} aside={t("lately.summary", { count: view.most })} look="bare">
        <ClauseLately lately={view.lately} health={health} />
        <Reasons reasons={health.reasons} />
      </Panel>
      <Panel title={t("try.title")} look="bare">
        <TryText action={action} platform={platform.id} scope={view.scope} clause={clause.ref} />
      </Panel>
      <Panel title={t("words.title")} look="bare">
        {clause.isEnforceable ? (
          <ClauseWordsPart words={view.words} />
        ) : (
          <p className="py-3 text-ink-soft">{t("clause.notEnforceable")}</p>
        )}
      </Panel>
    </Page>
  );
}
