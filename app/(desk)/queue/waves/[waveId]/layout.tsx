import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { database } from "@/db/client";
import { waveAt } from "@/lib/decisions/wave-at.queries";
import { pageActor } from "../../../page-actor";

type Props = { children: ReactNode; params: Promise<{ waveId: string }> };

/** Above loading.tsx, as that of a case: one look by the wave's key, so that the status says whether it is there. */
export default async function WaveLayout({ children, params }: Props) {
  const actor = await pageActor("case.view");
  const { waveId } = await params;
  const there = await waveAt(await database(), actor, waveId);
  if (there === null) notFound();
  if (there !== waveId) redirect(`/queue/waves/${there}`);
  return children;
}
