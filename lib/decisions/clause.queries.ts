import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, cases, contentItems, snapshots } from "@/db/schema";
import { explanationsOf } from "@/lib/intake/suggest.store";
import { searchWordsOf } from "@/lib/matching/search-words.store";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { packOn } from "@/lib/policy/editions.rules";
import { packFor } from "@/lib/policy/store";
import { shownTo } from "@/lib/queue/filters.queries";
import { searchClauses } from "./clause-search.rules";
import { clauseView } from "./clause-view.rules";
import type { ClauseView } from "./contract";
import { withChangesFor } from "./own-changes.queries";
import { withRaised } from "./raised.store";
import { localeOf, wordsOf } from "./words.store";

/**
 * Clauses that govern this case's content and hold the words of `text`, in either Chinese script or English. A clause
 * asked for by its whole reference is found whatever its kind, unless the version that governs does not have it. Exceptions
 * that words of the case speak for are raised beside each, as beside those that are suggested.
 */
export async function clausesOfCase(db: Db, actor: Actor, caseId: string, text: string): Promise<Result<ClauseView[]>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const [row] = await db
    .select({
      platformId: cases.platformId,
      contentAt: snapshots.contentAt,
      title: snapshots.title,
      text: snapshots.text,
      role: contentItems.role,
      jurisdiction: accounts.jurisdiction,
    })
    .from(cases)
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .leftJoin(accounts, eq(accounts.id, cases.accountId))
    .where(and(eq(cases.id, caseId), shownTo(actor)));
  const whole = row && (await packFor(db, row.platformId));
  if (!row || !whole) return fail("not_found", "case_not_found");
  const day = dayIn(row.contentAt, whole.zone);
  const pack = packOn(whole, day);
  const scope = { day, role: row.role ?? undefined, jurisdiction: row.jurisdiction ?? undefined };
  const found = searchClauses(pack, text, scope, { known: searchWordsOf(pack) });
  const views = found.map((clause) => clauseView(pack, clause, day));
  const on = { ...row, explanations: await explanationsOf(db, caseId) };
  const raised = withRaised(views, pack, on, wordsOf(localeOf(actor), "matching"));
  // All editions: the earlier wording is of another than governs the content.
  return ok(await withChangesFor(db, actor, raised, { pack: whole, clauses: found, day }));
}
