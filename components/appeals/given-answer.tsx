import { useTranslations } from "next-intl";
import type { AppealView } from "@/lib/appeals/contract";
import { QuietLink } from "../policy/quiet-link";
import { DefinitionList } from "../ui/definition-list";
import { Disclosure } from "../ui/disclosure";
import { Panel } from "../ui/panel";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { ClosingLine, LedgerLines } from "./ledger-lines";
import { Letter } from "./letter";

/** What was answered, what was undone for it, line by line, and the letter as it was sent. */
export function GivenAnswer({ view }: { view: AppealView }) {
  const t = useTranslations("appeal");
  const docket = useTranslations("redress.docket");
  const cause = useTranslations("redress.cause");
  const outcome = view.state === "inadmissible" ? "inadmissible" : (view.outcome ?? "omitted");
  return (
    <div className="grid items-start gap-x-10 gap-y-6 border-t border-line lg:grid-cols-2">
      <Panel look="bare" title={t("answered.title")}>
        <div className="grid gap-4">
          <p className="text-16 font-semibold">{t(`answer.choices.${view.by}.${outcome}`)}</p>
          <p className="reading whitespace-pre-wrap" dir="auto">
            {view.reasons}
          </p>
          <DefinitionList
            items={[
              { key: "cause", term: cause("given"), value: view.cause ? cause(`causes.${view.cause}`) : null },
              { key: "departure", term: docket("departure"), value: view.departure },
              {
                key: "at",
                term: t("answered.at"),
                value: view.answeredAt ? <Time value={view.answeredAt} show="exact" /> : null,
              },
              {
                key: "sent",
                term: t("answered.sentAt"),
                value: view.notifiedAt ? <Time value={view.notifiedAt} show="exact" /> : t("answered.notSent"),
              },
            ]}
          />
          {view.answer ? (
            <Disclosure summary={t("answered.letter")}>
              <Letter
                {...view.answer}
                language={view.statement?.language ?? view.language}
                level={3}
                className="border-l-2 border-line pl-3 text-13"
              />
            </Disclosure>
          ) : null}
        </div>
      </Panel>
      <Ledger view={view} />
    </div>
  );
}

function Ledger({ view }: { view: AppealView }) {
  const t = useTranslations("appeal.answered");
  const { reopened } = view;
  return (
    <Panel look="bare" title={t("ledger")} className="lg:border-t-0" aside={<ClosingLine closing={view.closing} />}>
      {view.remedies.length === 0 ? (
        <p className="text-ink-soft">{t(view.outcome === "upheld" ? "ledgerUpheld" : "ledgerNone")}</p>
      ) : (
        <LedgerLines view={view} />
      )}
      {reopened ? (
        <p className="mt-3">
          {t("reopened")}{" "}
          <TextLink via={QuietLink} href={`/cases/${reopened.caseId}`}>
            <Reference className="select-auto">{reopened.reference}</Reference>
          </TextLink>{" "}
          <Status look="plain" tone={reopened.isDecided ? "good" : "caution"}>
            {t(reopened.isDecided ? "reopenedDone" : "reopenedWaiting")}
          </Status>
        </p>
      ) : null}
    </Panel>
  );
}
