import { notFound, redirect } from "next/navigation";
import { platformHref, segment } from "@/components/policy/addresses.rules";
import { database } from "@/db/client";
import { policyLibrary } from "@/lib/policy/library.queries";
import { pageActor } from "../../../page-actor";

/** A version by its own address: the platform's page on a day that it governs. */
export default async function PolicyVersionPage({
  params,
}: {
  params: Promise<{ platform: string; version: string }>;
}) {
  await pageActor("policy.view");
  const { platform, version } = await params;
  const wanted = segment(version);
  const library = await policyLibrary(await database(), new Date());
  const found = library
    .find(({ id }) => id === segment(platform))
    ?.timeLines.flatMap(({ versions }) => versions)
    .find(({ ref }) => ref === wanted);
  if (!found) notFound();
  redirect(platformHref(platform, { day: found.dayToRead, document: found.documents[0] }));
}
