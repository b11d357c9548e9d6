import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { MailList } from "@/components/settings/mail-list";
import { MailView } from "@/components/settings/mail-view";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { openMail } from "@/lib/administration/open-mail.command";
import { mailPage, readCursor } from "@/lib/administration/queries";
import { one } from "@/lib/platform/asked.rules";
import { appUrl } from "@/lib/platform/env";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings.mailbox"))("title") };
}

type Props = { searchParams: Promise<{ mail?: string | string[]; before?: string | string[] }> };

/** Every mail as it was sent. Without a mail server this is where the demo's mail arrives. */
export default async function MailboxPage({ searchParams }: Props) {
  const actor = await pageActor("mailbox.view");
  const t = await getTranslations("settings.mailbox");
  const search = await searchParams;
  const [mailId, before] = [one(search.mail), one(search.before) || undefined];
  const { items, next } = await mailPage(await database(), readCursor(before));
  const mail = mailId ? await openMail(actor, mailId, new Date()) : null;
  const page = before ? `before=${encodeURIComponent(before)}&` : "";
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <SettingsTabs current="mailbox" may={(permission) => can(actor, permission)} />
      {items.length === 0 ? (
        <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[22rem_1fr]">
          <Panel title={t("sentMails")} isFlush className={mail ? "max-lg:order-last" : undefined}>
            <MailList mails={items} hrefOf={(id) => `/mailbox?${page}mail=${id}`} currentId={mail?.id} />
          </Panel>
          {mail ? (
            <Panel isFlush className="min-w-0">
              <MailView mail={mail} ours={appUrl()} />
            </Panel>
          ) : (
            <p className="px-4 py-2 text-ink-soft max-lg:hidden">{t("choose")}</p>
          )}
        </div>
      )}
      <Pagination
        label={t("title")}
        previous={before ? "/mailbox" : null}
        next={next ? `/mailbox?before=${encodeURIComponent(next)}` : null}
        via={Link}
      />
    </Page>
  );
}
