import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CopyPage } from "@/components/copies/copy-page";
import { database } from "@/db/client";
import { copyToReview } from "@/lib/decisions/copy-review.queries";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("copies"))("one.title") };
}

/** One copy: the text as it was, what was found in it, and what would be told, side by side. */
export default async function Page({ params }: { params: Promise<{ copyId: string }> }) {
  const actor = await pageActor("outbox.view");
  const copy = await copyToReview(await database(), actor, (await params).copyId);
  if (!copy) notFound();
  return (
    <CopyPage copy={copy} mayReview={can(actor, "statement.review_copy")} mayGiveUp={can(actor, "outbox.give_up")} />
  );
}
