import { useTranslations } from "next-intl";
import type { ReviewedPair as Pair, ShownAnswer } from "@/lib/quality/review.contract";
import { QuietLink } from "../policy/quiet-link";
import { DefinitionList } from "../ui/definition-list";
import { Localised } from "../ui/localised";
import { Page } from "../ui/page";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { ConcludeForm } from "./conclude-form";
import { useFinding } from "./use-finding";

/** Both outcomes side by side, why they differ, and the note that the first decider reads. */
export function ReviewedPair({ sampleId, pair }: { sampleId: string; pair: Pair }) {
  const t = useTranslations("quality");
  const { first, second, sameFinding, sameSanctions, conclusion, mayConclude } = pair;
  const word = sameFinding ? (sameSanctions ? "same" : "otherSanctions") : "otherFinding";
  return (
    <Page>
      <PageHeader
        above={
          <TextLink via={QuietLink} href="/quality/reviews">
            {t("reviews.title")}
          </TextLink>
        }
        title={t("pair.title", { reference: pair.reference })}
        beside={<Status tone={word === "same" ? "good" : "caution"}>{t(`pair.${word}`)}</Status>}
        summary={t("pair.drawnBy", { rules: pair.rules.map((rule) => t(`rules.${rule}`)).join(t("comma")) })}
      />
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        <Answer title={t("pair.first")} answer={first} />
        <Answer title={t("pair.second")} answer={second} />
      </div>
      <p>
        <TextLink via={QuietLink} href={`/cases/${pair.caseId}`}>
          {t("pair.case")} <Reference className="select-auto">{pair.reference}</Reference>
        </TextLink>
      </p>
      <Panel title={t("conclude.title")} look="bare">
        {conclusion ? (
          <div className="grid gap-1 py-3">
            <p>{conclusion.cause ? t(`causes.${conclusion.cause}`) : t("conclude.same")}</p>
            {conclusion.note ? (
              <p className="max-w-[72ch] whitespace-pre-wrap [overflow-wrap:anywhere]">{conclusion.note}</p>
            ) : null}
          </div>
        ) : mayConclude ? (
          <ConcludeForm sampleId={sampleId} isSame={sameFinding && sameSanctions} />
        ) : (
          <p className="py-3 text-ink-soft">{t("reviews.notConcluded")}</p>
        )}
      </Panel>
    </Page>
  );
}

function Answer({ title, answer }: { title: string; answer: ShownAnswer }) {
  const t = useTranslations("quality.pair");
  const finding = useFinding();
  return (
    <Panel title={title} look="bare" className="first:border-t">
      <DefinitionList
        className="py-3"
        items={[
          { key: "finding", term: t("finding"), value: finding(answer) },
          {
            key: "measures",
            term: t("measures"),
            value:
              answer.sanctions.length > 0 ? (
                <ul>
                  {answer.sanctions.map((label) => (
                    <li key={label.en}>
                      <Localised value={label} />
                    </li>
                  ))}
                </ul>
              ) : (
                t("noMeasures")
              ),
          },
          { key: "words", term: t("words"), value: answer.words ? <span dir="auto">{answer.words}</span> : null },
          { key: "by", term: t("by"), value: answer.by },
          { key: "at", term: t("at"), value: <Time value={answer.at} show="exact" /> },
        ]}
      />
    </Panel>
  );
}
