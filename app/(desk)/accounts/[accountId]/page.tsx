import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { AccountDesk } from "@/components/accounts/account-desk";
import { TraderPanels } from "@/components/traders/trader-panel";
import { database } from "@/db/client";

import { isId } from "@/lib/platform/ids.rules";
import { accountAtDesk, traderAtDesk } from "@/lib/quality/golden-account.queries";
import { signedIn } from "../../page-actor";

type Props = { params: Promise<{ accountId: string }> };

const readAccount = cache(async (accountId: string) => {
  const actor = await signedIn();
  if (!isId(accountId)) notFound();
  const page = await accountAtDesk(await database(), actor, accountId);
  if (!page.ok) notFound();
  return page.value;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { account } = await readAccount((await params).accountId);
  const t = await getTranslations("case.account.page");
  return { title: t("title", { handle: account.handle }) };
}

/** One account on one platform: how it stands, what was decided, what colleagues wrote. */
export default async function Page({ params }: Props) {
  const { accountId } = await params;
  const page = await readAccount(accountId);
  const desk = await traderAtDesk(await database(), await signedIn(), accountId, new Date());
  return (
    <AccountDesk page={page} traders={desk.ok ? <TraderPanels accountId={accountId} desk={desk.value} /> : null} />
  );
}
