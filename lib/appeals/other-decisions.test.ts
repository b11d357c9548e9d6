import { beforeAll, expect, test } from "vitest";
import { previewCase } from "@/lib/decisions/preview.queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { caseReference } from "@/lib/queue/row.rules";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, anAccount, caseRow } from "@/test/town";
import { PreviewAnswer } from "./contract";
import { previewAnswer } from "./preview.queries";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(opened().db));
});

test("two decisions hold one account: the answer to one complaint says what the other still does, and the card warns", async () => {
  const { db } = opened();
  const account = await anAccount(db, { platformId: "aliexpress", language: "en" });
  const closing = { clause: "5.platform-abuse-spam", sanctions: [{ action: "ae.close-account" }] };
  const about = { by: mei, account, platform: "aliexpress", decision: closing };
  const first = await aToldDecision(db, about);
  const second = await aToldDecision(db, { ...about, at: after(3600) });
  const reference = caseReference("AE", (await caseRow(db, second.caseId)).number);
  const { appealId } = await aTakenAppeal(db, first.decisionId, amara);
  const asked = PreviewAnswer.parse({ appealId, outcome: "reversed", reasons });
  const preview = await previewAnswer(db, amara, asked, after(days(2)));
  const effects = preview.ok ? preview.value.undone : [];
  expect(effects.filter(({ label }) => label !== null)).toMatchObject([{ kind: "lift_sanction", heldBy: reference }]);
  const undone = preview.ok ? preview.value.letter.parts.find(({ id }) => id === "undone")?.paragraphs.join(" ") : "";
  expect(undone).toContain(
    "We take back a restriction that we had imposed here: The account is closed (in the platform’s own words: “Close the account”).",
  );
  expect(undone).toContain(`It is still in force through another decision (${reference}).`);
  const third = await aCase(db, { account, platform: "aliexpress" });
  const card = await previewCase(mei, { caseId: third.caseId, ...closing }, after(days(2)));
  expect(card.ok && card.value.warnings).toContain(
    `Already in force on this account through ${reference}: Close the account.`,
  );
});
