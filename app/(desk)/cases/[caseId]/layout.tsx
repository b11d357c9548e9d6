import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { database } from "@/db/client";
import { isAtDesk } from "@/lib/quality/desk.queries";
import { pageActor } from "../../page-actor";

type Props = { children: ReactNode; params: Promise<{ caseId: string }> };

/**
 * What is thrown under loading.tsx comes after the status has left, so whether the case is there for this reader is asked
 * above it: one look by its key. The whole case is read once, by the page, while the skeleton stands.
 */
export default async function CaseLayout({ children, params }: Props) {
  const actor = await pageActor("case.view");
  if (!(await isAtDesk(await database(), actor, (await params).caseId))) notFound();
  return children;
}
