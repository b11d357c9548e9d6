import { useTranslations } from "next-intl";
import type { AppealView, DecisionMeasure } from "@/lib/appeals/contract";
import { DefinitionList } from "../ui/definition-list";
import { Localised, useWords } from "../ui/localised";
import { Panel } from "../ui/panel";
import { Status } from "../ui/status";
import { Time } from "../ui/time";
import { keyed } from "./letter";

type Decision = NonNullable<AppealView["decision"]>;

/** The contested decision: what was found, by which clause of which version, what follows, and how it was counted. */
export function ContestedByReviewer({ decision }: { decision: Decision }) {
  const t = useTranslations("appeal.view");
  return (
    <Panel
      look="bare"
      title={t("decision")}
      aside={
        <>
          <Time value={decision.decidedAt} show="exact" />
          <Status look="plain" tone={decision.state === "standing" ? "neutral" : "good"}>
            {t(`decisionState.${decision.state}`)}
          </Status>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="text-16 font-semibold">{t(`outcome.${decision.outcome}`)}</p>
        <DefinitionList
          items={[
            { key: "clause", term: t("clause"), value: <Clause decision={decision} /> },
            { key: "facts", term: t("facts"), value: decision.facts },
            { key: "rationale", term: t("rationale"), value: decision.rationale },
            { key: "law", term: t("law"), value: decision.legalGround },
            { key: "measures", term: t("measures"), value: <Measures measures={decision.sanctions} /> },
            { key: "count", term: t("count"), value: <Arithmetic decision={decision} /> },
          ].filter(({ key }) => key !== "count" || decision.count !== null || decision.why.length > 0)}
        />
      </div>
    </Panel>
  );
}

function Clause({ decision: { clause, outcome } }: { decision: Decision }) {
  const t = useTranslations("appeal.view");
  const words = useWords();
  if (!clause) return outcome === "violation" ? t("noClause") : "–";
  return (
    <>
      <span className="font-medium">
        {clause.ref} <Localised value={clause.title} />
      </span>
      <span className="block text-13 text-ink-soft">{t("version", { version: words(clause.version) })}</span>
    </>
  );
}

function Measures({ measures }: { measures: readonly DecisionMeasure[] }) {
  const t = useTranslations("appeal.view");
  if (measures.length === 0) return t("noMeasures");
  return (
    <ul className="grid gap-1">
      {measures.map((measure) => (
        <li key={measure.id}>
          <Localised value={measure.label} />
          <span className="block text-13 text-ink-soft">
            <MeasureTerm measure={measure} />
            {t(`measureState.${measure.state}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function MeasureTerm({ measure }: { measure: DecisionMeasure }) {
  const t = useTranslations("appeal.view.term");
  if (measure.endsAt) {
    const day = () => <Time value={measure.endsAt ?? ""} show="day" />;
    return <>{t.rich("until", { day })} · </>;
  }
  if (measure.permanent) return <>{t("permanent")} · </>;
  return measure.indefinite ? <>{t("indefinite")} · </> : null;
}

function Arithmetic({ decision: { count, why } }: { decision: Decision }) {
  const t = useTranslations("appeal.view");
  return (
    <div className="grid gap-1">
      {count === null ? null : <p className="font-medium">{t("countIs", { count })}</p>}
      {keyed(why).map(({ key, text }) => (
        <p key={key} className="text-13 text-ink-soft">
          {text}
        </p>
      ))}
    </div>
  );
}
