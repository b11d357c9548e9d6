import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EntryView } from "@/components/audit/entry-view";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Reference } from "@/components/ui/reference";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { chainHash, differingColumns } from "@/lib/platform/audit-chain.rules";
import { auditEntry } from "@/lib/platform/audit-log";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit.entry"))("title") };
}

export default async function AuditEntryPage({ params }: { params: Promise<{ entry: string }> }) {
  await pageActor("audit.view");
  const { entry: number } = await params;
  const entry = /^[1-9]\d{0,14}$/.test(number) ? await auditEntry(await database(), Number(number)) : null;
  if (!entry) notFound();
  const t = await getTranslations("audit");
  const isHashRight = chainHash(entry.prevHash, entry.body) === entry.hash;
  const key = entry.verb.replaceAll(".", "_");
  const columns = differingColumns({ ...entry, at: entry.at.toISOString() });
  return (
    <Page width="reading">
      <PageHeader
        above={
          <TextLink href="/audit" via={Link}>
            {t("title")}
          </TextLink>
        }
        title={t.has(`verbs.${key}`) ? t(`verbs.${key}`) : entry.verb}
        beside={<Reference className="text-ink-soft">{entry.verb}</Reference>}
        summary={t("entry.place", { chain: entry.chain, position: entry.position })}
      />
      <EntryView entry={entry} isWhole={isHashRight && columns?.length === 0} />
    </Page>
  );
}
