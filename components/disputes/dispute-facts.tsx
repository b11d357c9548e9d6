import { useFormatter, useTranslations } from "next-intl";
import type { DisputeView } from "@/lib/appeals/dispute.contract";
import { bodyZone } from "@/lib/appeals/dispute.rules";
import { LedgerRows } from "../appeals/ledger-lines";
import { QuietLink } from "../policy/quiet-link";
import { DefinitionList } from "../ui/definition-list";
import { Panel } from "../ui/panel";
import { Reference } from "../ui/reference";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { DisputeState } from "./dispute-words";

/** What a dispute is about, its two clocks and who pays. */
export function DisputeFacts({ view }: { view: DisputeView }) {
  const t = useTranslations("disputes");
  const beside = (path: string, reference: string) => (
    <TextLink via={QuietLink} href={path}>
      <Reference className="select-auto">{reference}</Reference>
    </TextLink>
  );
  return (
    <Panel title={t("facts")}>
      <DefinitionList
        items={[
          { key: "state", term: t("state"), value: <DisputeState dispute={view} /> },
          { key: "case", term: t("case"), value: beside(`/cases/${view.case.id}`, view.case.reference) },
          {
            key: "appeal",
            term: t("appeal"),
            value: view.appeal ? beside(`/appeals/${view.appeal.id}`, view.appeal.reference) : t("appealNone"),
          },
          { key: "body", term: t("body"), value: `${view.body} · ${view.bodyUrl}` },
          { key: "number", term: t("bodyReference"), value: view.bodyReference },
          // The day that holds: an extended dispute has until its 180th.
          {
            key: "90",
            term: t("by90"),
            value: view.isExtended ? "" : <Time value={view.clocks.by90} show="day" zone={bodyZone} />,
          },
          { key: "180", term: t("by180"), value: <Time value={view.clocks.by180} show="day" zone={bodyZone} /> },
          {
            key: "earlier",
            term: t("earlier"),
            value: view.earlier ? beside(`/disputes/${view.earlier.id}`, view.earlier.reference) : "",
          },
          {
            key: "departure",
            term: t("departure"),
            value: view.departure ? (
              <span dir="auto" className="whitespace-pre-wrap">
                {view.departure}
              </span>
            ) : (
              ""
            ),
          },
          { key: "costs", term: t("costs"), value: view.costs ? <Costs costs={view.costs} /> : "" },
        ]}
      />
    </Panel>
  );
}

function Costs({ costs }: { costs: NonNullable<DisputeView["costs"]> }) {
  const t = useTranslations("disputes");
  const format = useFormatter();
  const money = (cents: number) => format.number(cents / 100, { style: "currency", currency: "EUR" });
  return (
    <span className="grid gap-0.5">
      <span>{t("costsSplit", { fees: money(costs.bodyFees), costs: money(costs.userCosts) })}</span>
      <span>{costs.owed > 0 ? t("costsOwed", { sum: money(costs.owed) }) : t("costsNothing")}</span>
      {costs.userOwes ? <span>{t("costsBadFaith")}</span> : null}
      {costs.paidAt ? (
        <span>
          {t("steps.paid")} <Time value={costs.paidAt} show="day" />
        </span>
      ) : null}
    </span>
  );
}

/** Days that the body named: they are days where it counts them, wherever the reader is. */
const isOfBody = (step: string) => step === "received" || step.startsWith("outcome_");

/** What happened, in the order of time. What a body or a colleague wrote is text. */
export function DisputeTimeline({ steps }: { steps: DisputeView["steps"] }) {
  const t = useTranslations("disputes");
  return (
    <Panel title={t("timeline")}>
      <ol className="grid divide-y divide-line">
        {steps.map(({ step, at, by, text }) => (
          <li key={`${step} ${at}`} className="grid gap-0.5 py-2 first:pt-0">
            <p>
              <span className="font-medium">{t(`steps.${step as "recorded"}`)}</span>{" "}
              <span className="text-ink-soft">
                <Time value={at} show="day" {...(isOfBody(step) ? { zone: bodyZone } : {})} />
                {by ? ` · ${by}` : null}
              </span>
            </p>
            {text ? (
              <p dir="auto" className="reading whitespace-pre-wrap">
                {text}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** What is followed, line by line. */
export function DisputeLedger({ view }: { view: DisputeView }) {
  const t = useTranslations("disputes");
  if (view.ledger.length === 0) return null;
  return (
    <Panel title={t("ledger")}>
      <LedgerRows rows={view.ledger} maySendAgain={false} />
    </Panel>
  );
}
