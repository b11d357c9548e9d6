import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ReferralFacts } from "@/components/crime/referral-facts";
import { ReferralMoves } from "@/components/crime/referral-moves";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { referralView } from "@/lib/crime/referral.queries";
import { isId } from "@/lib/platform/ids.rules";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("crime"))("title") };
}

type Props = { params: Promise<{ referralId: string }> };

/** One referral: what is suspected, the evidence under lock, and what is still to be done. */
export default async function ReferralPage({ params }: Props) {
  const actor = await pageActor("referral.view");
  const { referralId } = await params;
  const t = await getTranslations("crime");
  const view = isId(referralId) ? await referralView(await database(), actor, referralId) : null;
  if (!view?.ok) notFound();
  return (
    <Page>
      <PageHeader title={t(`offences.${view.value.offence}`)} summary={view.value.case} />
      <p>
        <TextLink href="/referrals" via={Link}>
          {t("back")}
        </TextLink>
      </p>
      <ReferralFacts referral={view.value} mayExport={can(actor, "case.decide")} />
      <ReferralMoves referral={view.value} />
    </Page>
  );
}
