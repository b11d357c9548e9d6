"use client";

import { useTranslations } from "next-intl";
import type { AnswerPreview } from "@/lib/appeals/contract";
import { QuietLink } from "../policy/quiet-link";
import type { WireFailure } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { ErrorState } from "../ui/error-state";
import { useWords } from "../ui/localised";
import { Reference } from "../ui/reference";
import { TextLink } from "../ui/text-link";
import { useEffectWords } from "./effect-words";
import { keyed, Letter } from "./letter";
import type { Answer } from "./use-answer";

/** What the chosen answer does, said before it is given, and the letter as the person will read it. */
export function AnswerConsequence({ answer }: { answer: Answer }) {
  const t = useTranslations("appeal.answer");
  const { shown, isMine } = answer;
  if (!isMine) return null;
  return (
    <section
      aria-label={t("does")}
      aria-busy={shown.is === "making" || (shown.is === "there" && shown.isBehind) || undefined}
      className="grid content-start gap-4 lg:border-l lg:border-line lg:pl-10"
    >
      <h3 className="font-medium">{t("does")}</h3>
      {shown.is === "none" ? <p className="text-ink-soft">{t("choose")}</p> : null}
      {shown.is === "making" ? (
        <p role="status" className="text-ink-soft">
          {t("making")}
        </p>
      ) : null}
      {shown.is === "failed" ? <NoPreview failure={shown.failure} onAskAgain={answer.askAgain} /> : null}
      {shown.is === "there" ? <PreviewedAnswer preview={shown.preview} /> : null}
    </section>
  );
}

/** Until it is there the answer cannot be sent: nobody sends what they were not shown. */
function NoPreview({ failure, onAskAgain }: { failure: WireFailure; onAskAgain: () => void }) {
  const t = useTranslations("appeal.answer");
  const messageOf = useFailureMessage();
  return (
    <ErrorState
      title={t("notMade")}
      actions={
        <Button size="small" onClick={onAskAgain}>
          {t("makeAgain")}
        </Button>
      }
    >
      {messageOf(failure)}
    </ErrorState>
  );
}

/** What one answer does, what it still lacks, and its letter, whose headings are of `level`. */
export function PreviewedAnswer({ preview, level = 4 }: { preview: AnswerPreview; level?: 3 | 4 }) {
  const t = useTranslations("appeal.answer");
  return (
    <div className="grid gap-4">
      <Effects preview={preview} />
      <Missing preview={preview} />
      <Disclosure summary={t("letter")} isOpen>
        <Letter {...preview.letter} level={level} className="border-l-2 border-line pl-3 text-13" />
      </Disclosure>
    </div>
  );
}

function Effects({ preview }: { preview: AnswerPreview }) {
  const t = useTranslations("appeal.answer");
  const words = useWords();
  const sentence = useEffectWords();
  const { undone, replaced, remains, flagged, reopens } = preview;
  const isNothing = undone.length === 0 && !reopens;
  return (
    <div className="grid gap-3">
      {isNothing ? <p>{t("nothing")}</p> : null}
      <Lines title={t("undoes")} lines={undone.map(sentence)} />
      {reopens ? <p>{t("reopens")}</p> : null}
      <Lines title={t("replaces")} lines={replaced.map(words)} />
      {isNothing ? null : <Lines title={t("remains")} lines={remains.map(words)} />}
      {flagged.length > 0 ? (
        <p>
          {t("flags", { count: flagged.length })}{" "}
          {flagged.map(({ caseId, reference }, position) => (
            <span key={caseId}>
              {position > 0 ? ", " : null}
              <TextLink via={QuietLink} href={`/cases/${caseId}`}>
                <Reference className="select-auto">{reference}</Reference>
              </TextLink>
            </span>
          ))}
        </p>
      ) : null}
    </div>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <p className="text-13 text-ink-soft">{title}</p>
      <ul className="list-disc pl-5">
        {keyed(lines).map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

function Missing({ preview }: { preview: AnswerPreview }) {
  const t = useTranslations("appeal.answer");
  const failures = useTranslations("failures");
  if (preview.missing.length === 0) return null;
  return <Lines title={t("missing")} lines={preview.missing.map(({ reason, values }) => failures(reason, values))} />;
}
