import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { AccountDesk } from "@/components/accounts/account-desk";
import { KeptBlind } from "@/components/appeals/kept-blind";
import { TellShown } from "@/components/care/tell-shown";
import { TraderPanels } from "@/components/traders/trader-panel";
import { database } from "@/db/client";
import { isId } from "@/lib/platform/ids.rules";
import { can } from "@/lib/platform/permissions.rules";
import { accountAtDesk, traderAtDesk } from "@/lib/quality/golden-account.queries";
import { signedIn } from "../../page-actor";

type Props = { params: Promise<{ accountId: string }> };

const readAccount = cache(async (accountId: string) => {
  const actor = await signedIn();
  if (!isId(accountId)) notFound();
  const page = await accountAtDesk(await database(), actor, accountId);
  if (!page.ok && page.reason !== "appeal_blind_first") notFound();
  return page;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await readAccount((await params).accountId);
  if (!page.ok) return { title: (await getTranslations("redress.blind"))("title") };
  const t = await getTranslations("case.account.page");
  return { title: t("title", { handle: page.value.account.handle }) };
}

/** One account on one platform: how it stands, what was decided, what colleagues wrote. */
export default async function Page({ params }: Props) {
  const { accountId } = await params;
  const page = await readAccount(accountId);
  if (!page.ok) return <KeptBlind values={page.values} />;
  const actor = await signedIn();
  const desk = await traderAtDesk(await database(), actor, accountId, new Date());
  return (
    <>
      {can(actor, "appeal.decide") ? <TellShown path={`/api/accounts/${accountId}/read`} /> : null}
      <AccountDesk
        page={page.value}
        traders={desk.ok ? <TraderPanels accountId={accountId} desk={desk.value} /> : null}
      />
    </>
  );
}
