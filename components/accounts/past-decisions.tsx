import { useTranslations } from "next-intl";
import type { DecisionOnAccount } from "@/lib/decisions/account.contract";
import { QuietLink } from "../policy/quiet-link";
import { useNames } from "../queue/nameable";
import { Localised, useWords } from "../ui/localised";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import type { Tone } from "../ui/tone";

const tones: Record<DecisionOnAccount["state"], Tone> = {
  standing: "neutral",
  undone: "neutral",
  reversed: "good",
  lifted: "neutral",
  anew: "neutral",
  superseded: "neutral",
};

/** It stands, but an appeal took some of its sanctions away. */
function isPartlyLifted({ state, sanctions }: DecisionOnAccount): boolean {
  return state === "standing" && sanctions.some(({ isLifted }) => isLifted);
}

/** The clause where it was broken; else what was found, with the clause it was read against in second place. */
function Concluded({ decision: { outcome, clauseRef } }: { decision: DecisionOnAccount }) {
  const name = useNames();
  if (outcome === "violation" && clauseRef) return <span className="font-medium">{clauseRef}</span>;
  return (
    <>
      <span className="font-medium">{name("outcome", outcome)}</span>
      {clauseRef ? <span className="text-ink-soft">{clauseRef}</span> : null}
    </>
  );
}

/** Earlier decisions on an account, newest first, each with what became of it. */
export function PastDecisions({ decisions }: { decisions: readonly DecisionOnAccount[] }) {
  const t = useTranslations("case.account");
  const name = useNames();
  const words = useWords();
  if (decisions.length === 0) return <p className="text-13 text-ink-soft">{t("noDecisions")}</p>;
  return (
    <ol className="grid text-13">
      {decisions.map((decision) => (
        <li key={decision.id} className="grid gap-0.5 border-t border-line py-2 first:border-t-0 first:pt-0">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="flex flex-wrap items-baseline gap-x-2">
              <TextLink via={QuietLink} href={`/cases/${decision.caseId}`}>
                <Reference className="select-auto">{decision.reference}</Reference>
              </TextLink>
              <Concluded decision={decision} />
            </span>
            <Time value={decision.decidedAt} show="day" className="text-12 text-ink-soft" />
          </p>
          {decision.sanctions.length > 0 ? (
            <p className="text-ink-soft">
              {decision.sanctions.map(({ label, isLifted }, position) => (
                <span key={label.en}>
                  {position > 0 ? " · " : null}
                  {isLifted ? (
                    <>
                      <s>
                        <Localised value={label} />
                      </s>{" "}
                      ({t("lifted")})
                    </>
                  ) : (
                    <Localised value={label} />
                  )}
                </span>
              ))}
            </p>
          ) : null}
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Status look="plain" tone={tones[decision.state]}>
              {t(isPartlyLifted(decision) ? "states.partly" : `states.${decision.state}`)}
            </Status>
            {decision.flagged ? (
              <Status look="plain" tone="caution">
                {t("flagged")}
              </Status>
            ) : null}
            <span className="text-12 text-ink-soft">
              {[decision.role ? name("role", decision.role) : "", decision.version ? words(decision.version) : ""]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </p>
        </li>
      ))}
    </ol>
  );
}
