import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { FlaggerDraft } from "@/components/settings/flagger-draft";
import { FlaggerSummary } from "@/components/settings/flagger-summary";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { flaggerView } from "@/lib/intake/flagger.queries";
import { isId } from "@/lib/platform/ids.rules";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("flaggers"))("title") };
}

type Props = { params: Promise<{ flaggerId: string }> };

/** One trusted flagger: what the list says, what was not followed, and the draft to its coordinator where one is due. */
export default async function FlaggerPage({ params }: Props) {
  const actor = await pageActor("settings.view");
  const { flaggerId } = await params;
  const t = await getTranslations("flaggers");
  const view = isId(flaggerId) ? await flaggerView(await database(), actor, flaggerId, new Date()) : null;
  if (!view?.ok) notFound();
  const { draft, rejected, letterFrom } = view.value;
  return (
    <Page>
      <PageHeader title={view.value.name} summary={view.value.sourceList} />
      <p>
        <TextLink href="/settings/flaggers" via={Link}>
          {t("back")}
        </TextLink>
      </p>
      <Panel title={t("caption")}>
        <FlaggerSummary flagger={view.value} />
      </Panel>
      <Panel title={t("draftTitle")}>
        {draft ? (
          <FlaggerDraft flaggerId={flaggerId} draft={draft} mayChange={can(actor, "settings.change")} />
        ) : (
          <p className="reading text-ink-soft">{t("noDraft", { notices: letterFrom })}</p>
        )}
      </Panel>
      <Panel title={t("rejectedTitle")}>
        {rejected.length === 0 ? (
          <p className="text-ink-soft">{t("rejectedNone")}</p>
        ) : (
          <ul className="grid divide-y divide-line">
            {rejected.map(({ reference, location, rationale }) => (
              <li key={`${reference} ${location}`} className="grid gap-1 py-2">
                <span className="font-medium break-all">
                  {reference} · {location}
                </span>
                <span className="text-ink-soft">{rationale || t("noRationale")}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </Page>
  );
}
