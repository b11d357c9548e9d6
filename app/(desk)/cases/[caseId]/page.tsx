import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { dayAtDesk } from "@/app/api/me/care/care-at-desk";
import { CaseDesk } from "@/components/cases/case-desk";
import { LetDecide } from "@/components/cases/let-decide";
import { filterOf, searchOf } from "@/components/queue/filters.rules";
import { database } from "@/db/client";
import { letDecideView } from "@/lib/decisions/let-decide.queries";
import { isId } from "@/lib/platform/ids.rules";
import { can } from "@/lib/platform/permissions.rules";
import { caseAtDesk } from "@/lib/quality/desk.queries";
import { signedIn } from "../../page-actor";

type Props = {
  params: Promise<{ caseId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Read once for the page and its title. */
const readCase = cache(async (caseId: string) => {
  const actor = await signedIn();
  if (!isId(caseId)) notFound();
  const view = await caseAtDesk(await database(), actor, caseId);
  if (!view.ok) notFound();
  return { actor, view: view.value };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { view } = await readCase((await params).caseId);
  return { title: view.case.reference };
}

/** One case at the desk; `searchParams` is the queue it was taken from, which says what comes next. */
export default async function Page({ params, searchParams }: Props) {
  const { actor, view } = await readCase((await params).caseId);
  const asked = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
  const day = can(actor, "case.claim") ? await dayAtDesk(await database(), actor) : null;
  const anew = await letDecideView(await database(), actor, view.case.id);
  return (
    <>
      {anew ? <LetDecide caseId={view.case.id} view={anew} /> : null}
      <CaseDesk
        first={view}
        search={searchOf(filterOf(asked))}
        care={day?.ok ? day.value : null}
        may={{
          claim: can(actor, "case.claim"),
          decide: can(actor, "case.decide"),
          escalate: can(actor, "case.escalate"),
          note: can(actor, "case.note"),
          reveal: can(actor, "media.reveal"),
          export: can(actor, "case.export"),
        }}
      />
    </>
  );
}
