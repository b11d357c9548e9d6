import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { SuggestionsView } from "@/lib/quality/suggestions.contract";
import { clauseHref, platformHref, suggestionsHref } from "../policy/addresses.rules";
import { Nameable } from "../queue/nameable";
import { wordsFor } from "../ui/localised.rules";
import { Page } from "../ui/page";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { TextLink } from "../ui/text-link";
import { AccuracyTable } from "./accuracy-table";
import { ClauseHealthTable } from "./clause-health-table";
import { LearningState, UnusableModel } from "./learning-state";
import { type TryAction, TryText } from "./try-text";

type Props = {
  view: SuggestionsView;
  /** Asks the matcher about a text. */
  action: TryAction;
  /** Whether this reader may open the settings. */
  maySet: boolean;
};

/** The page of a platform's suggestions. */
export function SuggestionsPage({ view, action, maySet }: Props) {
  const t = useTranslations("suggestions");
  const locale = useLocale();
  const { platform, learning, clauses } = view;
  const nameOf = (value: Parameters<typeof wordsFor>[0]) => wordsFor(value, locale).text;
  return (
    <Page>
      <PageHeader
        above={
          <TextLink href={platformHref(platform.id)} via={Link}>
            {nameOf(platform.name)}
          </TextLink>
        }
        title={t("title")}
        summary={t("summary", { platform: nameOf(platform.name) })}
      />
      <Panel title={t("learning.title")} look="bare">
        {view.unusable ? <UnusableModel unusable={view.unusable} /> : null}
        <LearningState learning={learning} maySet={maySet} />
      </Panel>
      <Panel title={t("try.title")} look="bare">
        <TryText action={action} platform={platform.id} scope={view.scope} />
      </Panel>
      <Panel title={t("accuracy.title")} look="bare">
        <AccuracyTables health={view.health} />
      </Panel>
      {clauses.length > 0 ? (
        <Panel title={t("clauses.title")} aside={t("clauses.summary")} look="bare">
          <ClauseHealthTable
            clauses={clauses.map(({ title, version, ...clause }) => ({
              ...clause,
              title: nameOf(title),
              href: version === null ? null : clauseHref(platform.id, { version, ref: clause.ref }),
              matchedHref: suggestionsHref(platform.id, clause.ref),
            }))}
          />
        </Panel>
      ) : null}
    </Page>
  );
}

function AccuracyTables({ health }: { health: SuggestionsView["health"] }) {
  const t = useTranslations("suggestions.accuracy");
  const { all, byLanguage, bySource } = health;
  if (all.cases === 0) return <p className="py-3 text-ink-soft">{t("none")}</p>;
  return (
    <div className="grid gap-6 py-3">
      <p className="text-13 text-ink-soft">{t("rests", { count: all.cases })}</p>
      <AccuracyTable
        groups={[
          { key: "all", rows: [{ key: "all", name: t("all"), accuracy: all }] },
          { key: "language", title: t("byLanguage"), rows: rowsOf("language", byLanguage) },
          { key: "source", title: t("bySource"), rows: rowsOf("source", bySource) },
        ]}
      />
    </div>
  );
}

function rowsOf(group: "language" | "source", parts: SuggestionsView["health"]["byLanguage"]) {
  return parts.map(({ name, accuracy }) => ({ key: name, name: <Nameable group={group} code={name} />, accuracy }));
}
