import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { mails } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  after,
  anAppealDesk,
  aTakenAppeal,
  aToldDecision,
  days,
  effectsIn,
  reasons,
  theWorkerRuns,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { anAccount } from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { answerAppeal } from "./answer.command";
import { PreviewAnswer } from "./contract";
import { previewAnswer } from "./preview.queries";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
const { statesOf } = effectsIn(opened);

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(opened().db));
});

const now = after(days(2));

test("A7, AE3: the answer goes by mail and stands at the link: outcome, reasons, bodies, courts, tools, and nobody's name", async () => {
  const { db } = opened();
  const account = await anAccount(db, { language: "en", email: "wang@shop.example" });
  const decided = await aToldDecision(db, { by: mei, account });
  const { appealId, version, token, reference } = await aTakenAppeal(db, decided.decisionId, amara);
  const before = await decisionAtLink(db, token, now);
  expect(before).toMatchObject({
    value: { appeal: { state: "assigned", outcome: null, answer: null }, state: "standing" },
  });
  await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, now);
  // Decided, but not told yet: nothing shows.
  expect(await decisionAtLink(db, token, now)).toMatchObject({
    value: { appeal: { outcome: null, answer: null }, state: "standing" },
  });
  await theWorkerRuns(db, now);
  const sent = await db
    .select()
    .from(mails)
    .where(and(eq(mails.toAddress, "wang@shop.example"), eq(mails.kind, "mail.appeal_answer")));
  const body = sent[0]?.body ?? "";
  expect(sent).toHaveLength(1);
  expect(body).toContain("You are right, and we took the decision back.");
  // What fell is the platform's to carry out, and nobody has confirmed it yet.
  expect(body).toMatch(/We told .+ to carry this out, as listed above. That has still to be confirmed./);
  expect(body).toContain(reasons);
  expect(body).toContain("out-of-court dispute settlement body");
  expect(body).toContain("You can go to court at any time.");
  expect(body).toContain("A person decided on your complaint.");
  expect(body).toContain(reference);
  expect(body).not.toMatch(/Mei|Lin\b|Amara|Okafor|Ida|Vint|notifier\.example/);
  const after1 = await decisionAtLink(db, token, now);
  expect(after1).toMatchObject({
    value: { state: "reversed", mayAppeal: false, appeal: { state: "notified", outcome: "reversed" } },
  });
  expect(JSON.stringify(after1)).toContain(reasons);
  await theWorkerRuns(db, after(days(3)));
  expect(
    await db
      .select()
      .from(mails)
      .where(eq(mails.kind, "mail.appeal_answer"))
      .then((rows) => rows.filter((row) => row.body.includes(reference))),
  ).toHaveLength(1);
});

test("before the answer is given the reviewer reads what it does and what it says; nothing is written", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const first = await aToldDecision(db, { by: mei, account });
  const second = await aToldDecision(db, { by: mei, account, at: after(3600) });
  const { appealId } = await aTakenAppeal(db, first.decisionId, amara);
  const preview = (more: Record<string, unknown>) =>
    previewAnswer(db, amara, PreviewAnswer.parse({ appealId, ...more }), now);
  const reversed = await preview({ outcome: "reversed" });
  expect(reversed).toMatchObject({
    ok: true,
    value: {
      undone: [
        { kind: "restore_content" },
        { kind: "lift_sanction" },
        { kind: "void_strike" },
        { kind: "tell_platform" },
      ],
      remains: [],
      reopens: false,
      flagged: [{ caseId: second.caseId }],
      missing: [
        { field: "reasons", reason: "appeal_reasons_needed" },
        { field: "cause", reason: "appeal_cause_needed" },
      ],
      letter: { language: "zh-Hans" },
    },
  });
  const upheld = await preview({ outcome: "upheld", reasons });
  expect(upheld).toMatchObject({ value: { undone: [], flagged: [], missing: [] } });
  expect(upheld.ok && upheld.value.remains).toHaveLength(2);
  expect(await statesOf(first.decisionId)).toEqual(["in_force", "in_force"]);
  expect(await previewAnswer(db, mei, PreviewAnswer.parse({ appealId, outcome: "upheld" }), now)).toMatchObject({
    code: "forbidden",
  });
});
