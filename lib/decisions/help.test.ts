import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { cases, helpResources, notices, statements } from "@/db/schema";
import { addHelpResource } from "@/lib/administration/help-resource.command";
import { helpForNotice } from "@/lib/intake/help.queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  anAccount,
  aReport,
  aViolation,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { decideCase } from "./decide.command";
import { previewCase } from "./preview.queries";
import { caseView } from "./queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let lucia: Person;
let mei: Person;
beforeAll(async () => {
  await givenPacks(db());
  lucia = await aColleague(db(), { role: "admin" });
  mei = await aColleague(db());
});
beforeEach(() => db().delete(helpResources));

async function added(more: Record<string, unknown> = {}) {
  const place = {
    organisation: "TelefonSeelsorge",
    country: "DE",
    topics: ["self_harm"],
    phone: "116 123",
    url: "https://www.telefonseelsorge.de",
    languages: ["de"],
  };
  const answer = await addHelpResource(lucia, { ...place, ...more }, townTime);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
}

/** A report on somebody who seems to want to die, with a case of its own. */
async function aGraveCase(jurisdiction: string | null) {
  const account = await anAccount(db(), { jurisdiction, language: "en" });
  const about = await aCase(db(), { account, notices: 0 });
  await db()
    .update(cases)
    .set({ harmsTold: ["self_harm"] })
    .where(eq(cases.id, about.caseId));
  const { noticeId } = await aReport(db(), about, { category: "self_harm" });
  return { ...about, noticeId };
}

/** The paragraphs under "Where help is" of each letter of a decision, by addressee. */
async function helpTold(about: Awaited<ReturnType<typeof aGraveCase>>) {
  const made = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), townTime);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const sent = await db().select().from(statements).where(eq(statements.decisionId, made.value.decisionId));
  return Object.fromEntries(
    sent.map(({ addressee, parts }) => [addressee, parts.find(({ id }) => id === "help")?.paragraphs.join("\n") ?? ""]),
  );
}

test("whoever is written to from a country with a place of its own reads that place; the notifier, of whom no country is known, reads the directories too", async () => {
  await added();
  await added({ organisation: "SOS Amitié", country: "FR", phone: null, url: "https://www.sos-amitie.com" });
  const told = await helpTold(await aGraveCase("DE"));
  expect(told.affected).toContain("TelefonSeelsorge (Germany, German): 116 123, https://www.telefonseelsorge.de");
  expect(told.affected).not.toContain("SOS Amitié");
  expect(told.affected).not.toContain("findahelpline");
  expect(told.notifier).toMatch(/TelefonSeelsorge.*SOS Amitié.*findahelpline/s);
});

test("without a place of the desk's own both letters name the built-in directories", async () => {
  const told = await helpTold(await aGraveCase("DE"));
  for (const letter of [told.affected, told.notifier]) expect(letter).toContain("https://findahelpline.com");
});

test("under a clause that lists self-abuse beside pyramid schemes, a letter about a pyramid scheme offers no help against suicide", async () => {
  const text = "Recruit three friends and earn for life. Join today, the first hundred win.";
  const about = await aCase(db(), {
    platform: "aliexpress",
    account: await anAccount(db(), { platformId: "aliexpress", language: "en" }),
    role: "merchant",
    surface: "feed",
    text,
    language: "en",
  });
  const span = { in: "text", start: 0, end: 21, text: text.slice(0, 21), element: "pyramid schemes" };
  const shown = async (evidence: object[]) => {
    const facts = "Asks each new member for a fee and for three more members, with an income promised for nothing.";
    const asked = { caseId: about.caseId, clause: "5.sensitive.7", facts, evidence };
    const preview = await previewCase(mei, asked, townTime);
    if (!preview.ok) throw new Error(JSON.stringify(preview));
    return JSON.stringify(preview.value);
  };
  expect(await shown([span])).toContain("pyramid schemes");
  expect(await shown([span])).not.toContain("findahelpline");
  expect(await shown([{ ...span, element: "self-abuse" }])).toContain("findahelpline");
});

test("the moderator sees the desk's own places of every country beside the case", async () => {
  await added();
  const { caseId } = await aGraveCase("FR");
  const seen = await caseView(db(), mei, caseId, townTime);
  expect(seen.ok && seen.value.resources.map(({ label }) => label.en)).toContain("TelefonSeelsorge");
});

test("a reporter's page names help for what they said themselves, and for nothing else that is known of the case", async () => {
  await added();
  const { caseId, itemId, noticeId } = await aGraveCase(null);
  const other = await aReport(db(), { caseId, itemId }, { category: "spam" });
  const referenceOf = async (id: string) =>
    (await db().select({ reference: notices.reference }).from(notices).where(eq(notices.id, id)))[0]?.reference ?? "";
  const helped = await helpForNotice(db(), await referenceOf(noticeId));
  expect(helped[0]?.label.en).toBe("TelefonSeelsorge");
  expect(await helpForNotice(db(), await referenceOf(other.noticeId))).toEqual([]);
});
