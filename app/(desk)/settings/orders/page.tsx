import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OrderClocks } from "@/components/orders/order-clocks";
import { OrderForm } from "@/components/orders/order-form";
import { OrderTable } from "@/components/orders/order-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { platformNames } from "@/lib/administration/queries";
import { areas } from "@/lib/intake/flagger.rules";
import { orderPage } from "@/lib/intake/order.queries";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title") };
}

/** Orders of authorities: the newest first, their clocks, and the form that records one. */
export default async function OrdersPage() {
  const actor = await pageActor("order.view");
  const t = await getTranslations("orders");
  const names = await getTranslations("library.names.category");
  const db = await database();
  const page = await orderPage(db, actor);
  if (!page.ok) notFound();
  const { orders, clocks, platforms: open } = page.value;
  const platforms = (await platformNames(db)).filter(({ id }) => open.includes(id));
  const choices = areas.map((value) => ({ value, label: names(`STATEMENT_CATEGORY_${value}`) }));
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <Panel title={t("title")} isFlush>
        {orders.length > 0 ? (
          <OrderTable orders={orders} />
        ) : (
          <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
        )}
      </Panel>
      <Panel title={t("clocks.title")}>
        <OrderClocks clocks={clocks} />
      </Panel>
      {can(actor, "order.manage") ? (
        <Panel title={t("record")}>
          <OrderForm platforms={platforms} areas={choices} />
        </Panel>
      ) : null}
    </Page>
  );
}
