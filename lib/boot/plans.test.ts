import { eq, type SQL, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { noticeItems } from "@/db/schema";
import { outboxCounts, outboxPage } from "@/lib/administration/queries";
import { decisionAtLink } from "@/lib/appeals/addressee.queries";
import { settleReplaced } from "@/lib/appeals/replace.command";
import { reviewersOf } from "@/lib/appeals/store";
import { clockPage, needsYou } from "@/lib/clocks/board.queries";
import { ClockRequest } from "@/lib/clocks/contract";
import { DecisionsRequest } from "@/lib/decisions/api.contract";
import { decisionsAfter } from "@/lib/decisions/api.queries";
import { signLink } from "@/lib/decisions/link.rules";
import { isHiddenPicture } from "@/lib/decisions/media.queries";
import { knownAnswer } from "@/lib/matching/outside.store";
import { unusableAnswers } from "@/lib/matching/unusable.store";
import { AuditFilter, auditPage } from "@/lib/platform/audit-log";
import { secrets } from "@/lib/platform/env";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { readRows } from "@/lib/platform/rows";
import { QueueRequest } from "@/lib/queue/contract";
import { metricsText } from "@/lib/queue/metrics.queries";
import { openCases } from "@/lib/queue/queries";
import { changeCare } from "@/lib/wellbeing/care.command";
import { whatIsLeft } from "@/lib/wellbeing/left.queries";
import { myDay } from "@/lib/wellbeing/queries";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aColleague, givenPacks, townTime } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;

/** The same id for the same words, of the shape that ids have (version 4). */
const idFrom = (text: string) =>
  sql.raw(`overlay(overlay(md5(${text}) placing '4' from 13) placing '8' from 17)::uuid`);
const idOf = (what: string) => idFrom(`'${what} ' || n`);
/** A common value, and one row in five hundred that is not: what is asked for is always the rare one. */
const rarely = (rare: string, common: string) => sql.raw(`case when n % 500 = 7 then '${rare}' else '${common}' end`);
const rows = sql.raw("from generate_series(1, 4000) n");
const at = sql.raw("timestamptz '2016-01-01' + n * interval '1 minute'");

/** Four thousand decided cases with everything that hangs on them, written by the database itself. */
const everything: SQL[] = [
  sql`insert into content_items (id, platform_id, location, location_key, created_at)
    select ${idOf("item")}, 'wechat', 'https://wechat.example/' || n, 'k' || n, ${at} ${rows}`,
  sql`insert into snapshots (id, platform_id, item_id, content_at, content_at_known, taken_at, sha256)
    select ${idOf("snapshot")}, 'wechat', ${idOf("item")}, ${at}, true, ${at}, 'x' || n ${rows}`,
  sql`insert into cases (id, platform_id, item_id, snapshot_id, state, rank, opened_at, due_at, source, language, clause_group, tags, decided_at)
    select ${idOf("case")}, ${rarely("alibaba", "wechat")}, ${idOf("item")}, ${idOf("snapshot")}, 'decided', n, ${at}, ${at},
      (${rarely("court", "guest")})::notice_source, ${rarely("fr", "zh")}, ${rarely("rare", "common")},
      (${rarely('["adult"]', "[]")})::jsonb, ${at} ${rows}`,
  sql`insert into notices (id, platform_id, reference, secret_hash, source, channel, legal_claim, explanation, good_faith_at, good_faith_wording, language, received_at)
    select ${idOf("notice")}, 'wechat', 'N-' || n, 'x', 'guest', 'form', true, 'x', ${at}, 'v1', 'zh', ${at} ${rows}`,
  sql`insert into decisions (id, platform_id, case_id, snapshot_id, outcome, origin, content_day, decided_by, decided_at, effective_at, reversed_at)
    select ${idOf("decision")}, 'wechat', ${idOf("case")}, ${idOf("snapshot")}, 'violation', 'notice', '2016-01-01',
      (select id from people limit 1), ${at}, ${at}, case when n % 3 = 0 then ${at} end ${rows}`,
  sql`insert into notice_items (id, platform_id, notice_id, item_id, case_id, location, decision_id, created_at)
    select ${idOf("notice item")}, 'wechat', ${idOf("notice")}, ${idOf("item")}, ${idOf("case")}, 'x', ${idOf("decision")}, ${at} ${rows}`,
  sql`insert into statements (id, platform_id, decision_id, addressee, is_statement_of_reasons, language, zone, subject, parts, composed_at, due_at, appeal_until, delivery)
    select ${idOf("statement")}, 'wechat', ${idOf("decision")}, 'affected', true, 'zh', 'UTC', 'x', '[]', ${at},
      ${at}, ${at} + interval '300 days', (${rarely("held", "sent")})::delivery ${rows}`,
  sql`insert into appeals (id, platform_id, reference, decision_id, statement_id, by, text, language, state, received_at, due_at, outcome, new_decision_id, decided_at)
    select ${idOf("appeal")}, 'wechat', 'A-' || n, ${idOf("decision")}, ${idOf("statement")}, ${rarely("notifier", "affected")}, 'x', 'zh', 'notified',
      ${at}, ${at}, 'reversed', case when n % 2 = 0 then ${idOf("decision")} end, ${at} ${rows}`,
  sql`insert into remedies (id, platform_id, decision_id, kind, state, created_at)
    select ${idOf("remedy")}, 'wechat', ${idOf("decision")}, ${rarely("replace_sanction", "tell_platform")},
      (${rarely("waiting", "done")})::remedy_state, ${at} ${rows}`,
  sql`insert into outbox (id, platform_id, kind, dedupe_key, state, run_at, created_at)
    select ${idOf("message")}, 'wechat', ${rarely("webhook.event", "mail.receipt")}, 'm' || n,
      (case n % 500 when 7 then 'stuck' when 8 then 'refused' when 9 then 'waiting' else 'sent' end)::outbox_state, ${at}, ${at} ${rows}`,
  sql`insert into case_suggestions (id, platform_id, case_id, model, confident, made_at)
    select ${idOf("suggestion")}, 'wechat', ${idOf("case")}, 'x', 'no', ${at} ${rows}`,
  sql`insert into outside_readings (id, platform_id, case_id, suggestion_id, tool, state, why, name, question, created_at, asked_at)
    select ${idOf("reading")}, 'wechat', ${idOf("case")}, ${idOf("suggestion")}, 'model', 'failed', 'not_json',
      ${rarely("guard", "other")}, 'q' || n, ${at}, ${at} ${rows}`,
  sql`insert into audit_entries (chain, at, actor_kind, verb, outcome, body)
    select 'desk', ${at}, 'system', 'x', ${rarely("refused", "done")}, '{}' ${rows}`,
];

