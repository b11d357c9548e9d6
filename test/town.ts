import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { desc, eq } from "drizzle-orm";
import { v4, v7 } from "uuid";
import type { Db } from "@/db/client";
import {
  accounts,
  auditEntries,
  cases,
  contentItems,
  decisions,
  noticeContacts,
  noticeItems,
  notices,
  people,
  snapshots,
} from "@/db/schema";
import type { Decided } from "@/lib/decisions/contract";
import { decideCase } from "@/lib/decisions/decide.command";
import { isFinder } from "@/lib/intake/detection.rules";
import type { Person, Role } from "@/lib/platform/permissions.rules";
import type { Result } from "@/lib/platform/result";
import { loadBuiltInPacks } from "@/lib/policy/load.command";

// Signed links need a secret, and a demo's secrets are kept in its data folder.
process.env.DATA_DIR ??= mkdtempSync(join(tmpdir(), "recourse-town-"));

/** Noon in China on a Wednesday; tests that need another moment pass it. */
export const townTime = new Date("2016-09-07T04:00:00Z");

/** The four platforms with their rules, as on a first start. */
export async function givenPacks(db: Db, now: Date = townTime): Promise<void> {
  for (const { platform, result } of await loadBuiltInPacks(db, now)) {
    if (!result.ok) throw new Error(`${platform}: ${result.reason}`);
  }
}

/** Somebody of the desk, signed in; the password is not needed where no test signs in with it. */
export async function aColleague(db: Db, about: { name?: string; role?: Role; locale?: string } = {}): Promise<Person> {
  const id = v7();
  const { name = `Test ${id.slice(-6)}`, role = "moderator", locale = "en" } = about;
  await db.insert(people).values({ id, email: `${id}@desk.example`, name, role, locale, passwordHash: "none" });
  return { kind: "person", id, name, role, locale, sessionId: v4() };
}

export type TownAccount = { id: string; platformId: string };

/** An account on a platform, with an address that statements can reach. */
export async function anAccount(db: Db, about: Partial<typeof accounts.$inferInsert> = {}): Promise<TownAccount> {
  const id = v7();
  const platformId = about.platformId ?? "taobao-weitao";
  const row = {
    id,
    platformId,
    externalId: id,
    handle: `shop-${id.slice(-4)}`,
    email: `${id}@account.example`,
    language: "zh-CN",
    zone: "Asia/Shanghai",
    createdAt: townTime,
  };
  await db.insert(accounts).values({ ...row, ...about });
  return { id: about.id ?? id, platformId };
}

export type CaseAbout = {
  platform?: string;
  account?: TownAccount | null;
  role?: string | null;
  surface?: string;
  title?: string;
  text?: string;
  language?: string;
  contentAt?: Date;
  contentAtKnown?: boolean;
  openedAt?: Date;
  notices?: number;
  media?: (typeof snapshots.$inferInsert)["media"];
} & Partial<Pick<typeof cases.$inferInsert, "rank" | "source" | "clauseGroup" | "tags" | "dueAt" | "severity">>;

export type TownCase = {
  caseId: string;
  version: number;
  itemId: string;
  snapshotId: string;
  accountId: string | null;
  text: string;
};

/** An open case on one reported item; name only what a test is about. Without `account` it gets one of its own. */
export async function aCase(db: Db, about: CaseAbout = {}): Promise<TownCase> {
  const platformId = about.platform ?? about.account?.platformId ?? "taobao-weitao";
  const account = about.account === undefined ? await anAccount(db, { platformId }) : about.account;
  const text = about.text ?? "加微信看新款，全场包邮，点这里 http://sale.example/x";
  const [itemId, snapshotId, caseId] = [v7(), v7(), v7()];
  const openedAt = about.openedAt ?? townTime;
  const role =
    about.role === undefined
      ? platformId === "taobao-weitao"
        ? "buyer"
        : platformId === "alibaba"
          ? "merchant"
          : null
      : about.role;
  const surface = about.surface ?? (platformId === "alibaba" ? "listing" : "comment");
  const location = `https://${platformId}.example/${itemId}`;
  const accountId = account?.id ?? null;
  await db
    .insert(contentItems)
    .values({ id: itemId, platformId, location, locationKey: location, accountId, role, surface, createdAt: openedAt });
  const contentAt = about.contentAt ?? new Date("2016-08-18T13:04:00Z");
  const language = about.language ?? "zh";
  await db.insert(snapshots).values({
    id: snapshotId,
    platformId,
    itemId,
    title: about.title ?? "",
    text,
    language,
    contentAt,
    contentAtKnown: about.contentAtKnown ?? true,
    media: about.media ?? [],
    takenAt: openedAt,
    sha256: snapshotId.replaceAll("-", ""),
  });
  await db.insert(cases).values({
    id: caseId,
    platformId,
    itemId,
    snapshotId,
    accountId,
    rank: about.rank ?? 1000,
    openedAt,
    dueAt: about.dueAt ?? new Date(openedAt.getTime() + 48 * 3_600_000),
    source: about.source ?? "guest",
    language,
    surface,
    clauseGroup: about.clauseGroup ?? null,
    severity: about.severity ?? null,
    tags: about.tags ?? [],
    excerpt: text.slice(0, 200),
  });
  const made = { caseId, version: 1, itemId, snapshotId, accountId, text };
  for (let count = 0; count < (about.notices ?? 1); count += 1)
    await aReport(db, made, { platformId, source: about.source ?? "guest" });
  return made;
}

