import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { mails, sanctions } from "@/db/schema";
import { letterLanguages } from "@/i18n/locales";
import { decideCase } from "@/lib/decisions/decide.command";
import { storedMeasureInWords } from "@/lib/decisions/statement-text.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import { translatorFor } from "@/messages/load";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, anAccount, aReport, aViolation, firstBuyerSanction, townTime } from "@/test/town";
import { answerAppeal } from "./answer.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
});

const label = { en: "Delete the violating information", hans: "删除违规信息" };
const dsaValue = "DECISION_VISIBILITY_CONTENT_REMOVED";

test.each(letterLanguages)(
  "a letter in %s says in our words what was done before it quotes the platform's, which in Chinese say it themselves",
  (language) => {
    const t = translatorFor(language, "statement");
    const named = storedMeasureInWords({ label, dsaValue }, language, t);
    const own = { "zh-Hans": label.hans, "zh-Hant": "刪除違規信息" }[language as string];
    expect(named).toBe(own ?? t("restriction.named", { measure: t(`measure.${dsaValue}`), label: label.en }));
  },
);

test("what the database is not told of has the platform's words alone: nothing is made up for it", () => {
  const t = translatorFor("pl", "statement");
  expect(storedMeasureInWords({ label: { en: "Warn" }, dsaValue: null }, "pl", t)).toBe("Warn");
});

const bodyTo = async (address: string, kind: string) => {
  const rows = await db()
    .select()
    .from(mails)
    .where(and(eq(mails.toAddress, address), eq(mails.kind, kind)))
    .orderBy(mails.sentAt, mails.id);
  return rows.at(-1)?.body ?? "";
};

test("an answer to an appeal in Polish and the letter on the changed decision in French name measures as the statements did", async () => {
  const account = await anAccount(db(), { language: "pl", email: "ola@people.example" });
  const about = await aCase(db(), { account, notices: 0 });
  await aReport(db(), about, { email: "luc@people.example", contactLanguage: "fr", language: "fr" });
  const decided = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), townTime);
  if (!decided.ok) throw new Error(JSON.stringify(decided));
  await theWorkerRuns(db(), after(60));
  const { decisionId } = decided.value;
  const { appealId, version } = await aTakenAppeal(db(), decisionId, amara);
  const statement = await bodyTo("ola@people.example", "mail.statement");
  await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, after(days(2)));
  await theWorkerRuns(db(), after(days(2)));
  const [pl, fr] = [translatorFor("pl", "statement"), translatorFor("fr", "statement")];
  const removed = { pl: pl(`measure.${dsaValue}`), fr: fr(`measure.${dsaValue}`) };
  expect(statement).toContain(removed.pl);
  const answer = await bodyTo("ola@people.example", "mail.appeal_answer");
  expect(answer).toContain(removed.pl);
  expect(answer).toContain(pl("measure.DECISION_PROVISION_PARTIAL_SUSPENSION"));
  const changed = await bodyTo("luc@people.example", "mail.outcome");
  expect(changed).toContain(removed.fr);
  expect(changed).not.toContain(fr("measure.DECISION_PROVISION_PARTIAL_SUSPENSION"));
});

test("an appeal that is right in part names what stays in the reader's language too", async () => {
  const account = await anAccount(db(), { language: "de", email: "uwe@people.example" });
  const { decisionId } = await aToldDecision(db(), { by: mei, account });
  const { appealId, version } = await aTakenAppeal(db(), decisionId, amara);
  const measures = await db().select().from(sanctions).where(eq(sanctions.decisionId, decisionId));
  const paused = measures.filter(({ target }) => target !== "content").map(({ id }) => id);
  const part = { outcome: "partly_reversed", cause: "facts", reasons, liftSanctions: paused };
  const answered = await answerAppeal(amara, { appealId, version, ...part }, after(days(2)));
  expect(answered).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(2)));
  const de = translatorFor("de", "statement");
  expect(await bodyTo("uwe@people.example", "mail.appeal_answer")).toContain(de(`measure.${dsaValue}`));
});
