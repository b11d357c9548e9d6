import "server-only";
import type { OpenDatabase } from "@/db/client";
import { settleReplaced } from "@/lib/appeals/replace.command";
import { endDueSanctions, startDueSanctions } from "@/lib/decisions/sanction.command";
import { askOutsideWhenDue } from "@/lib/intake/ask-outside.command";
import { suggestPending } from "@/lib/intake/suggest.command";
import { learnWhenDue } from "@/lib/matching/learn.command";
import { sweepTries } from "@/lib/platform/attempts";
import { forgetOldAnswers } from "@/lib/platform/idempotency";
import { closeRefusals } from "@/lib/platform/refusals";
import type { Schedule } from "@/lib/platform/worker";
import { moveDueVersions } from "@/lib/policy/move-versions.command";
import { drawWhenDue } from "@/lib/quality/draw.command";
import { wakeWaiting } from "@/lib/queue/commands";

/** What the clock makes due, for all domains: sanctions that start and end, cases that come back, suggestions. */
export function schedulesOf(opened: OpenDatabase): Schedule[] {
  const all: Schedule[] = [
    { name: "sanctions that start", everyMs: 1_000, run: startDueSanctions },
    { name: "sanctions that end", everyMs: 1_000, run: endDueSanctions },
    { name: "measures that a new decision replaced", everyMs: 5_000, run: settleReplaced },
    { name: "cases that come back", everyMs: 15_000, run: wakeWaiting },
    { name: "suggestions for new cases", everyMs: 1_000, run: (db, now) => suggestPending(db, now, 20) },
    { name: "readers outside", everyMs: 2_000, run: askOutsideWhenDue },
    { name: "learning from decisions", everyMs: 60_000, run: learnWhenDue },
    { name: "decisions drawn for a second look", everyMs: 60_000, run: drawWhenDue },
    { name: "old answers to repeated requests", everyMs: 3_600_000, run: forgetOldAnswers },
    { name: "old sign-in attempts", everyMs: 3_600_000, run: sweepTries },
    { name: "refusals of past hours", everyMs: 60_000, run: closeRefusals },
    { name: "rules that begin and end", everyMs: 600_000, run: moveDueVersions },
  ];
  // The embedded database has no autovacuum of its own.
  if (opened.kind === "pglite")
    all.push({ name: "vacuum", everyMs: 600_000, run: () => opened.exec("vacuum (analyze)") });
  return all;
}