beforeAll(async () => {
  if (!onPostgres) return;
  await givenPacks(db());
  mei = await aColleague(db());
  for (const statement of everything) await db().execute(statement);
  await opened().exec("vacuum (analyze)");
});

type Asked = { text: string; values: readonly unknown[] };

/** Every query that `work` asks, as the database gets it. */
async function askedBy(work: () => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = [];
  const session: unknown = Reflect.get(db(), "session");
  if (typeof session !== "object" || session === null) throw new Error("drizzle keeps its session elsewhere now");
  const before: unknown = Reflect.get(session, "logger");
  Reflect.set(session, "logger", { logQuery: (text: string, values: unknown[]) => void asked.push({ text, values }) });
  await work();
  Reflect.set(session, "logger", before);
  return asked;
}

const Plan = z.object({ "QUERY PLAN": z.string() });

/** The planner's choice, a line for each step; a walk over a whole table is taken only where there is no other way. */
async function planOf({ text, values }: Asked): Promise<string> {
  const pieces = text
    .split(/\$(\d+)/)
    .map((piece, n) => (n % 2 === 0 ? sql.raw(piece) : sql`${values[Number(piece) - 1]}`));
  return db().transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    const lines = readRows(await tx.execute(sql`explain ${sql.join(pieces)}`), Plan);
    return lines.map((line) => line["QUERY PLAN"]).join("\n");
  });
}

/** The id of the first rare one. */
async function idOfFirst(what: string): Promise<string> {
  const answer = await db().execute(sql`select ${idFrom(`'${what} 7'`)}::text as id`);
  return readRows(answer, z.object({ id: z.string() }))[0]?.id ?? "";
}
const decidedBy = (filter: Record<string, string>) => () =>
  openCases(db(), QueueRequest.parse({ state: "decided", ...filter }), mei, townTime);

const lead = (): Person => ({ ...mei, role: "supervisor" });
const everywhere: Actor = { kind: "key", id: "k", name: "k", platformIds: [], permissions: ["metrics.read"] };

