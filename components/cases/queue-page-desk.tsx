"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import type { Decided } from "@/lib/decisions/contract";
import type { QueueRow } from "@/lib/queue/contract";
import { UndoPart } from "../decisions/undo-footer";
import { filterOf } from "../queue/filters.rules";
import { QueueDesk } from "../queue/queue-desk";
import { takeInHand } from "./in-hand";
import { NotDecided } from "./not-decided";
import { meantToTake } from "./use-claim";

/**
 * The queue as a place at the desk: opening a row means to take it, and the last decision can be taken back from here. In
 * list mode the case then comes back into its row; else it is opened.
 */
export function QueuePageDesk(props: Omit<ComponentProps<typeof QueueDesk>, "onOpen" | "footer">) {
  const router = useRouter();
  const cache = useQueryClient();
  const onUndone = ({ caseId }: Decided) => {
    if (isInList()) return;
    takeInHand(cache, caseId);
    router.push(`/cases/${caseId}`);
  };
  return (
    <QueueDesk
      {...props}
      onOpen={(row) => (props.mayClaim && isTheirsToTake(row) ? meantToTake(row.id) : undefined)}
      footer={
        <div className="grid min-w-0 gap-2">
          <NotDecided onBack={(caseId) => router.push(`/cases/${caseId}`)} />
          <UndoPart onUndone={onUndone} />
        </div>
      }
    />
  );
}

const isInList = () => filterOf(new URLSearchParams(window.location.search)).mode === "list";

/** Nobody's, or laid ready for them. */
const isTheirsToTake = ({ claimedBy, isAhead }: QueueRow) => claimedBy === null || (claimedBy.isMe && isAhead);
