import { useLocale, useTranslations } from "next-intl";
import { namesOf } from "@/i18n/formats";
import type { NoticeView } from "@/lib/decisions/notice-view.contract";
import { Status } from "../ui/status";
import { Time } from "../ui/time";

/** That a notice is an authority's order, and what differs for the decision: who is told what, and from when. */
export function OrderBehind({ order }: { order: NonNullable<NoticeView["order"]> }) {
  const t = useTranslations("orders.onCase");
  const country = namesOf(useLocale(), { type: "region", style: "short" }).of(order.country);
  return (
    <div className="grid gap-1 text-12">
      <p>
        <Status tone="information">
          {t("order", { authority: order.authority, country: country ?? order.country })}
        </Status>
      </p>
      {order.legalBasis ? <p className="text-ink-soft">{t("basis", { basis: order.legalBasis })}</p> : null}
      <p className="text-ink-soft">{t("noStatement")}</p>
      {order.holdUntil ? (
        <p className="text-caution">
          {t("hold")} <Time value={order.holdUntil} show="exact" />
        </p>
      ) : null}
    </div>
  );
}
