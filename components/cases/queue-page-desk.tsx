"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { UndoPart } from "../decisions/undo-footer";
import { QueueDesk } from "../queue/queue-desk";
import { meantToTake } from "./use-claim";

/** The queue as a place at the desk: opening a row means to take it, and the last decision can be taken back from here. */
export function QueuePageDesk(props: Omit<ComponentProps<typeof QueueDesk>, "onOpen" | "footer">) {
  const router = useRouter();
  return (
    <QueueDesk
      {...props}
      onOpen={(row) => (props.mayClaim && row.claimedBy === null ? meantToTake(row.id) : undefined)}
      footer={<UndoPart onUndone={(decided) => router.push(`/cases/${decided.caseId}`)} />}
    />
  );
}
