import { useTranslations } from "next-intl";
import type { CopyToReview } from "@/lib/decisions/copy-review.contract";
import { fieldInWords } from "@/lib/platform/field-words.rules";
import { QuietLink } from "../policy/quiet-link";
import { DefinitionList } from "../ui/definition-list";
import { Disclosure } from "../ui/disclosure";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { PageHeader } from "../ui/page-header";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { CopyForm } from "./copy-form";
import { CopyHistory } from "./copy-history";
import { GiveUpForm } from "./give-up-form";

const tones = { to_review: "caution", ready: "good", withdrawn: "neutral", given_up: "neutral" } as const;

/** One copy for the Transparency Database, and what became of it. */
export function CopyPage({
  copy,
  mayReview,
  mayGiveUp,
}: {
  copy: CopyToReview;
  mayReview: boolean;
  mayGiveUp: boolean;
}) {
  const t = useTranslations("copies.one");
  const refusal = useTranslations("failures");
  const waits = copy.state === "to_review";
  const isReworded = copy.isHeld && copy.state === "ready" && mayReview;
  const needsSomebody = waits || (copy.isHeld && copy.state === "ready");
  return (
    <Page>
      <PageHeader
        title={t("title")}
        summary={t("summary")}
        above={
          <TextLink via={QuietLink} href="/outbox/copies">
            {t("back")}
          </TextLink>
        }
        beside={<Status tone={tones[copy.state]}>{t(`state.${copy.state}`)}</Status>}
      />
      <About copy={copy} />
      {waits && copy.problems.length > 0 ? (
        <Notice tone="caution" title={t("problems")}>
          {copy.problems.map(({ field, reason, values }) => (
            <p key={field}>{refusal(reason, { ...values, field: fieldInWords({ field, reason }, refusal) })}</p>
          ))}
        </Notice>
      ) : null}
      {needsSomebody && copy.foreignKeywords.length > 0 ? (
        <Notice tone="caution" title={t("foreignKeywords", { keywords: copy.foreignKeywords.join(", ") })}>
          {t("foreignKeywordsText")}
        </Notice>
      ) : null}
      {waits && !mayReview ? <p className="text-ink-soft">{t("readOnly")}</p> : null}
      {isReworded ? <p className="reading">{t(copy.isSentOnce ? "rewordSent" : "rewordHeld")}</p> : null}
      <CopyForm
        key={`${copy.state} ${copy.isHeld}`}
        copy={copy}
        isReadOnly={!(waits || isReworded) || !mayReview}
        isReworded={isReworded}
      />
      {mayGiveUp && (needsSomebody || copy.notSent) ? (
        <GiveUpForm key={copy.state} copyId={copy.id} isGivenUp={copy.notSent !== null} />
      ) : null}
      <CopyHistory history={copy.history} />
      <Disclosure summary={t("others")}>
        <DefinitionList
          className="text-13"
          items={copy.others.map(({ field, value }) => ({
            key: field,
            term: <code className="[overflow-wrap:anywhere]">{field}</code>,
            value: <span className="[overflow-wrap:anywhere]">{value}</span>,
          }))}
        />
      </Disclosure>
    </Page>
  );
}

function About({ copy }: { copy: CopyToReview }) {
  const t = useTranslations("copies");
  const { review, notSent } = copy;
  return (
    <DefinitionList
      className="text-13"
      items={[
        {
          key: "case",
          term: t("case"),
          value: (
            <TextLink via={QuietLink} href={`/cases/${copy.caseId}`} className="font-mono whitespace-nowrap">
              {copy.reference}
            </TextLink>
          ),
        },
        { key: "written", term: t("written"), value: <Time value={copy.composedAt} show="exact" /> },
        {
          key: "review",
          term: t("one.state.ready"),
          value: review ? (
            <>
              {t("one.by", { name: review.by })} · {t(review.isChanged ? "one.changed" : "one.asComposed")}{" "}
              <Time value={review.at} show="exact" className="text-ink-soft" />
              {review.reason ? <span className="block">{review.reason}</span> : null}
            </>
          ) : null,
        },
        ...(notSent
          ? [
              {
                key: "notSent",
                term: t("one.giveUp.why"),
                value: (
                  <>
                    <span className="block [overflow-wrap:anywhere]">{notSent.why}</span>
                    {t("one.giveUp.by", { name: notSent.by })}{" "}
                    {notSent.at ? <Time value={notSent.at} show="exact" className="text-ink-soft" /> : null}
                  </>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
