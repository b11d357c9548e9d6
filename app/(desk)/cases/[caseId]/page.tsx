import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { dayAtDesk } from "@/app/api/me/care/care-at-desk";
import { KeptBlind } from "@/components/appeals/kept-blind";
import { LetPerson } from "@/components/appeals/let-person";
import { TellShown } from "@/components/care/tell-shown";
import { CaseDesk } from "@/components/cases/case-desk";
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
  if (!view.ok && view.reason !== "appeal_blind_first") notFound();
  return { actor, view };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { view } = await readCase((await params).caseId);
  if (!view.ok) return { title: (await getTranslations("redress.blind"))("title") };
  return { title: view.value.case.reference };
}

/** One case at the desk; `searchParams` is the queue it was taken from, which says what comes next. */
export default async function Page({ params, searchParams }: Props) {
  const { actor, view: found } = await readCase((await params).caseId);
  if (!found.ok) return <KeptBlind values={found.values} />;
  const view = found.value;
  const asked = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
  const day = can(actor, "case.claim") ? await dayAtDesk(await database(), actor) : null;
  const anew = await letDecideView(await database(), actor, view.case.id);
  return (
    <>
      {anew ? (
        <div className="px-4 pb-4 md:px-6">
          <LetPerson past="letDecide" {...anew} path={`/api/case-overrides/${view.case.id}`} />
        </div>
      ) : null}
      {view.case.state === "decided" && can(actor, "appeal.decide") ? (
        <TellShown path={`/api/cases/${view.case.id}/read`} />
      ) : null}
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
