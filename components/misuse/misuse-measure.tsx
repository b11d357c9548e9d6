import { useTranslations } from "next-intl";
import type { MisuseMeasureView } from "@/lib/misuse/misuse.contract";
import { Attachments } from "../appeals/attachments";
import { Letter } from "../appeals/letter";
import { ReplaceLink } from "../cases/replace-link";
import { SafeText } from "../cases/safe-text";
import { QuietLink } from "../policy/quiet-link";
import { DefinitionList } from "../ui/definition-list";
import { Disclosure } from "../ui/disclosure";
import { Panel } from "../ui/panel";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { Arithmetic } from "./arithmetic";
import { AnswerComplaint, FirstLook, Lift } from "./measure-moves";

/** One measure: warning, suspension with the four factors, letters as sent, complaint and answer. */
export function MisuseMeasure({ measure, mayManage }: { measure: MisuseMeasureView; mayManage: boolean }) {
  const t = useTranslations("misuse");
  const failures = useTranslations("failures");
  const words = useTranslations("appeal.view");
  const { assessment, appeal } = measure;
  const at = (value: string | null) => (value ? <Time value={value} show="exact" /> : null);
  return (
    <Panel title={t(`states.${measure.state}`)}>
      <div className="grid gap-4">
        <DefinitionList
          items={[
            {
              key: "reference",
              term: t("reference"),
              value: <span className="font-mono">{measure.reference}</span>,
            },
            { key: "warned", term: t("warnedAt"), value: at(measure.warnedAt) },
            { key: "warnedBy", term: t("by"), value: measure.warnedBy },
            { key: "warnedWhy", term: t("why"), value: measure.warnedWhy },
            { key: "from", term: t("suspendedFrom"), value: at(measure.suspendedFrom) },
            { key: "until", term: t("suspendedUntil"), value: at(measure.suspendedUntil) },
            { key: "suspendedBy", term: t("suspendedBy"), value: measure.suspendedBy },
            { key: "suspendedWhy", term: t("suspendedWhy"), value: measure.suspendedWhy },
            { key: "clause", term: t("clause"), value: measure.clause },
            { key: "numbers", term: t("factors.numbers"), value: assessment && <Arithmetic counts={assessment} /> },
            { key: "gravity", term: t("factors.gravity"), value: assessment?.gravity },
            { key: "consequences", term: t("factors.consequences"), value: assessment?.consequences },
            {
              key: "intent",
              term: t("factors.intent"),
              value: assessment && `${t(`intents.${assessment.intent}`)}: ${assessment.intentWhy}`,
            },
            {
              key: "decision",
              term: t("decision"),
              value: measure.decision && (
                <TextLink href={`/cases/${measure.decision.caseId}`} via={QuietLink} className="font-mono">
                  {measure.decision.case}
                </TextLink>
              ),
            },
            { key: "held", term: t("held"), value: measure.heldNotices > 0 ? measure.heldNotices : null },
            { key: "heldAppeals", term: t("heldAppeals"), value: measure.heldAppeals > 0 ? measure.heldAppeals : null },
            { key: "ended", term: t("endedAt"), value: at(measure.endedAt) },
            { key: "how", term: t("endedHow"), value: measure.endedHow && t(`hows.${measure.endedHow}`) },
          ]}
        />
        {measure.letterCount > measure.letters.length ? (
          <p className="text-13 text-ink-soft">
            {t("lettersShown", { shown: measure.letters.length, all: measure.letterCount })}
          </p>
        ) : null}
        {measure.letters.map((letter) => (
          <Disclosure key={letter.id} summary={letter.subject}>
            <Letter {...letter} className="border-l-2 border-line pl-3 text-13" />
          </Disclosure>
        ))}
        {appeal ? (
          <section className="grid gap-2 border-t border-line pt-3" aria-label={t("complaint")}>
            <h3 className="font-semibold">
              {t("complaint")} <span className="font-mono">{appeal.reference}</span>
            </h3>
            <p dir="auto" className="reading whitespace-pre-wrap">
              {appeal.text ? <SafeText text={appeal.text} /> : words("noWords")}
            </p>
            <Attachments files={appeal.attachments} at={`/api/misuse/appeals/${appeal.id}/files`} headingLevel={3} />
            {appeal.outcome ? (
              <p className="reading whitespace-pre-wrap">
                <strong>{t(`outcomes.${appeal.change ?? appeal.outcome}`)}</strong> {appeal.reasons}
              </p>
            ) : (
              <p className="text-ink-soft">
                {t("dueBy")} <Time value={appeal.dueAt} show="day" />
              </p>
            )}
            {appeal.looks.map(({ finding, why, by, at: looked }) => (
              <p key={looked} className="text-ink-soft">
                {t("look.given", { by, finding: t(`look.findings.${finding}`) })} {why}
              </p>
            ))}
            {appeal.mayAnswer && appeal.look === "asked" ? <FirstLook appealId={appeal.id} /> : null}
            {appeal.mayAnswer && appeal.look === "open" ? <AnswerComplaint appealId={appeal.id} /> : null}
            {mayManage && !appeal.outcome && appeal.refusal ? (
              <p className="text-ink-soft">{failures(appeal.refusal as "appeal_not_qualified")}</p>
            ) : null}
          </section>
        ) : null}
        {measure.mayReplaceLink ? <ReplaceLink path={`/api/misuse/${measure.id}/link/replace`} /> : null}
        {mayManage && measure.state !== "ended" ? <Lift measureId={measure.id} /> : null}
      </div>
    </Panel>
  );
}
