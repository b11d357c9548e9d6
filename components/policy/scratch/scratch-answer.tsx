import { useTranslations } from "next-intl";
import type { ScratchAnswer, ScratchAsked } from "@/lib/policy/scratch/contract";
import { DefinitionList } from "../../ui/definition-list";
import { Disclosure } from "../../ui/disclosure";
import { Localised } from "../../ui/localised";
import { Panel } from "../../ui/panel";
import { Status } from "../../ui/status";
import { ToneShape } from "../../ui/tone";
import { Actions } from "../actions";
import { useDay } from "../names";

/** What the engine says to the made-up case: the result, how it was counted, and what was not offered. */
export function ScratchAnswerPart({ answer, asked }: { answer: ScratchAnswer; asked: ScratchAsked }) {
  const t = useTranslations("policyScratch.answer");
  const day = useDay();
  const { version, count, points, endDay, warnings, why, notOffered, alternatives, followOn } = answer;
  return (
    <Panel title={t("title")} aside={<Outcome answer={answer} />}>
      <div className="grid gap-4">
        <Recommended answer={answer} />
        <DefinitionList
          items={[
            {
              key: "version",
              term: t("version"),
              value: version ? <Localised value={version.label} /> : t("noVersion"),
            },
            { key: "count", term: t("count"), value: count && t("counted", count) },
            { key: "points", term: t("points"), value: points && t("pointsOf", points) },
            { key: "end", term: t("end"), value: endDay && day(endDay) },
            {
              key: "follow",
              term: t("followOn"),
              value: followOn.length > 0 && <Actions actions={followOn} isBoth={false} />,
            },
            { key: "priors", term: t("priors"), value: <Counted asked={asked} counted={answer.counted} /> },
          ]}
        />
        <section aria-label={t("why")} className="grid gap-1">
          <h3 className="font-medium">{t("why")}</h3>
          <ul className="grid max-w-[72ch] list-disc gap-0.5 pl-5 marker:text-ink-faint">
            {why.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
        {warnings.length > 0 ? (
          <ul aria-label={t("warnings")} className="grid gap-1">
            {warnings.map((sentence) => (
              <li key={sentence} className="flex items-start gap-2 text-caution-ink">
                <ToneShape tone="caution" className="mt-1.5 size-2.5" />
                {sentence}
              </li>
            ))}
          </ul>
        ) : null}
        {alternatives.length > 0 ? (
          <Disclosure summary={t("alternatives", { count: alternatives.length })} isOpen>
            <ul className="grid gap-3">
              {alternatives.map((actions) => (
                <li key={actions.map(({ id }) => id).join()} className="border-l-2 border-line pl-3">
                  <Actions actions={actions} isBoth={false} />
                </li>
              ))}
            </ul>
          </Disclosure>
        ) : null}
        {notOffered.length > 0 ? (
          <Disclosure summary={t("notOffered", { count: notOffered.length })}>
            <ul className="grid gap-1 text-13">
              {notOffered.map(({ label, why: reason }) => (
                <li key={label.en}>
                  <Localised value={label} className="font-medium" /> <span className="text-ink-soft">{reason}</span>
                </li>
              ))}
            </ul>
          </Disclosure>
        ) : null}
      </div>
    </Panel>
  );
}

function Outcome({ answer: { violation, basis } }: { answer: ScratchAnswer }) {
  const t = useTranslations("policyScratch.answer");
  const tone = violation === null ? "caution" : violation ? "danger" : "good";
  const outcome = violation === null ? "unknown" : violation ? "violation" : "noViolation";
  return (
    <>
      <Status tone={tone}>{t(outcome)}</Status>
      <span>{t(`basis.${basis}`)}</span>
    </>
  );
}

function Recommended({ answer: { recommended, violation } }: { answer: ScratchAnswer }) {
  const t = useTranslations("policyScratch.answer");
  if (recommended === null) return <p>{t("nothingToSay")}</p>;
  if (recommended.length === 0) return violation === false ? null : <p>{t("nothingFollows")}</p>;
  return (
    <section aria-label={t("recommended")} className="grid gap-1 text-16">
      <h3 className="text-14 font-medium">{t("recommended")}</h3>
      <Actions actions={recommended} isBoth={false} />
    </section>
  );
}

function Counted({ asked, counted }: { asked: ScratchAsked; counted: readonly boolean[] }) {
  const t = useTranslations("policyScratch.answer");
  if (asked.priors.length === 0) return null;
  return (
    <ul className="grid gap-0.5">
      {asked.priors.map(({ clause, day }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two earlier violations may be the same in everything
        <li key={at}>
          {clause} {day}{" "}
          <span className="text-ink-soft">
            {t(counted[at] === undefined ? "noCounter" : counted[at] ? "counts" : "countsNot")}
          </span>
        </li>
      ))}
    </ul>
  );
}
