import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { MisuseFacts, MisuseMarks } from "@/components/misuse/misuse-facts";
import { MisuseMeasure } from "@/components/misuse/misuse-measure";
import { MisuseMoves } from "@/components/misuse/misuse-moves";
import { QuietLink } from "@/components/policy/quiet-link";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { misuseView } from "@/lib/misuse/misuse.queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { isId } from "@/lib/platform/ids.rules";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("misuse"))("title") };
}

type Props = { params: Promise<{ subjectId: string }>; searchParams: Promise<Asked> };

/** One account or sender: marks with their arithmetic, what was said, and what can be done now. */
export default async function MisuseSubjectPage({ params, searchParams }: Props) {
  const actor = await pageActor("misuse.view");
  const { subjectId } = await params;
  const t = await getTranslations("misuse");
  const marks = one((await searchParams).marks);
  const [db, now] = [await database(), new Date()];
  const asked = marks && isId(subjectId) ? await misuseView(db, actor, subjectId, now, { marks }) : null;
  // A cursor that is not one of ours shows the first page.
  const view = asked?.ok ? asked : isId(subjectId) ? await misuseView(db, actor, subjectId, now) : null;
  if (!view?.ok) notFound();
  const mayManage = can(actor, "misuse.manage");
  return (
    <Page>
      <PageHeader title={view.value.who} summary={t(`sides.${view.value.side}`)} />
      <p>
        <TextLink href="/misuse" via={QuietLink}>
          {t("back")}
        </TextLink>
      </p>
      <MisuseFacts view={view.value} />
      <MisuseMarks marks={view.value.marks} />
      <Pagination
        label={t("marks")}
        previous={marks ? `/misuse/${subjectId}` : null}
        next={view.value.marksNext ? `/misuse/${subjectId}?marks=${view.value.marksNext}` : null}
        via={QuietLink}
      />
      {mayManage ? <MisuseMoves view={view.value} /> : null}
      {view.value.measures.map((measure) => (
        <MisuseMeasure key={measure.id} measure={measure} mayManage={mayManage} />
      ))}
    </Page>
  );
}
