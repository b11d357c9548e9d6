import { useLocale, useTranslations } from "next-intl";
import { listFormat, namesOf } from "@/i18n/formats";
import type { OrderRow } from "@/lib/intake/order.contract";
import { Status } from "../ui/status";
import { Time } from "../ui/time";

const tones = {
  open: "information",
  clarification_asked: "caution",
  given: "good",
  partly: "good",
  not_given: "neutral",
} as const;

/** Where an order stands, and what it lacks. */
export function OrderState({ order }: { order: Pick<OrderRow, "state" | "missing"> }) {
  const t = useTranslations("orders");
  const listed = useElements();
  return (
    <span className="grid gap-0.5">
      <Status look="plain" tone={tones[order.state]}>
        {t(`states.${order.state}`)}
      </Status>
      {order.missing.length > 0 ? (
        <span className="text-12 text-ink-soft">{t("lacks", { missing: listed(order.missing) })}</span>
      ) : null}
    </span>
  );
}

/** The parts that an order lacks, as a list in words. */
export function useElements(): (missing: OrderRow["missing"]) => string {
  const t = useTranslations("orders.elements");
  const list = listFormat(useLocale(), { type: "conjunction" });
  return (missing) => list.format(missing.map((element) => t(element)));
}

/** A moment, or that there was none yet. */
export function Moment({ at }: { at: string | null }) {
  const t = useTranslations("orders");
  return at ? <Time value={at} show="exact" /> : <span className="text-ink-soft">{t("notYet")}</span>;
}

/** A country by its two letters, in words. */
export function useCountry(): (code: string) => string {
  const names = namesOf(useLocale(), { type: "region", style: "short" });
  return (code) => names.of(code) ?? code;
}

/** When everybody concerned had been told; before, how many of them were, or that it concerns nobody who is known. */
export function Told({
  order: { userToldAt, effectAt, told },
}: {
  order: Pick<OrderRow, "userToldAt" | "effectAt" | "told">;
}) {
  const t = useTranslations("orders");
  if (!userToldAt && effectAt && told.of === 0) return <span className="text-ink-soft">{t("nobodyToTell")}</span>;
  return (
    <>
      <Moment at={userToldAt} />
      {told.of > 1 && told.done < told.of ? (
        <span className="block text-12 text-ink-soft">{t("toldSome", { done: told.done, of: told.of })}</span>
      ) : null}
      {told.unreachable > 0 ? (
        <span className="block text-12 text-ink-soft">{t("unreachable", { count: told.unreachable })}</span>
      ) : null}
    </>
  );
}
