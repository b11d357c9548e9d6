import { v7 } from "uuid";
import type { Db } from "@/db/client";
import {
  appeals,
  databaseCopies,
  decisionAnswers,
  decisions,
  noticeItems,
  notices,
  orders,
  sanctions,
  statements,
} from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { aCase } from "./town";

const plus = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000);

type Decided = {
  platform?: string;
  at: Date;
  values: readonly string[];
  language?: string;
  reverts?: boolean;
  /** KEYWORD_OTHER in words: a copy that says it is written, too. */
  described?: string;
} & Partial<typeof decisions.$inferInsert>;

/** A decision as it is stored, with a restriction for each value; for what a report counts, not for how one is made. */
export async function aStoredDecision(db: Db, by: Person, about: Decided) {
  const { platform: platformId = "aliexpress", at, values, language = "en", described, ...more } = about;
  const made = await aCase(db, { platform: platformId, language, notices: 0, openedAt: at, contentAt: at });
  const id = v7();
  await db.insert(decisions).values({
    id,
    platformId,
    caseId: made.caseId,
    snapshotId: made.snapshotId,
    accountId: made.accountId,
    outcome: values.length > 0 ? "violation" : "no_violation",
    rationale: "Nothing in it.",
    origin: "own",
    groundTerms: true,
    dsaCategory: "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
    dsaKeyword: "KEYWORD_PHISHING",
    contentDay: "2025-01-01",
    decidedBy: by.id,
    decidedAt: at,
    effectiveAt: at,
    ...more,
  });
  for (const dsaValue of values)
    await db.insert(sanctions).values({
      ...{ platformId, decisionId: id, accountId: made.accountId, dsaValue, startsAt: at, state: "in_force" },
      ...{ action: "x", label: { en: "x" }, target: "content", needsStatement: true },
    });
  const statementId = v7();
  const statement = {
    id: statementId,
    platformId,
    decisionId: id,
    addressee: "affected",
    isStatementOfReasons: values.length > 0,
  };
  const letter = {
    language: "en",
    zone: "UTC",
    subject: "s",
    parts: [],
    composedAt: at,
    puid: values.length > 0 ? v7() : null,
  };
  await db.insert(statements).values({ ...statement, addressee: "affected", ...letter });
  if (described)
    await db.insert(databaseCopies).values({
      ...{ platformId, decisionId: id, statementId, puid: letter.puid ?? v7(), state: "ready", composedAt: at },
      payload: { category_specification_other: described },
    });
  return { ...made, decisionId: id, statementId, platformId };
}

/** A notice on given cases, each answered by its decision if there is one. */
export async function aStoredNotice(
  db: Db,
  items: readonly { caseId: string; itemId: string; decisionId?: string }[],
  about: { at: Date; platform?: string } & Partial<typeof notices.$inferInsert>,
) {
  const { platform: platformId = "aliexpress", at, ...more } = about;
  const id = v7();
  await db.insert(notices).values({
    ...{ id, platformId, reference: `N-${id.slice(-12)}`, secretHash: "x", source: "guest", channel: "form" },
    ...{ legalClaim: true, explanation: "It is illegal.", goodFaithAt: at, goodFaithWording: "v1", language: "en" },
    receivedAt: at,
    ...more,
  });
  for (const { caseId, itemId, decisionId } of items) {
    const noticeItemId = v7();
    await db.insert(noticeItems).values({
      ...{ id: noticeItemId, platformId, noticeId: id, itemId, caseId, createdAt: at },
      ...{ location: `https://x.example/${itemId}`, ...(decisionId ? { decisionId } : {}) },
    });
    if (decisionId) await db.insert(decisionAnswers).values({ decisionId, noticeItemId });
  }
  return id;
}

/** A complaint that was answered so many hours after it came. */
export async function aStoredComplaint(
  db: Db,
  { decisionId, statementId, platformId }: { decisionId: string; statementId: string; platformId: string },
  about: { at: Date; hours: number } & Partial<typeof appeals.$inferInsert>,
) {
  const { at, hours, ...more } = about;
  const id = v7();
  const answered = plus(at, hours);
  await db.insert(appeals).values({
    ...{
      id,
      platformId,
      reference: `A-${id.slice(-12)}`,
      decisionId,
      statementId,
      by: "affected",
      text: "No.",
      language: "en",
    },
    ...{
      state: "notified",
      receivedAt: at,
      dueAt: answered,
      outcome: "reversed",
      decidedAt: answered,
      notifiedAt: answered,
    },
    ...{ cause: "facts" },
    ...more,
  });
}

export async function aStoredOrder(
  db: Db,
  about: { at: Date; platform?: string } & Partial<typeof orders.$inferInsert>,
) {
  const { platform: platformId = "aliexpress", at, ...more } = about;
  await db.insert(orders).values({
    ...{ platformId, kind: "act", authority: "A court", country: "DE", email: "court@example.org", language: "de" },
    ...{ receivedAt: at, recordedAt: at, acknowledgedAt: plus(at, 1), effectAt: plus(at, 30), effect: "given" },
    locations: ["https://x.example/1", "https://x.example/2"],
    ...more,
  });
}
