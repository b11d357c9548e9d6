import { useTranslations } from "next-intl";
import type { OrderPage } from "@/lib/intake/order.contract";
import { DefinitionList } from "../ui/definition-list";

/** How many orders there were, and the median hours to confirm and to give effect, as the report asks (O1, O2). */
export function OrderClocks({ clocks }: { clocks: OrderPage["clocks"] }) {
  const t = useTranslations("orders.clocks");
  const medians = ({ toConfirm, toEffect }: OrderPage["clocks"]["act"]) =>
    [
      toConfirm === null ? null : t("toConfirm", { hours: Math.round(toConfirm * 10) / 10 }),
      toEffect === null ? null : t("toEffect", { hours: Math.round(toEffect * 10) / 10 }),
    ].filter((sentence) => sentence !== null);
  const line = (of: OrderPage["clocks"]["act"]) => medians(of).join(" · ") || t("none");
  const { act, information } = clocks;
  return (
    <DefinitionList
      items={[
        { key: "act", term: t("act", { count: act.count, items: act.items }), value: line(act) },
        { key: "information", term: t("information", { count: information.count }), value: line(information) },
      ]}
    />
  );
}
