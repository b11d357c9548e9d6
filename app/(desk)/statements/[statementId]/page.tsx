import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LetterPage } from "@/components/cases/letter-page";
import { database } from "@/db/client";
import { letterAsSent } from "@/lib/decisions/made-letters.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("made"))("letter.title") };
}

/** One letter of a decision as it was sent, for colleagues: opening it does not count as read by the addressee. */
export default async function Page({ params }: { params: Promise<{ statementId: string }> }) {
  const actor = await pageActor("case.view");
  const letter = await letterAsSent(await database(), actor, (await params).statementId);
  if (!letter.ok) notFound();
  return <LetterPage letter={letter.value} />;
}
