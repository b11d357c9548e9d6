import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PersonView } from "@/components/people/person-view";
import { database } from "@/db/client";
import { personPage } from "@/lib/people/queries";
import { isId } from "@/lib/platform/ids.rules";
import { can } from "@/lib/platform/permissions.rules";
import { skillChoices } from "@/lib/queue/skill-choices.queries";
import { pageActor } from "../../page-actor";

type Props = { params: Promise<{ personId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.person"))("title") };
}

export default async function PersonPage({ params }: Props) {
  const actor = await pageActor("people.view");
  const { personId } = await params;
  const person = isId(personId) ? await personPage(await database(), personId, new Date()) : null;
  if (!person) notFound();
  const isSelf = person.id === actor.id;
  return (
    <PersonView
      person={person}
      choices={await skillChoices(await database(), actor)}
      isSelf={isSelf}
      mayManage={can(actor, "people.manage") && !isSelf}
      mayQualify={can(actor, "people.manage")}
      maySeeAudit={can(actor, "audit.view")}
    />
  );
}
