import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { KeptBlind } from "@/components/appeals/kept-blind";
import { TellShown } from "@/components/care/tell-shown";
import { LetterPage } from "@/components/cases/letter-page";
import { database } from "@/db/client";
import { blindOnLetter } from "@/lib/appeals/held-blind.queries";
import { letterAsSent } from "@/lib/decisions/made-letters.queries";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("made"))("letter.title") };
}

/** One letter of a decision as it was sent, for colleagues: opening it does not count as read by the addressee. */
export default async function Page({ params }: { params: Promise<{ statementId: string }> }) {
  const actor = await pageActor("case.view");
  const db = await database();
  const letter = await letterAsSent(db, actor, (await params).statementId);
  if (!letter.ok) notFound();
  const kept = await blindOnLetter(db, actor, letter.value.id);
  if (kept) return <KeptBlind values={kept.values} />;
  return (
    <>
      {can(actor, "appeal.decide") ? <TellShown path={`/api/cases/${letter.value.caseId}/read`} /> : null}
      <LetterPage letter={letter.value} />
    </>
  );
}