/** What is asked often, and the index that answers it. */
const hot: [string, () => Promise<unknown>, string[]][] = [
  [
    "the page behind a link in a letter",
    async () => decisionAtLink(db(), signLink(await idOfFirst("statement"), secrets().links), townTime),
    ["appeals_statement"],
  ],
  ["who took part in a decision", async () => reviewersOf(db(), await idOfFirst("decision")), ["appeals_new_decision"]],
  [
    "reports that an undone decision had answered",
    async () =>
      db()
        .update(noticeItems)
        .set({ decisionId: null })
        .where(eq(noticeItems.decisionId, await idOfFirst("decision"))),
    ["notice_items_decision"],
  ],
  [
    "what new decisions have replaced, every five seconds",
    () => settleReplaced(db(), townTime),
    ["remedies_replacing", "appeals_joining"],
  ],
  [
    "decisions of a program's platforms",
    () => decisionsAfter(db(), everywhere, DecisionsRequest.parse({ limit: 5 }), townTime),
    ["decisions_platform"],
  ],
  [
    "whether a picture is of a case of child safety",
    async () => isHiddenPicture(db(), mei, await idOfFirst("snapshot")),
    ["cases_hidden_items"],
  ],
  ["whether a model is to be left alone", () => unusableAnswers(db(), "wechat", "guard"), ["outside_readings_pauses"]],
  ["whether a reader was asked this before", () => knownAnswer(db(), "q7"), ["outside_readings_question"]],
  ["numbers for monitoring", () => metricsText(db(), everywhere, townTime), ["cases_platform_", "outbox_state"]],
  [
    "a page of the clocks",
    () => clockPage(db(), lead(), ClockRequest.parse({ limit: 5 }), townTime),
    ["statements_owed", "statements_windows"],
  ],
  ["what is overdue and needs somebody, every minute", () => needsYou(db(), lead(), townTime), ["statements_owed"]],
  ["how many messages are stuck", () => outboxCounts(db()), ["outbox_state"]],
  ["the messages that are stuck", () => outboxPage(db(), "stuck", null, townTime), ["outbox_state"]],
  ["what is to be sent, every second", () => drainOutbox(db(), {}, new Date("2015-01-01")), ["outbox_due"]],
  ["refusals in the log", () => auditPage(db(), AuditFilter.parse({ outcome: "refused" })), ["audit_outcome"]],
  ["decided cases of a platform", decidedBy({ platform: "alibaba" }), ["cases_decided_platform"]],
  ["decided cases in a language", decidedBy({ language: "fr" }), ["cases_(decided_language|languages_general)"]],
  ["decided cases of a source", decidedBy({ source: "court" }), ["cases_decided_source"]],
  ["decided cases of a clause group", decidedBy({ group: "rare" }), ["cases_decided_group"]],
  ["decided cases with a tag", decidedBy({ tag: "adult" }), ["cases_decided_tagged"]],
];
for (const [name, work, indexes] of hot) {
  test.runIf(onPostgres)(`${name}: answered by an index of its own, however many rows there are`, async () => {
    const plans: string[] = [];
    for (const asked of await askedBy(work)) plans.push(await planOf(asked));
    const all = plans.join("\n\n");
    for (const index of indexes) expect(all).toMatch(new RegExp(index));
    expect(all).not.toMatch(
      /Seq Scan on (cases|outside_readings|appeals|remedies|outbox|audit_entries|notice_items|decisions|statements)\b/,
    );
  });
}

/** Beside them as many that are open, of which few are of any class of harm. */
const open = sql`insert into cases (id, platform_id, item_id, snapshot_id, rank, opened_at, due_at, source, language, harms_told)
  select ${idOf("open case")}, 'wechat', ${idOf("item")}, ${idOf("snapshot")}, n, ${at}, ${at}, 'guest', 'zh',
    (${rarely('["violence"]', "[]")})::jsonb ${rows}`;

test.runIf(onPostgres)(
  "whether anything waits that somebody is not given, and what they hold, costs few rows",
  async () => {
    await db().execute(open);
    await opened().exec("vacuum (analyze)");
    await changeCare(mei, { optedOut: ["violence"], limits: {} }, townTime);
    const plans: string[] = [];
    const left = () => whatIsLeft(db(), mei, {}, townTime);
    for (const read of [() => myDay(db(), mei, townTime), left])
      for (const asked of await askedBy(read)) plans.push(await planOf(asked));
    const all = plans.join("\n\n");
    for (const index of ["cases_harmful", "cases_claimed_by", "care_shifts_person"]) expect(all).toContain(index);
  },
);
