import "server-only";
import { createHash } from "node:crypto";
import type { Db } from "@/db/client";
import { clauseView } from "@/lib/decisions/clause-view.rules";
import type { CaseView } from "@/lib/decisions/contract";
import { documentTitle } from "@/lib/decisions/localised.rules";
import { rolesOf, snapshotDay } from "@/lib/decisions/material.rules";
import { placedMedia } from "@/lib/decisions/media.queries";
import { clausesChangedFor } from "@/lib/decisions/own-changes.queries";
import { resourcesFor } from "@/lib/decisions/resources.rules";
import { readersAsOf, toSuggestions } from "@/lib/decisions/suggestions.queries";
import { ownVeil } from "@/lib/decisions/veil.queries";
import { localeOf, wordsOf } from "@/lib/decisions/words.store";
import { missingOf } from "@/lib/intake/bringing.rules";
import { translatorFor } from "@/lib/intake/translate.command";
import { matcherFor } from "@/lib/matching/matchers.store";
import { ownHelp } from "@/lib/platform/help.store";
import type { Person } from "@/lib/platform/permissions.rules";
import { settingsFor } from "@/lib/platform/settings";
import { veilFor } from "@/lib/platform/veil.rules";
import { documentsWithoutText } from "@/lib/policy/governing.rules";
import { packFor } from "@/lib/policy/store";
import { isForSupervisor, toQueueRow } from "@/lib/queue/row.rules";
import { crimeOnGolden, idWithin, practiceDetection, referenceWithin } from "./golden.rules";
import { goldenStanding } from "./golden-account.rules";
import { goldenQuestions } from "./golden-handing.queries";
import { decidedBefore } from "./golden-past.store";
import { goldenMaterial, receivedAt, storedRow, type Turn, turnIdOf } from "./golden-turn.store";

/** A golden item as the desk shows a case: every field of the contract, and none that a case does not have. */
export async function goldenView(db: Db, actor: Person, golden: Turn, now: Date): Promise<CaseView> {
  const { turn, item, platform, answer } = golden;
  const material = await goldenMaterial(db, golden);
  const { pack } = material;
  // Of a clause that was reworded, the day of the content leaves one wording: what changed is read from all of them.
  const editions = (await packFor(db, item.platformId)) ?? pack;
  const row = await storedRow(db, golden, actor.name);
  const words = wordsOf(localeOf(actor), "matching");
  const { suggestions, isConfident, clauses, likely } = toSuggestions(pack, item.matches, {
    isConfident: item.isConfident,
    words,
  });
  const contentDay = snapshotDay(material);
  const ownSettings = await settingsFor(db, item.platformId);
  const shown = toQueueRow(row, actor.id, now);
  return {
    case: {
      ...shown,
      waitingUntil: turn.waitingUntil?.toISOString() ?? null,
      escalatedTo: turn.escalatedTo,
      escalatedWhy: turn.escalatedWhy,
      isForAnother: false,
      isForSupervisor: isForSupervisor(shown.state, actor),
      leaseUntil: row.leaseUntil?.toISOString() ?? null,
    },
    platform: { id: platform.id, name: platform.name, zone: platform.zone },
    content: {
      itemId: material.item.id,
      location: item.location,
      title: item.title,
      text: item.text,
      language: item.language,
      surface: item.surface,
      role: item.role,
      roleChoices: rolesOf(pack),
      contentAt: item.contentAt.toISOString(),
      contentDay,
      contentAtKnown: item.contentAtKnown,
      takenAt: turn.openedAt.toISOString(),
      sha256: createHash("sha256").update(`${item.title}\n${item.text}`).digest("hex"),
      context: item.context,
      changed: [],
      media: await placedMedia(db, item.media),
      veil: veilFor(
        ownSettings,
        item.reports.flatMap(({ category }) => category ?? []),
        await ownVeil(db, actor),
      ),
    },
    crime: crimeOnGolden(turn, actor.name),
    translator: await translatorFor(db, actor, platform.id),
    notices: item.reports.map((report, at) => ({
      id: idWithin(turn.id, `notice ${at}`),
      reference: referenceWithin(turn.id, `notice ${at}`),
      source: report.source,
      legalClaim: report.legalClaim,
      childAbuseClaim: false,
      category: report.category,
      legalReference: report.legalReference,
      explanation: report.explanation,
      detail: report.detail,
      tags: [],
      relation: null,
      claims: null,
      // As a real case from a key that is bound to no entity of the list: nothing tells the two apart.
      flagger: report.source === "trusted_flagger" ? { name: "", standing: "unlisted" } : null,
      order: null,
      knowledgeAt:
        turn.notes.find((note) => note.isKnowledge && note.noticeId === idWithin(turn.id, `notice ${at}`))?.at ?? null,
      bringing: null,
      automatedDetection: practiceDetection(report.source),
      missing: missingOf(report.source, null, null),
      isWithdrawn: false,
      messages: turn.notes
        .filter(({ noticeId, isKnowledge }) => !isKnowledge && noticeId === idWithin(turn.id, `notice ${at}`))
        .map(({ text, at: written }) => ({ by: "desk" as const, text, at: written })),
      receivedAt: receivedAt(golden, at).toISOString(),
      hasContact: true,
      reveal: null,
      sender: at,
    })),
    account:
      item.account &&
      goldenStanding(item.account, {
        turnId: turnIdOf(golden),
        role: item.role,
        decisions: await decidedBefore(db, golden),
      }),
    suggestions,
    suggestionsConfident: isConfident,
    suggestionsLimit: null,
    suggestionsNotes: [],
    // As a real case that came in then, also where a reader's budget is spent: nothing tells the two apart.
    suggestionsBy: {
      matcher: matcherFor(pack).modelVersion,
      ...(await readersAsOf(db, item.platformId, turn.openedAt, now)),
    },
    known: [],
    clauses: clauses.map((clause) => clauseView(pack, clause, contentDay)),
    clauseChanges: await clausesChangedFor(db, actor, { pack: editions, clauses, day: contentDay }),
    noRecordedVersion: documentsWithoutText(pack, contentDay).map((id) => documentTitle(pack, id)),
    notes: [...turn.notes, ...golden.elsewhere.filter(({ onAccount }) => onAccount)]
      .filter(({ noticeId, offence }) => noticeId === undefined && offence === undefined)
      .sort((one, other) => other.at.localeCompare(one.at))
      .map(({ id, text, at, onAccount = false }) => ({ id, text, by: actor.name, at, onAccount })),
    decision: answer && {
      id: answer.id,
      outcome: answer.outcome,
      decidedAt: answer.answeredAt.toISOString(),
      undoUntil: now < answer.effectiveAt ? answer.effectiveAt.toISOString() : null,
      clauseRef: answer.clauseRef,
      byMe: golden.past === null,
      referredTo: null,
    },
    decisionsMade: answer ? 1 : 0,
    resources: resourcesFor(likely, await ownHelp(db), row.harms),
    questions: await goldenQuestions(db, actor, golden),
  };
}
