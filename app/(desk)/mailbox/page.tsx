import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CameBack } from "@/components/settings/came-back";
import { MailList } from "@/components/settings/mail-list";
import { MailView } from "@/components/settings/mail-view";
import { UnsentList } from "@/components/settings/unsent-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { TabLinks } from "@/components/ui/tab-links";
import { database } from "@/db/client";
import { mailViews, type MailView as View } from "@/lib/administration/contract";
import { mailPage, unsentMails } from "@/lib/administration/mailbox.queries";
import { openMail } from "@/lib/administration/open-mail.command";
import { readCursor } from "@/lib/administration/queries";
import { lettersThatCameBack } from "@/lib/decisions/came-back.queries";
import { one } from "@/lib/platform/asked.rules";
import { appUrl } from "@/lib/platform/env";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings.mailbox"))("title") };
}

type Search = Partial<Record<"mail" | "before" | "state", string | string[]>>;
type Props = { searchParams: Promise<Search> };

const viewAsked = (asked: unknown): View => mailViews.find((view) => view === asked) ?? "all";
const addressOf = (view: View, more: Record<string, string> = {}) => {
  const search = new URLSearchParams({ ...(view === "all" ? {} : { state: view }), ...more }).toString();
  return search ? `/mailbox?${search}` : "/mailbox";
};

/** Every mail as it was sent, and what became of it. Without a mail server this is where the demo's mail arrives. */
export default async function MailboxPage({ searchParams }: Props) {
  const actor = await pageActor("mailbox.view");
  const t = await getTranslations("settings.mailbox");
  const search = await searchParams;
  const view = viewAsked(one(search.state));
  const [mailId, before] = [one(search.mail), one(search.before) || undefined];
  const page: Record<string, string> = before ? { before } : {};
  const db = await database();
  const isUnsent = view === "queued" || view === "undeliverable";
  const { items, next } = isUnsent
    ? { items: [], next: null }
    : await mailPage(db, { view, before: readCursor(before) });
  const cameBack = view === "bounced" ? await lettersThatCameBack(db, actor) : [];
  const mail = mailId ? await openMail(actor, mailId, new Date()) : null;
  const tabs = mailViews.map((one) => ({ href: addressOf(one), label: t(`views.${one}`), isCurrent: one === view }));
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <TabLinks label={t("viewsLabel")} links={tabs} via={Link} />
      {cameBack.length > 0 ? <CameBack letters={cameBack} maySettle={can(actor, "mail.settle")} /> : null}
      {isUnsent ? (
        <UnsentList mails={await unsentMails(db, view)} view={view} />
      ) : items.length === 0 && !mail ? (
        <EmptyState title={t("none")}>{t(view === "all" ? "noneText" : "noneInView")}</EmptyState>
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-[22rem_1fr]">
          <Panel title={t("sentMails")} isFlush className={mail ? "max-lg:order-last" : undefined}>
            <MailList mails={items} hrefOf={(id) => addressOf(view, { ...page, mail: id })} currentId={mail?.id} />
          </Panel>
          {mail ? (
            <Panel isFlush className="min-w-0">
              <MailView mail={mail} ours={appUrl()} hrefOf={(id) => addressOf(view, { ...page, mail: id })} />
            </Panel>
          ) : (
            <p className="px-4 py-2 text-ink-soft max-lg:hidden">{t("choose")}</p>
          )}
        </div>
      )}
      <Pagination
        label={t("title")}
        previous={before ? addressOf(view) : null}
        next={next ? addressOf(view, { before: next }) : null}
        via={Link}
      />
    </Page>
  );
}