/** One more report about a case's item; `email: null` is somebody who cannot be answered by mail. */
export async function aReport(
  db: Db,
  about: Pick<TownCase, "caseId" | "itemId">,
  more: Partial<typeof notices.$inferInsert> & {
    platformId?: string;
    email?: string | null;
    name?: string | null;
    contactLanguage?: string;
  } = {},
): Promise<{ noticeId: string }> {
  const { email, name, contactLanguage, ...notice } = more;
  const noticeId = v7();
  const [row] = await db.select({ platformId: cases.platformId }).from(cases).where(eq(cases.id, about.caseId));
  const platformId = row?.platformId ?? notice.platformId ?? "taobao-weitao";
  await db.insert(notices).values({
    id: noticeId,
    reference: `N-${noticeId}`,
    secretHash: "none",
    source: "guest",
    channel: "form",
    legalClaim: true,
    explanation: "They keep sending this advertisement to everybody.",
    goodFaithAt: townTime,
    goodFaithWording: "v1",
    language: "en",
    receivedAt: townTime,
    // Who looks for content says how it was found; a test that is about silence says null.
    automatedDetection: isFinder(notice.source ?? "") ? "none" : null,
    ...notice,
    platformId,
  });
  if (email !== null) {
    const contact = {
      noticeId,
      name: name === undefined ? "Ida Vint" : name,
      email: email ?? `${noticeId}@notifier.example`,
      language: contactLanguage ?? "en",
      zone: "Europe/Berlin",
    };
    await db.insert(noticeContacts).values(contact);
  }
  await db.insert(noticeItems).values({
    platformId,
    noticeId,
    itemId: about.itemId,
    caseId: about.caseId,
    location: `https://${platformId}.example/${about.itemId}`,
    createdAt: townTime,
  });
  return { noticeId };
}

type Violation = Record<string, unknown>;

/** The least that makes a violation decision: spam on the penalty table, the whole text marked as evidence. */
export function aViolation(about: TownCase, more: Violation = {}): Violation {
  const evidence = [{ in: "text", start: 0, end: about.text.length, text: about.text, element: "" }];
  return {
    caseId: about.caseId,
    version: about.version,
    outcome: "violation",
    ground: "terms",
    clause: "Table.4",
    evidence,
    sanctions: [],
    ...more,
  };
}

/** What the table gives a buyer for rows 4 to 12 the first time. */
export const firstBuyerSanction = [{ action: "tb.delete-content" }, { action: "tb.suspend-comments-7d" }];

/** The decision that an authority orders: the content goes because of the law, and nothing else follows. */
export const whatWasOrdered = {
  ground: "law",
  clause: undefined,
  legalGround: "Section 5 of the Example Act",
  legalExplanation: "The offer is of goods that nobody may sell in this country.",
  sanctions: [{ action: "tb.delete-content" }],
};

/** A decided case: an earlier violation of an account, made through the command itself. */
export async function aDecidedCase(
  db: Db,
  about: CaseAbout & { by: Person; at: Date; decision?: Violation },
): Promise<TownCase & Decided> {
  const made = await aCase(db, { openedAt: about.at, ...about });
  const input = aViolation(made, { sanctions: firstBuyerSanction, ...about.decision });
  const decided: Result<Decided> = await decideCase(about.by, input, about.at);
  if (!decided.ok) throw new Error(`${decided.reason} ${JSON.stringify(decided.fields)}`);
  return { ...made, ...decided.value };
}

/** The newest audit entries of one subject, newest first: verb and outcome. */
export async function auditOf(db: Db, subjectId: string): Promise<{ verb: string; outcome: string; body: string }[]> {
  const { verb, outcome, body, seq } = auditEntries;
  return db
    .select({ verb, outcome, body })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, subjectId))
    .orderBy(desc(seq));
}

/** The standing decision of a case, or undefined. */
export async function decisionOf(db: Db, caseId: string): Promise<typeof decisions.$inferSelect | undefined> {
  const [row] = await db
    .select()
    .from(decisions)
    .where(eq(decisions.caseId, caseId))
    .orderBy(desc(decisions.decidedAt))
    .limit(1);
  return row;
}

/** A case as it is stored now. */
export async function caseRow(db: Db, caseId: string): Promise<typeof cases.$inferSelect> {
  const [row] = await db.select().from(cases).where(eq(cases.id, caseId));
  if (!row) throw new Error(`no case ${caseId}`);
  return row;
}
