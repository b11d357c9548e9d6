import { beforeAll, expect, test } from "vitest";
import { createDraft } from "@/lib/policy/drafts/create.command";
import { editDraft } from "@/lib/policy/drafts/edit.command";
import { publishDraft } from "@/lib/policy/drafts/publish.command";
import { packFor } from "@/lib/policy/store";
import { withTestDatabase } from "@/test/database";
import { givenAsked } from "@/test/policy-drafts";
import { aCase, aColleague, aDecidedCase, givenPacks } from "@/test/town";
import { clausesOfCase } from "./clause.queries";
import { clausesChangedFor } from "./own-changes.queries";
import { caseView } from "./queries";

const { opened } = withTestDatabase();
const [spring, autumn] = [new Date("2016-05-10T04:00:00Z"), new Date("2016-09-07T04:00:00Z")];

beforeAll(() => givenPacks(opened().db));

async function changesOn(actor: Parameters<typeof clausesChangedFor>[1], ref: string, day: string) {
  const pack = await packFor(opened().db, "taobao-weitao");
  const clauses = pack?.clauses.filter((clause) => clause.ref === ref) ?? [];
  if (!pack || clauses.length === 0) throw new Error(`There is no clause ${ref}.`);
  return clausesChangedFor(opened().db, actor, { pack, clauses, day });
}

test("who last used a clause under the version before is told what has changed, and who never did is told nothing", async () => {
  const { db } = opened();
  const [mei, ben] = [await aColleague(db), await aColleague(db)];
  const decision = { clause: "v1.Art.5(3)", sanctions: [{ action: "tb.delete-content" }] };
  await aDecidedCase(db, {
    by: mei,
    at: spring,
    role: "merchant",
    surface: "weitao-post",
    contentAt: spring,
    decision,
  });
  const [change, ...more] = await changesOn(mei, "v2.Art.5(3)", "2016-09-01");
  expect(more).toEqual([]);
  expect(change).toMatchObject({ ref: "v2.Art.5(3)", before: "v1.Art.5(3)", from: { ref: "v1" }, to: { ref: "v2" } });
  expect(change?.kinds).toContain("moved");
  expect(change?.usedAt).toBe(spring.toISOString());
  expect(await changesOn(ben, "v2.Art.5(3)", "2016-09-01")).toEqual([]);
  // Of content of that spring the clause is the one that was used.
  expect(await changesOn(mei, "v1.Art.5(3)", "2016-05-01")).toEqual([]);
});

test("once the clause was used in its new version, it is no news any more", async () => {
  const { db } = opened();
  const mei = await aColleague(db);
  await aDecidedCase(db, { by: mei, at: autumn });
  expect(await changesOn(mei, "Table.4", "2016-09-01")).toEqual([]);
});

test("a case tells it of the clauses that are suggested for it", async () => {
  const { db } = opened();
  const mei = await aColleague(db);
  const { caseId } = await aCase(db);
  const view = await caseView(db, mei, caseId, autumn);
  expect(view.ok && view.value.clauseChanges).toEqual([]);
});

/** The clause of AliExpress against annoying others with other words from a day on, written and signed by two admins. */
async function reworded(from: string, now: Date): Promise<void> {
  const { db } = opened();
  const [writer, signer] = [await aColleague(db, { role: "admin" }), await aColleague(db, { role: "admin" })];
  const current = (await packFor(db, "aliexpress"))?.versions.find(({ textAvailable }) => textAvailable)?.id ?? "";
  const made = await createDraft(writer, { platform: "aliexpress", from: { kind: "version", version: current } }, now);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const { draftId } = made.value;
  const change = { summary: "Nobody is written to again once they have asked for quiet." };
  const operations = [{ do: "clause.change" as const, ref: "2.annoy", change }];
  const written = await editDraft(writer, { draftId, rev: 0, operations }, now);
  if (!written.ok) throw new Error(JSON.stringify(written));
  const published = await publishDraft(signer, { draftId, rev: await givenAsked(writer, draftId, from, now) }, now);
  if (!published.ok) throw new Error(JSON.stringify(published));
}

test("a case under a clause that was reworded since tells whoever used the old words, whether or not its day is known", async () => {
  const { db } = opened();
  const [before, publishing, after] = [
    new Date("2026-11-27T10:00:00Z"),
    new Date("2026-11-28T10:00:00Z"),
    new Date("2026-12-01T10:00:00Z"),
  ];
  const about = {
    ...{ platform: "aliexpress", role: "user", surface: "im", language: "en" },
    text: "Stop ignoring me. I will keep sending you this message every hour until you answer, you annoying harassing spammer.",
  };
  const mei = await aColleague(db);
  await aDecidedCase(db, {
    ...{ ...about, by: mei, at: before, contentAt: before },
    decision: { clause: "2.annoy", sanctions: [{ action: "ae.delete-content" }] },
  });
  await reworded("2026-11-30", publishing);
  for (const contentAtKnown of [true, false]) {
    const { caseId } = await aCase(db, { ...about, contentAt: after, contentAtKnown, openedAt: after });
    const view = await caseView(db, mei, caseId, after);
    expect(view.ok && view.value.clauses.map(({ ref }) => ref)).toContain("2.annoy");
    expect(view.ok && view.value.clauseChanges).toMatchObject([
      { ref: "2.annoy", before: "2.annoy", kinds: ["reworded"], usedAt: before.toISOString() },
    ]);
  }
  // They may as well look the clause up, whatever is suggested: they are told the same.
  const { caseId } = await aCase(db, { ...about, text: "你好", contentAt: after, openedAt: after });
  const picked = async (by: typeof mei) => {
    const found = await clausesOfCase(db, by, caseId, "2.annoy");
    return found.ok ? found.value.find(({ ref }) => ref === "2.annoy") : undefined;
  };
  expect((await picked(mei))?.changed).toMatchObject({ before: "2.annoy", kinds: ["reworded"] });
  expect(await picked(await aColleague(db))).not.toHaveProperty("changed");
});
