import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import { useNames } from "../queue/nameable";
import { Notice } from "../ui/notice";
import { Time } from "../ui/time";

/** What was decided on this case, and that waiting or escalated cases wait for something. */
export function DecidedNotice({ view }: { view: CaseView }) {
  const t = useTranslations("case.decided");
  const name = useNames();
  const { decision, case: row } = view;
  return (
    <>
      {decision ? (
        <Notice title={t("title", { outcome: name("outcome", decision.outcome) })}>
          <p>
            {t(decision.byMe ? "byMe" : "at")} <Time value={decision.decidedAt} show="exact" />
          </p>
        </Notice>
      ) : null}
      {row.waitingFor && row.state !== "decided" ? (
        <Notice title={t("waitingFor", { what: row.waitingFor })}>
          {row.waitingUntil ? (
            <p>
              {t("waitingUntil")} <Time value={row.waitingUntil} show="exact" />
            </p>
          ) : null}
        </Notice>
      ) : null}
      {row.escalatedTo && row.state !== "decided" ? (
        <Notice tone="caution" title={t("escalatedTo", { to: name("escalatedTo", row.escalatedTo) })}>
          {row.escalatedWhy ? <p dir="auto">{row.escalatedWhy}</p> : null}
        </Notice>
      ) : null}
    </>
  );
}
