import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { cases, noticeItems, notices } from "@/db/schema";
import { submitNotice } from "@/lib/intake/commands";
import { withTestDatabase } from "@/test/database";
import { aNotice, aPlace } from "@/test/intake";
import { guest, receivedAt } from "@/test/notices";
import { aColleague, firstBuyerSanction, givenPacks } from "@/test/town";
import { decideCase } from "./decide.command";

const { opened } = withTestDatabase();

async function report(email: string, more: Record<string, unknown> = {}) {
  const { db } = opened();
  const notice = aNotice({ email, platform: "taobao-weitao", items: [{ location: aPlace() }], ...more });
  const result = await submitNotice(guest, notice, { channel: "form" }, receivedAt);
  if (!result.ok) throw new Error(JSON.stringify(result));
  const [row] = await db
    .select({ caseId: cases.id, version: cases.version, why: cases.rankWhy })
    .from(cases)
    .innerJoin(noticeItems, eq(noticeItems.caseId, cases.id))
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .where(eq(notices.reference, result.value.reference));
  if (!row) throw new Error("the notice opened a case");
  return row;
}

test("who was right before comes sooner and is told why; who was wrong, and who is new, stand where everybody does", async () => {
  const { db } = opened();
  await givenPacks(db, receivedAt);
  const mei = await aColleague(db);
  const byLaw = {
    outcome: "violation" as const,
    ground: "law" as const,
    legalGround: "Art. 1 of some act",
    sanctions: firstBuyerSanction,
  };
  for (let round = 0; round < 6; round += 1) {
    const right = await report("right@example.org");
    const wrong = await report("wrong@example.org");
    await db.update(cases).set({ accountId: null }).where(eq(cases.id, right.caseId));
    const { caseId, version } = right;
    const acted = await decideCase(
      mei,
      {
        caseId,
        version,
        ...byLaw,
        legalExplanation: "It is sold without the permit.",
        facts: "A fake of a known brand is offered to everybody who looks.",
        role: "buyer",
      },
      receivedAt,
    );
    expect(acted).toEqual(expect.objectContaining({ ok: true }));
    const refused = await decideCase(
      mei,
      { caseId: wrong.caseId, version: wrong.version, outcome: "no_violation" },
      receivedAt,
    );
    expect(refused).toMatchObject({ ok: true });
  }
  expect((await report("Right@Example.org")).why).toContainEqual({
    code: "record",
    points: 12,
    values: { acted: 6, of: 6 },
  });
  const codesOf = async (email: string) => (await report(email)).why.map(({ code }) => code);
  expect(await codesOf("wrong@example.org")).toEqual(await codesOf("new@example.org"));
  const claimed = await report("right@example.org", { childAbuseClaim: true });
  expect(claimed.why.map(({ code }) => code)).not.toContain("record");
});
