import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, databaseCopies, noticeItems, notices, statements } from "@/db/schema";
import { submitNotice } from "@/lib/intake/commands";
import type { DetectionExtent } from "@/lib/intake/detection.rules";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  auditOf,
  aViolation,
  decisionOf,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { decideCase } from "./decide.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
const importer: Actor = {
  ...{ kind: "key", id: "0190a6a0-0000-7000-8000-000000000a03", name: "filter", platformIds: [] },
  permissions: ["notice.create", "notice.import"],
};

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
});

/** A notice as docs/api.md has it, through the API's own door, with a case to decide. */
async function found(automatedDetection?: DetectionExtent, source = "own_detection") {
  const id = crypto.randomUUID();
  const notice = {
    ...{ platform: "taobao-weitao", source, legalClaim: false, goodFaith: true },
    explanation: "Found by the spam filter.",
    ...(automatedDetection ? { automatedDetection } : {}),
    items: [
      {
        location: `https://taobao-weitao.example/${id}`,
        content: {
          text: "加微信看新款，全场包邮，点这里 http://sale.example/x",
          ...{ language: "zh-Hans", publishedAt: "2016-08-18", surface: "comment", role: "buyer" },
          account: { id, email: `${id}@people.example`, language: "en" },
        },
      },
    ],
  };
  const sent = await submitNotice(importer, notice, { channel: "api" }, townTime);
  if (!sent.ok) throw new Error(JSON.stringify(sent));
  const [row] = await db()
    .select({ caseId: cases.id, version: cases.version, text: cases.excerpt })
    .from(notices)
    .innerJoin(noticeItems, eq(noticeItems.noticeId, notices.id))
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .where(eq(notices.reference, sent.value.reference));
  if (!row) throw new Error("the notice has a case");
  return row;
}
type About = Awaited<ReturnType<typeof found>>;

const decide = (about: About, more: Record<string, unknown> = {}) =>
  decideCase(mei, { ...aViolation(about as never), sanctions: firstBuyerSanction, ...more }, townTime);

/** What the affected person reads of tools, what the Transparency Database is told, and what the decision keeps. */
async function toldOf(about: About) {
  const decision = await decisionOf(db(), about.caseId);
  const [letter] = await db()
    .select()
    .from(statements)
    .where(eq(statements.decisionId, decision?.id ?? ""));
  const [copy] = await db()
    .select()
    .from(databaseCopies)
    .where(eq(databaseCopies.decisionId, decision?.id ?? ""));
  const payload = copy?.payload as Record<string, unknown> | undefined;
  return {
    sentence: letter?.parts.find(({ id }) => id === "automation")?.paragraphs.join(" ") ?? "",
    copy: payload?.automated_detection,
    kept: decision?.findings.automatedDetection,
  };
}

test.each([
  ["full", "An automated tool found this content", "Yes"],
  ["partial", "An automated tool found this content", "Yes"],
  ["none", "No automated tool found this content", "No"],
] as const)(
  "S7: what the API says of its find, %s, is what the letter and the database tell",
  async (said, words, copy) => {
    const about = await found(said);
    expect(await decide(about)).toMatchObject({ ok: true });
    const told = await toldOf(about);
    expect(told).toMatchObject({ copy, kept: said });
    expect(told.sentence.startsWith(words)).toBe(true);
  },
);

test.each(["own_detection", "third_party"])(
  "S7: a find of %s that does not say whether a tool made it is decided only when the moderator has said so",
  async (source) => {
    const about = await found(undefined, source);
    const refused = await decide(about);
    expect(refused).toMatchObject({ ok: false, reason: "decision_incomplete" });
    expect(refused.ok ? [] : refused.fields).toEqual([{ field: "automatedDetection", reason: "detection_needed" }]);
    expect(await decisionOf(db(), about.caseId)).toBeUndefined();
    expect(await decide(about, { automatedDetection: "full" })).toMatchObject({ ok: true });
    expect(await toldOf(about)).toMatchObject({ copy: "Yes", kept: "full" });
  },
);

test("nobody is asked how it was found where nothing is found to be wrong", async () => {
  const about = await found();
  const rationale = "The address leads to the shop's own page and to nothing else.";
  const input = { caseId: about.caseId, version: about.version, outcome: "no_violation", rationale };
  expect(await decideCase(mei, input, townTime)).toMatchObject({ ok: true });
});

test("a source's word is corrected with a reason, which the decision keeps and the log does not quote", async () => {
  const about = await found("full");
  const why = "The filter only repeated what a colleague had marked by hand.";
  expect(await decide(about, { automatedDetection: "none" })).toMatchObject({ ok: false });
  expect(await decide(about, { automatedDetection: "none", automatedDetectionWhy: why })).toMatchObject({ ok: true });
  expect(await toldOf(about)).toMatchObject({ copy: "No", kept: "none" });
  const decision = await decisionOf(db(), about.caseId);
  expect(decision?.corrections).toEqual({ automatedDetection: { from: "full", to: "none", why } });
  const [entry] = await auditOf(db(), about.caseId);
  expect(entry?.body).toContain('"corrected":["automatedDetection"]');
  expect(entry?.body).not.toContain("by hand");
});

test("what people reported is told as not found by a tool, and nobody is asked", async () => {
  const about = await aCase(db());
  const decided = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), townTime);
  expect(decided).toMatchObject({ ok: true });
  expect((await decisionOf(db(), about.caseId))?.automatedDetection).toBe(false);
});
