import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DecisionStatement } from "@/components/appeals/decision-statement";
import { closedReason, LinkClosed } from "@/components/appeals/link-closed";
import { database } from "@/db/client";
import { bodiesNow } from "@/lib/administration/dispute-body.queries";
import { ownDisputes } from "@/lib/appeals/dispute-known.queries";
import { readDecision } from "./read-decision";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }> };

/** One person's matter: not for search engines. The site's Referrer-Policy keeps the address, which is a key, to ourselves. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await readDecision((await params).token);
  const t = await getTranslations("addressee");
  const title = found.ok
    ? t("title", { reference: found.value.reference })
    : t(`closed.${closedReason(found.reason)}.title`);
  return { title, robots: { index: false, follow: false, noarchive: true } };
}

/** The statement of reasons, or the outcome of a report, at its signed link (DSA Art. 16(5), 17; S10). */
export default async function DecisionPage({ params }: Props) {
  const { token } = await params;
  const found = await readDecision(token);
  if (!found.ok) return <LinkClosed reason={found.reason} />;
  const { statementId, language } = found.value;
  const db = await database();
  const bodies = await bodiesNow(db, language, new Date());
  const dispute = (await ownDisputes(db, [statementId])).get(statementId) ?? null;
  const appealPath = `/decision/${token}/appeal`;
  return <DecisionStatement view={found.value} appealPath={appealPath} bodies={bodies} dispute={dispute} />;
}
