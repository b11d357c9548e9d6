import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { databaseCopies, mails } from "@/db/schema";
import { outboxHandlers } from "@/lib/boot/handlers";
import { reviewCopy } from "@/lib/decisions/copy-review.command";
import { decideCase } from "@/lib/decisions/decide.command";
import { metrics } from "@/lib/platform/metrics";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import { aSendingDesk, platform } from "@/test/sending-desk";
import { given } from "@/test/statements-due";
import { aCase, aColleague, anAccount, aViolation } from "@/test/town";
import { alertOfCopies } from "./copies-alert.store";
import { measureCopies } from "./copies-to-review.queries";
import { databaseLanes, reconciliation } from "./submissions.queries";

const desk = aSendingDesk();
const { db, send, due, timesOf } = desk;
const contentAt = new Date("2026-01-05T03:00:00Z");

/** A decision with words that somebody typed: its copy waits for a look. */
async function aTypedCopy() {
  const account = await anAccount(db(), { platformId: platform, language: "en" });
  const about = await aCase(db(), { account, text: "This shop is the worst of all.", language: "en", contentAt });
  const input = aViolation(about, {
    ...{ clause: "2.annoy", sanctions: [{ action: "ae.suspend-account", openEnded: true }] },
    ...{ ground: "terms_and_law", legalGround: "Example Act, section 12" },
    legalExplanation: "It insults everybody who works in that shop, and says where they live.",
  });
  const decided = await decideCase(desk.mei, input, desk.now());
  if (!decided.ok) throw new Error(JSON.stringify(decided));
  const { decisionId } = databaseCopies;
  const [copy] = await db().select().from(databaseCopies).where(eq(decisionId, decided.value.decisionId));
  if (!copy) throw new Error("no copy");
  return copy;
}

test("words that somebody typed are sent only after a look: until then the outbox and the days say that they wait for one", async () => {
  const [byKey = ""] = await due(1);
  const copy = await aTypedCopy();
  desk.pass(60);
  await send();
  expect([timesOf(byKey), timesOf(copy.puid)]).toEqual([[1], []]);
  const lane = (await databaseLanes(db())).find(({ platformId }) => platformId === platform);
  expect(lane?.counts).toMatchObject({ to_review: 1, waiting: 0, held: 0 });
  const days = { platformId: platform, from: contentAt, to: new Date(desk.now().getTime() + 1000), now: desk.now() };
  expect(await reconciliation(db(), days)).toMatchObject([
    { due: 2, accepted: 1, gaps: [{ reason: "to_review", count: 1 }] },
  ]);
  const jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  const looked = await reviewCopy(jonas, { copyId: copy.id, use: "as_is", reason: "It names nobody." }, desk.now());
  expect(looked).toMatchObject({ ok: true });
  await send();
  expect(timesOf(copy.puid)).toEqual([1]);
  expect(await reconciliation(db(), days)).toMatchObject([{ due: 2, accepted: 2, gaps: [] }]);
});

test("supervisors are written to once a day and platform that copies wait for a look, how many, and nothing of them; the metrics say so too", async () => {
  const ines = await aColleague(db(), { name: "Inés Duarte", role: "supervisor" });
  const told = async () => {
    await alertOfCopies(db(), desk.now());
    await drainOutbox(db(), outboxHandlers, desk.now());
    const sent = await db().select().from(mails).where(eq(mails.kind, "mail.database_alert"));
    return sent.filter(({ toAddress }) => toAddress.startsWith(ines.id));
  };
  const gauge = async () => {
    await measureCopies(db(), desk.now());
    return (await metrics().registry.metrics()).match(/recourse_copies_to_review\{platform="aliexpress"\} (\d+)/)?.[1];
  };
  const [one] = [await aTypedCopy(), await aTypedCopy()];
  expect([(await told()).length, await gauge()], "it may still be undone").toEqual([0, undefined]);
  desk.pass(60);
  expect(await gauge()).toBe("2");
  const [mail, ...more] = await told();
  expect(more).toEqual([]);
  expect(mail?.subject).toContain("2 copies of AliExpress");
  expect(mail?.body).toContain("/outbox/copies");
  expect(mail?.body).not.toMatch(/worst of all|insults|Example Act/);
  desk.pass(3_600);
  expect(await told(), "not twice on one day").toHaveLength(1);
  desk.pass(86_400);
  expect(await told()).toHaveLength(2);
  const review = { copyId: one?.id, use: "as_is", reason: "It names nobody." };
  expect(await reviewCopy(ines, review, desk.now())).toMatchObject({ ok: true });
  desk.pass(86_400);
  const [last] = (await told()).toSorted((a, b) => b.sentAt.getTime() - a.sentAt.getTime());
  expect([last?.subject.startsWith("A copy of AliExpress"), await gauge()]).toEqual([true, "1"]);
  desk.pass(86_400);
  await given(db(), platform, { databaseSend: false });
  expect(await told(), "a look would not let anything leave").toHaveLength(3);
});
