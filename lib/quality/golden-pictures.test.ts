import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { accounts, media } from "@/db/schema";
import { shownMedia } from "@/lib/decisions/media.queries";
import { revealMedia } from "@/lib/decisions/reveal-media.command";
import { storePicture } from "@/lib/intake/picture.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, days, reasonOf, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aGoldenDesk, everythingElse, goldenAnswer, goldenContent } from "@/test/golden";
import { aPicture } from "@/test/media-files";
import { aCase, aColleague, aDecidedCase, anAccount, auditOf } from "@/test/town";
import { decideAtDesk, nextAtDesk, noteAtDesk } from "./desk.command";
import { previewAtDesk } from "./desk.queries";
import { accountAtDesk } from "./golden-account.queries";
import { addGolden, confirmGolden, goldenFromCase, retireGolden } from "./golden-item.command";

const { opened } = withTestDatabase();
let [mei, amara, jonas]: Person[] = [];
const town = { kind: "system", name: "town" } as const;
const platform = "taobao-weitao";
const who = () => {
  if (!mei || !amara || !jonas) throw new Error("nobody is there");
  return { mei, amara, jonas };
};

beforeAll(async () => {
  ({ mei, amara, jonas } = await aGoldenDesk(opened().db));
});

/** A decided case with a picture, of somebody with a name and an address, and the golden item that was made of it. */
async function aPracticePicture() {
  const { db } = opened();
  const { mei, amara, jonas } = who();
  const stored = await storePicture(town, { platform, bytes: await aPicture() }, after(0));
  if (!stored.ok) throw new Error(stored.reason);
  const { mediaId } = stored.value;
  const account = await anAccount(db, { platformId: platform, handle: `lanlan_tea_${mediaId.slice(-6)}` });
  const shown = [{ mediaId, kind: "image" as const, alt: "A cup", sensitive: false }];
  const about = await aDecidedCase(db, { by: mei, at: after(1), account, media: shown });
  await theWorkerRuns(db, after(61));
  const made = await goldenFromCase(amara, { caseId: about.caseId, ...goldenAnswer }, after(62));
  if (!made.ok) throw new Error(made.reason);
  expect(await confirmGolden(jonas, made.value, after(63))).toMatchObject({ ok: true });
  for (let at = 0; at < 2; at += 1) await aCase(db);
  return { mediaId, accountId: account.id, caseId: about.caseId, itemId: made.value.itemId };
}

async function served(itemId: string) {
  const ben = await aColleague(opened().db);
  const next = await nextAtDesk(ben, {}, after(100));
  if (!next.ok || !next.value) throw new Error("no case came");
  await retireGolden(who().jonas, { itemId }, after(99));
  return { ben, view: next.value };
}

test("a golden item shows the picture of its case, blurred alike and with every look in the log, and somebody whom there is not", async () => {
  const { db } = opened();
  const { mediaId, accountId, caseId, itemId } = await aPracticePicture();
  const { ben, view } = await served(itemId);
  expect(view.content.media).toMatchObject([{ mediaId, kind: "image", alt: "A cup", state: "stored" }]);
  const veiled = (asked: string) => shownMedia(db, ben, { mediaId, look: null, caseId: asked }, after(101));
  expect(await veiled(view.case.id)).toEqual(await veiled(caseId));
  expect(await revealMedia(ben, { mediaId }, after(102))).toMatchObject({ ok: true });
  expect((await auditOf(db, mediaId)).map(({ verb }) => verb)).toContain("media.view");

  const [real] = await db.select().from(accounts).where(eq(accounts.id, accountId));
  expect(view.account).toMatchObject({ kind: real?.kind, confirmedStrikes: 0, decisions: [], running: [] });
  const shown = JSON.stringify(view);
  for (const word of [real?.handle, real?.externalId, accountId]) expect(shown).not.toContain(word);
  expect(await db.$count(accounts, eq(accounts.handle, view.account?.handle ?? ""))).toBe(0);
});

test("the account of a golden item has a page like any other, for whoever has it in hand, with the notes about it", async () => {
  const { db } = opened();
  const { itemId } = await aPracticePicture();
  const { ben, view } = await served(itemId);
  const about = { caseId: view.case.id, text: "Sells tea, and says so.", onAccount: true };
  expect(await noteAtDesk(ben, about, after(103))).toMatchObject({ ok: true });
  const accountId = view.account?.id ?? "";
  expect(await accountAtDesk(db, ben, accountId, after(104))).toMatchObject({
    ok: true,
    value: {
      account: { id: accountId, handle: view.account?.handle },
      openCases: [{ id: view.case.id, reference: view.case.reference }],
      notes: [{ text: about.text, onAccount: true }],
    },
  });
  expect(reasonOf(await accountAtDesk(db, await aColleague(db), accountId, after(105)))).toBe("account_not_found");
});

test("a measure against the made-up account reaches nobody: no statement, no count, no letter, no figure", async () => {
  const { db } = opened();
  const { itemId } = await aPracticePicture();
  const { ben, view } = await served(itemId);
  const { id: caseId, version } = view.case;
  const card = await previewAtDesk(ben, { caseId, clause: "Table.4" }, after(110));
  expect(card).toMatchObject({ ok: true });
  const before = await everythingElse(db);
  const violation = {
    caseId,
    version,
    outcome: "violation",
    ground: "terms",
    clause: "Table.4",
    sanctions: [{ action: "tb.delete-content" }, { action: "tb.suspend-comments-7d" }],
    facts: "The comment asks readers to add a WeChat contact and to follow a link to a shop.",
  };
  expect(await decideAtDesk(ben, violation, {}, after(130))).toMatchObject({ ok: true });
  await theWorkerRuns(db, after(days(1)));
  const changed = Object.entries(await everythingElse(db)).filter(([name, print]) => before[name] !== print);
  // The schedules keep marks of when they ran, whatever was there to do.
  expect(changed.map(([name]) => name).filter((name) => !["marks", "schedules"].includes(name))).toEqual([]);
});

test("an item whose picture was purged is given to nobody", async () => {
  const { db } = opened();
  const { mediaId } = await aPracticePicture();
  await db.delete(media).where(eq(media.id, mediaId));
  const ben = await aColleague(db);
  const next = await nextAtDesk(ben, {}, after(100));
  expect(next.ok && next.value?.content.media).toEqual([]);
});

test("an imported item may have an account, and not one that somebody has", async () => {
  const { db } = opened();
  const { amara } = who();
  await anAccount(db, { platformId: platform, handle: "RealShop" });
  const line = (handle: string) => ({ ...goldenContent, ...goldenAnswer, account: { handle, kind: "business" } });
  expect(await addGolden(amara, line("realshop"), after(1))).toMatchObject({
    code: "refused",
    fields: [{ field: "account", reason: "golden_account_real" }],
  });
  expect(await addGolden(amara, line("teahouse-practice"), after(1))).toMatchObject({ ok: true });
});
