import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OrderMoves } from "@/components/orders/order-moves";
import { OrderText } from "@/components/orders/order-text";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { orderView } from "@/lib/intake/order.queries";
import { isId } from "@/lib/platform/ids.rules";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("orders"))("title") };
}

type Props = { params: Promise<{ orderId: string }> };

/** One order: its text, its places with their cases, its letters, and what is still to be done. */
export default async function OrderPage({ params }: Props) {
  const actor = await pageActor("order.view");
  const { orderId } = await params;
  const t = await getTranslations("orders");
  const view = isId(orderId) ? await orderView(await database(), actor, orderId) : null;
  if (!view?.ok) notFound();
  return (
    <Page>
      <PageHeader title={view.value.authority} summary={view.value.authorityReference} />
      <p>
        <TextLink href="/settings/orders" via={Link}>
          {t("back")}
        </TextLink>
      </p>
      <OrderText order={view.value} />
      {can(actor, "order.manage") ? <OrderMoves order={view.value} /> : null}
    </Page>
  );
}
