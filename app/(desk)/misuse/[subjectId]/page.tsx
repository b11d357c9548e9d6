import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { MisuseFacts, MisuseMarks } from "@/components/misuse/misuse-facts";
import { MisuseMeasure } from "@/components/misuse/misuse-measure";
import { MisuseMoves } from "@/components/misuse/misuse-moves";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { misuseView } from "@/lib/misuse/misuse.queries";
import { isId } from "@/lib/platform/ids.rules";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("misuse"))("title") };
}

type Props = { params: Promise<{ subjectId: string }> };

/** One account or sender: marks with their arithmetic, what was said, and what can be done now. */
export default async function MisuseSubjectPage({ params }: Props) {
  const actor = await pageActor("misuse.view");
  const { subjectId } = await params;
  const t = await getTranslations("misuse");
  const view = isId(subjectId) ? await misuseView(await database(), actor, subjectId, new Date()) : null;
  if (!view?.ok) notFound();
  const mayManage = can(actor, "misuse.manage");
  return (
    <Page>
      <PageHeader title={view.value.who} summary={t(`sides.${view.value.side}`)} />
      <p>
        <TextLink href="/misuse" via={Link}>
          {t("back")}
        </TextLink>
      </p>
      <MisuseFacts view={view.value} />
      <MisuseMarks marks={view.value.marks} />
      {mayManage ? <MisuseMoves view={view.value} /> : null}
      {view.value.measures.map((measure) => (
        <MisuseMeasure key={measure.id} measure={measure} mayManage={mayManage} />
      ))}
    </Page>
  );
}
