import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { EntryView } from "@/components/audit/entry-view";
import { wordsFor } from "@/components/ui/localised.rules";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Reference } from "@/components/ui/reference";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { platformNames } from "@/lib/administration/queries";
import { chainHash, differingColumns } from "@/lib/platform/audit-chain.rules";
import { auditEntry } from "@/lib/platform/audit-log";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit.entry"))("title") };
}

export default async function AuditEntryPage({ params }: { params: Promise<{ entry: string }> }) {
  await pageActor("audit.view");
  const { entry: number } = await params;
  const db = await database();
  const entry = /^[1-9]\d{0,14}$/.test(number) ? await auditEntry(db, Number(number)) : null;
  if (!entry) notFound();
  const t = await getTranslations("audit");
  const isHashRight = chainHash(entry.prevHash, entry.body) === entry.hash;
  const key = entry.verb.replaceAll(".", "_");
  const platforms = await platformNames(db);
  const chainOf = platforms.find(({ id }) => id === entry.chain);
  const chainKey = `chains.${entry.chain}`;
  const ownChain = t.has(chainKey) ? t(chainKey) : entry.chain;
  const chain = chainOf ? wordsFor(chainOf.name, await getLocale()).text : ownChain;
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
        summary={t("entry.place", { chain, position: entry.position })}
      />
      <EntryView entry={entry} isWhole={isHashRight && columns?.length === 0} platforms={platforms} />
    </Page>
  );
}
