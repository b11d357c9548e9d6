import "server-only";
import { and, desc, eq, gte, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { caseSuggestions, cases } from "@/db/schema";
import { appUrl } from "@/lib/platform/env";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { ok, type Result } from "@/lib/platform/result";
import type { QueueRequest, QueueRow } from "@/lib/queue/contract";
import type { Thumbnail } from "@/lib/queue/pictures.contract";
import { cutTo, thumbnailsOf } from "@/lib/queue/pictures.queries";
import { openCases } from "@/lib/queue/queries";
import { type CardWords, cardOf } from "./card.rules";
import type { Choice } from "./choice.rules";
import type { SuggestedClause } from "./contract";
import { consider } from "./letter.rules";
import type { ListedCase, ListedPage, WouldFollow } from "./listed.contract";
import { type ListFacts, mainNotice, mayDecideFromList, onceEach, shownInRow } from "./listed.rules";
import { matchedIn } from "./matched-evidence.rules";
import { type CaseMaterial, isContentHeld } from "./material.rules";
import { materialsOf } from "./material.store";
import { cardWords } from "./preview.queries";
import { toSuggestions } from "./suggestions.queries";
import { commitProblems } from "./table.rules";
import { wordsOf } from "./words.store";

/** As many cases as are previewed for one answer. */
const mostAtOnce = 20;
/** As many pictures as a row has room for. */
const mostPictures = 3;

type Read = { childSafety: boolean; restingState: ListFacts["restingState"]; matches: unknown; isConfident: boolean };

/** What the queue's columns do not hold: the newest suggestion that is still of what the case is now, and where it rests. */
async function readOf(db: Db, ids: string[]): Promise<Map<string, Read>> {
  const rows = await db
    .selectDistinctOn([cases.id], {
      id: cases.id,
      childSafety: cases.childSafety,
      restingState: cases.restingState,
      matches: caseSuggestions.matches,
      confident: caseSuggestions.confident,
    })
    .from(cases)
    .leftJoin(
      caseSuggestions,
      and(eq(caseSuggestions.caseId, cases.id), gte(caseSuggestions.madeAt, cases.suggestedAt)),
    )
    .where(inArray(cases.id, ids))
    .orderBy(cases.id, desc(caseSuggestions.madeAt));
  return new Map(rows.map(({ id, confident, ...row }) => [id, { ...row, isConfident: confident === "yes" }]));
}

/** Material of cases of several platforms: a batch a platform, because each has rules and settings of its own. */
async function materialsOn(db: Db, rows: readonly QueueRow[]): Promise<Map<string, CaseMaterial>> {
  const found: CaseMaterial[] = [];
  for (const platform of new Set(rows.map((row) => row.platform)))
    found.push(
      ...(await materialsOf(
        db,
        rows.filter((row) => row.platform === platform).map(({ id }) => id),
      )),
    );
  return new Map(found.map((material) => [material.caseId, material]));
}

/** The choice that one key after the other makes from the list: the clause as suggested, its words bound, the table's row. */
function choiceOf(clause: string, evidence: Choice["evidence"]): Choice {
  return { clause, ground: "terms", findings: {}, evidence, exceptionsConsidered: [], facts: "", territories: [] };
}

type Reader = { actor: Actor; words: CardWords };
type Consequence = { follows: WouldFollow | null; card: NonNullable<ListFacts["card"]> };

/** What would follow, from the same rules as the desk's card and the commit. */
function consequenceOf(material: CaseMaterial, choice: Choice, { actor, words }: Reader, now: Date): Consequence {
  const deciderName = actor.kind === "person" ? actor.name : "";
  const to = { appealUrl: `${appUrl()}/decision`, deciderName, words: wordsOf };
  const { assessment, letter, problems } = consider(material, choice, to, now);
  const card = cardOf(material, assessment, { letter, problems, words });
  const commit = commitProblems({
    ...assessment,
    deviation: undefined,
    needsSupervisor: material.deviationNeedsSecondPerson,
    role: actor.kind === "person" ? actor.role : "moderator",
  });
  const { sanctions, count, points, why, warnings } = card;
  const follows = card.recommendation?.violation === true ? { sanctions, count, points, why, warnings } : null;
  return { follows, card: { problems: [...problems, ...commit], sanctions } };
}

function listed(
  row: QueueRow,
  { read, material, pictures = [] }: { read: Read; material: CaseMaterial; pictures?: Thumbnail[] },
  reader: Reader,
  now: Date,
): ListedCase {
  const { pack, snapshot } = material;
  const matching = wordsOf(reader.words.locale, "matching");
  const { suggestions, clauses } = toSuggestions(pack, read.matches, { ...read, words: matching });
  const best: SuggestedClause | undefined = suggestions[0];
  const evidence = best ? onceEach(matchedIn(snapshot, best.evidence)) : [];
  const consequence = best ? consequenceOf(material, choiceOf(best.ref, evidence), reader, now) : null;
  const isShown = row.notShown.length === 0;
  const facts: ListFacts = {
    isShown,
    mayDecide: can(reader.actor, "case.decide"),
    state: row.state,
    restingState: read.restingState,
    heldBy: row.claimedBy && !row.claimedBy.isMe ? row.claimedBy.name : null,
    keptFor: row.handed && !row.handed.isToMe && !row.claimedBy?.isMe ? row.handed.to : null,
    childSafety: read.childSafety,
    severities: [row.severity, clauses[0]?.editorial.severity ?? null],
    hasMedia: snapshot.hasMedia,
    isContentHeld: isContentHeld(material),
    length: snapshot.title.length + snapshot.text.length,
    suggestion: best ? { isConfident: read.isConfident, evidence: evidence.length } : null,
    card: consequence?.card ?? null,
  };
  return {
    ...row,
    content: {
      ...shownInRow(isShown ? snapshot : { title: "", text: "" }),
      hasMedia: snapshot.hasMedia,
      ...cutTo(mostPictures, pictures),
    },
    clause: best ? { ref: best.ref, title: best.title, score: best.score, isConfident: read.isConfident } : null,
    evidence: isShown ? evidence : [],
    follows: consequence?.follows ?? null,
    notice: isShown ? mainNotice(material.notices) : null,
    zone: material.platform.zone,
    bars: mayDecideFromList(facts),
  };
}

/**
 * One page of open cases with what is needed to decide each where it stands (issue 4, list mode), by the same keyset,
 * filters, skills and clearance as the queue's rows. Each kind of thing is read once for the page, never once a row.
 * Decided cases have no list: nothing is left to decide.
 */
export async function listedCases(
  db: Db,
  request: QueueRequest,
  actor: Actor,
  now: Date = new Date(),
): Promise<Result<ListedPage>> {
  if (request.state === "decided") return ok({ rows: [], next: null });
  const page = await openCases(db, { ...request, limit: Math.min(request.limit, mostAtOnce) }, actor, now);
  if (!page.ok || page.value.rows.length === 0) return page.ok ? ok({ rows: [], next: null }) : page;
  const { rows, next } = page.value;
  const mayLook = can(actor, "media.reveal");
  const pictured = rows.filter(({ notShown }) => mayLook && notShown.length === 0).map(({ id }) => id);
  const [reads, materials, pictures] = await Promise.all([
    readOf(
      db,
      rows.map(({ id }) => id),
    ),
    materialsOn(db, rows),
    thumbnailsOf(db, pictured),
  ]);
  const reader = { actor, words: cardWords(actor) };
  const shown = rows.flatMap((row) => {
    const [read, material] = [reads.get(row.id), materials.get(row.id)];
    return read && material ? [listed(row, { read, material, pictures: pictures.get(row.id) }, reader, now)] : [];
  });
  return ok({ rows: shown, next });
}
