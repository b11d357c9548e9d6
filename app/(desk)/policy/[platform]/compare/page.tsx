import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { segment } from "@/components/policy/addresses.rules";
import { ComparePage } from "@/components/policy/compare/compare-page";
import { Page } from "@/components/ui/page";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { clauseChangeKinds } from "@/lib/policy/compare/contract";
import { compareView } from "@/lib/policy/compare.queries";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyCompare"))("title") };
}

type Props = { params: Promise<{ platform: string }>; searchParams: Promise<Asked> };

/** Two versions of a platform's rules: what came, went, moved and says something else now. */
export default async function PlatformComparePage({ params, searchParams }: Props) {
  await pageActor("policy.view");
  const platformId = segment((await params).platform);
  if (platformId === null) notFound();
  const asked = await searchParams;
  const view = await compareView(await database(), { platformId, from: one(asked.from), to: one(asked.to) });
  if (!view) notFound();
  const kind = clauseChangeKinds.find((known) => known === one(asked.kind)) ?? null;
  const page = Math.max(1, Math.trunc(Number(one(asked.page))) || 1);
  return (
    <Page>
      <ComparePage view={view} asked={{ kind, isBoth: one(asked.show) === "both", page }} />
    </Page>
  );
}
