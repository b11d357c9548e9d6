import "server-only";
import type { OpenDatabase } from "@/db/client";
import { remindOfDisputes } from "@/lib/appeals/dispute.command";
import { settleReplaced } from "@/lib/appeals/replace.command";
import { weighEarlier } from "@/lib/appeals/risk.store";
import { alertWhenOverdue } from "@/lib/clocks/alert.command";
import { openReportsWhenDue } from "@/lib/clocks/report-duty.command";
import { purgeEvidenceWhenDue } from "@/lib/commitments/evidence.command";
import { measureWhenDue } from "@/lib/commitments/measure.command";
import { carryWavesWhenDue } from "@/lib/decisions/carry-wave.command";
import { tryLateContacts, tryNextContacts } from "@/lib/decisions/next-contact.command";
import { tryLateOrderLetters } from "@/lib/decisions/order-letter.command";
import { endDueSanctions, startDueSanctions } from "@/lib/decisions/sanction.command";
import { purgeTraders } from "@/lib/decisions/trader.command";
import { askOutsideWhenDue } from "@/lib/intake/ask-outside.command";
import { cleanFiles } from "@/lib/intake/media.store";
import { hashPending } from "@/lib/intake/picture-hash.store";
import { recogniseEarlier, recognisePending } from "@/lib/intake/recognise.command";
import { suggestPending } from "@/lib/intake/suggest.command";
import { learnWhenDue } from "@/lib/matching/learn.command";
import { endDueMisuse } from "@/lib/misuse/measure.command";
import { sweepTries } from "@/lib/platform/attempts";
import { forgetOldAnswers } from "@/lib/platform/idempotency";
import { closeRefusals } from "@/lib/platform/refusals";
import { vacuumNext } from "@/lib/platform/vacuum.store";
import type { Schedule } from "@/lib/platform/worker";
import { moveDueVersions } from "@/lib/policy/move-versions.command";
import { applyDueTiers } from "@/lib/policy/tier-change.command";
import { drawWhenDue } from "@/lib/quality/draw.command";
import { carryTryOuts, forgetTryOuts } from "@/lib/quality/try-out.store";
import { wakeWaiting } from "@/lib/queue/commands";
import { gatherFor } from "@/lib/queue/gather.store";
import { keepUpWaves } from "@/lib/queue/wave-upkeep.store";
import { purgeWhenDue } from "@/lib/retention/purge.command";
import { backfillSearch } from "@/lib/search/backfill.store";
import { alertOfCopies } from "@/lib/transparency/copies-alert.store";
import { countReportsWhenDue } from "@/lib/transparency/count-report.command";
import { keepFigures } from "@/lib/transparency/public-figures.store";
import { sendStatementsWhenDue } from "@/lib/transparency/send-statements.command";

/** What the clock makes due, for all domains: sanctions that start and end, cases that come back, suggestions. */
export function schedulesOf(opened: OpenDatabase): Schedule[] {
  const all: Schedule[] = [
    { name: "sanctions that start", everyMs: 1_000, run: startDueSanctions },
    { name: "sanctions that end", everyMs: 1_000, run: endDueSanctions },
    { name: "suspensions for misuse that end", everyMs: 1_000, run: endDueMisuse },
    { name: "measures that a new decision replaced", everyMs: 5_000, run: settleReplaced },
    { name: "cases that come back", everyMs: 15_000, run: wakeWaiting },
    { name: "suggestions for new cases", everyMs: 1_000, run: (db, now) => suggestPending(db, now, 20) },
    { name: "hashes of pictures", everyMs: 1_000, run: (db, now) => hashPending(db, now, 20) },
    { name: "pictures that came in", everyMs: 1_000, run: (db, now) => recognisePending(db, now, 100) },
    { name: "pictures from before a list", everyMs: 1_000, run: (db, now) => recogniseEarlier(db, now, 100) },
    { name: "waves of like items", everyMs: 1_000, run: (db, now) => gatherFor(db, now, 300) },
    { name: "sizes of waves", everyMs: 15_000, run: keepUpWaves },
    // Beside everything else: nothing that is due waits for a wave of a thousand, nor it for anything that is due.
    { name: "waves that are decided", everyMs: 0, run: () => carryWavesWhenDue(opened, () => new Date()) },
    { name: "statements for the Transparency Database", everyMs: 2_000, run: sendStatementsWhenDue },
    { name: "copies that wait for a look", everyMs: 600_000, run: alertOfCopies },
    // Beside everything else: nothing that is due waits for a report.
    { name: "transparency reports", everyMs: 0, run: () => countReportsWhenDue(opened, () => new Date()) },
    // For two seconds at most: a run over a hundred thousand decisions is one step after the other.
    { name: "versions that are tried out", everyMs: 0, run: (db) => carryTryOuts(db, () => new Date(), 2_000) },
    { name: "old runs of versions", everyMs: 3_600_000, run: forgetTryOuts },
    { name: "figures of the public page", everyMs: 5_000, run: (db) => keepFigures(db, () => new Date(), 1_000) },
    { name: "readers outside", everyMs: 2_000, run: askOutsideWhenDue },
    { name: "learning from decisions", everyMs: 60_000, run: (_db, now) => learnWhenDue(opened, now) },
    { name: "appeals from before they were weighed", everyMs: 15_000, run: (db) => weighEarlier(db) },
    { name: "what can be found of older rows", everyMs: 5_000, run: (db, now) => backfillSearch(db, now) },
    { name: "decisions drawn for a second look", everyMs: 60_000, run: drawWhenDue },
    { name: "data that is kept no longer", everyMs: 3_600_000, run: (db, now) => purgeWhenDue(db, now) },
    { name: "stored files that nothing names", everyMs: 3_600_000, run: (db, now) => cleanFiles(db, now) },
    { name: "old answers to repeated requests", everyMs: 3_600_000, run: forgetOldAnswers },
    { name: "old sign-in attempts", everyMs: 3_600_000, run: sweepTries },
    { name: "indicators of commitments", everyMs: 5_000, run: (db, now) => measureWhenDue(db, now) },
    {
      name: "evidence of commitments kept no longer",
      everyMs: 3_600_000,
      run: (db, now) => purgeEvidenceWhenDue(db, now),
    },
    { name: "reports that are owed", everyMs: 600_000, run: openReportsWhenDue },
    { name: "people told of overdue duties", everyMs: 600_000, run: alertWhenOverdue },
    { name: "refusals of past hours", everyMs: 60_000, run: closeRefusals },
    { name: "letters that came back", everyMs: 60_000, run: tryNextContacts },
    { name: "letters to who can be reached by now", everyMs: 600_000, run: tryLateContacts },
    { name: "letters on orders to who can be reached by now", everyMs: 600_000, run: tryLateOrderLetters },
    { name: "trader data kept no longer", everyMs: 3_600_000, run: purgeTraders },
    { name: "disputes out of court", everyMs: 600_000, run: remindOfDisputes },
    { name: "rules that begin and end", everyMs: 600_000, run: moveDueVersions },
    { name: "tiers of platforms that begin", everyMs: 600_000, run: applyDueTiers },
  ];
  // The embedded database has no autovacuum of its own.
  if (opened.kind === "pglite") all.push({ name: "vacuum", everyMs: 20_000, run: () => vacuumNext(opened) });
  return all;
}
