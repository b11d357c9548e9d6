import { useTranslations } from "next-intl";
import type { OrderRow } from "@/lib/intake/order.contract";
import { QuietLink } from "../policy/quiet-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Moment, OrderState, Told, useCountry } from "./order-words";

/** Orders with their clocks: when each came, was confirmed, and had effect. */
export function OrderTable({ orders }: { orders: readonly OrderRow[] }) {
  const t = useTranslations("orders");
  const country = useCountry();
  return (
    <Table caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("authority")}</HeaderCell>
          <HeaderCell>{t("kind")}</HeaderCell>
          <HeaderCell>{t("state")}</HeaderCell>
          <HeaderCell>{t("received")}</HeaderCell>
          <HeaderCell>{t("effectAt")}</HeaderCell>
          <HeaderCell>{t("userTold")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {orders.map((order) => (
          <TableRow key={order.id}>
            <HeaderCell scope="row">
              <TextLink href={`/settings/orders/${order.id}`} via={QuietLink}>
                {order.authority}
              </TextLink>
              <span className="block text-12 font-normal text-ink-soft">
                {[country(order.country), order.authorityReference].filter(Boolean).join(" · ")}
              </span>
            </HeaderCell>
            <Cell>{t(`kinds.${order.kind}`)}</Cell>
            <Cell>
              <OrderState order={order} />
            </Cell>
            <Cell>
              <Moment at={order.receivedAt} />
            </Cell>
            <Cell>
              <Moment at={order.effectAt} />
            </Cell>
            <Cell>
              <Told order={order} />
              {order.holdUntil && !order.userToldAt ? (
                <span className="block text-12 text-ink-soft">
                  {t("holdUntil")} <Moment at={order.holdUntil} />
                </span>
              ) : null}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
