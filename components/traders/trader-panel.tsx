import { useTranslations } from "next-intl";
import type { TraderCard, TraderDesk } from "@/lib/decisions/trader.contract";
import { listingFields } from "@/lib/decisions/trader.rules";
import { QuietLink } from "../policy/quiet-link";
import { DefinitionList } from "../ui/definition-list";
import { Disclosure } from "../ui/disclosure";
import { Panel } from "../ui/panel";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { AffiliateMoves } from "./affiliate-moves";
import { AffiliateFacts } from "./affiliate-state";
import { TraderMoves } from "./trader-moves";
import { TraderState } from "./trader-state";

type Props = { accountId: string; desk: TraderDesk };

/** The trader and the partner behind an account, with what can be done about them (DSA Art. 30; AE6). */
export function TraderPanels({ accountId, desk }: Props) {
  const t = useTranslations("traders");
  const { trader, affiliate, mayManage, letterLanguage, actions } = desk;
  return (
    <>
      <Panel title={t("title")} aside={trader ? <TraderState status={trader.status} /> : null}>
        <div className="grid gap-4">
          <p className="reading text-13 text-ink-soft">{t("lead")}</p>
          {trader ? <TraderFacts trader={trader} mayManage={mayManage} /> : <p className="text-13">{t("none")}</p>}
          {mayManage && !trader?.purgedAt ? (
            <TraderMoves accountId={accountId} trader={trader} letter={letterLanguage} actions={actions} />
          ) : null}
        </div>
      </Panel>
      <Panel title={t("affiliate.title")}>
        <div className="grid gap-4">
          {affiliate ? <AffiliateFacts affiliate={affiliate} /> : <p className="text-13">{t("affiliate.none")}</p>}
          {mayManage ? <AffiliateMoves accountId={accountId} version={affiliate?.version ?? 0} /> : null}
        </div>
      </Panel>
    </>
  );
}

const deskFields = ["idRef", "payment"] as const;

function TraderFacts({ trader, mayManage }: { trader: TraderCard; mayManage: boolean }) {
  const t = useTranslations("traders");
  const { data, correction, decision } = trader;
  const named = (fields: readonly string[]) => fields.map((field) => t(`fields.${field as "name"}`)).join(", ");
  const shown = listingFields.filter((field) => field !== "selfCertified");
  return (
    <div className="grid gap-3 text-13">
      <DefinitionList
        items={[
          { key: "missing", term: t("missing"), value: named(trader.missing) },
          {
            key: "correction",
            term: t("correction"),
            value: correction ? (
              <>
                {named(correction.of)} · {t("until")}{" "}
                <Time value={correction.dueAt} show="day" zone={correction.zone} />
              </>
            ) : null,
          },
          {
            key: "decision",
            term: t("decision"),
            value: decision ? (
              <>
                <TextLink via={QuietLink} href={`/cases/${decision.caseId}`}>
                  {t("toDecision")}
                </TextLink>{" "}
                <Time value={decision.decidedAt} show="day" />
              </>
            ) : null,
          },
          {
            key: "checked",
            term: t("checked"),
            value: trader.checkedAt ? <Time value={trader.checkedAt} show="day" /> : null,
          },
          {
            key: "purge",
            term: t("purge"),
            value: trader.purgeAt && !trader.purgedAt ? <Time value={trader.purgeAt} show="day" /> : null,
          },
          {
            key: "purged",
            term: t("purged"),
            value: trader.purgedAt ? <Time value={trader.purgedAt} show="day" /> : null,
          },
        ]}
      />
      {data ? (
        <>
          <h3 className="font-medium">{t("onListing")}</h3>
          <DefinitionList
            items={[
              ...shown.map((field) => ({ key: field, term: t(`fields.${field}`), value: data[field] })),
              {
                key: "certified",
                term: t("certified"),
                value: trader.selfCertifiedAt ? <Time value={trader.selfCertifiedAt} show="day" /> : t("notCertified"),
              },
            ]}
          />
          {mayManage ? (
            <Disclosure summary={t("deskOnly")}>
              <DefinitionList
                items={deskFields.map((field) => ({ key: field, term: t(`fields.${field}`), value: data[field] }))}
              />
            </Disclosure>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
