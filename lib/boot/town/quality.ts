import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { decisions, qualitySamples } from "@/db/schema";
import type { DemoPersonThere } from "@/lib/people/demo.store";
import type { Person } from "@/lib/platform/permissions.rules";
import type { Result } from "@/lib/platform/result";
import { drawSamples } from "@/lib/quality/draw.command";
import { addGolden, confirmGolden } from "@/lib/quality/golden-item.command";
import { concludeReview, reviewDecision } from "@/lib/quality/review.command";
import { choicesOf, chosenSanctions } from "@/lib/quality/sample.store";
import { readTown } from "./data";
import { demoActor } from "./flaggers";
import { actorOf, decisionOf } from "./play";

const town = { kind: "system", name: "town" } as const;

/** Amara agrees with these of Mei's, measure by measure. Nobody complained about any of them. */
const agreed = [
  "plain-drill",
  "gambling-warning",
  "honest-category",
  "good-complaint",
  "leaf-spam",
  "virtual-goods",
  "cart-malware",
  "earlier-off-taobao",
  "slur-review",
];

/** And she finds something else in these two. The oldest violation of each platform is in neither list: it waits (draw.ts). */
const differing: Readonly<Record<string, { clause: string | null; cause: string; note: string }>> = {
  rumour: {
    clause: "5.sensitive.6",
    cause: "wrong_clause",
    note: "Invented news of poisoned water is what 5.sensitive.6 names. 2.false-information is for what is said about goods.",
  },
  v4pe: {
    clause: null,
    cause: "facts",
    note: "The title hides its words, but whether this may be sold depends on the law of the place. Find that first.",
  },
};

const golden = [
  {
    platform: "taobao-weitao",
    text: "亲们加薇信 kk3344 进群，群里下单便宜三成，付款走转账就行。",
    language: "zh-Hans",
    role: "buyer",
    surface: "comment",
    reports: [{ explanation: "引导大家到站外下单。" }],
    outcome: "violation",
    clauses: ["Table.6"],
    sanctions: ["tb.delete-content", "tb.suspend-comments-7d"],
    reason: "联系方式和群都在淘宝以外，并要求转账：属于淘系外引导信息，首次按表删除并暂停评论七天。",
  },
  {
    platform: "wechat",
    text: "Our school holds an evening on betting apps: how the free first bet works, and where parents find help.",
    language: "en",
    role: "user",
    surface: "post",
    reports: [{ explanation: "Gambling." }],
    outcome: "no_violation",
    reason: "It warns of betting and promotes nothing; a word alone breaks no rule.",
  },
];

function expectDone<Value>(result: Result<Value>, what: string): Value {
  if (!result.ok) throw new Error(`the town's ${what} was refused: ${JSON.stringify(result)}`);
  return result.value;
}

type First = { item: string; decisionId: string };

async function draw(drawn: readonly First[], now: Date): Promise<void> {
  const { items } = readTown();
  const platformOf = (named: string) => items.find(({ key }) => key === named)?.platform ?? "";
  for (const platformId of new Set(drawn.map(({ item }) => platformOf(item)))) {
    const here = drawn.filter(({ item }) => platformOf(item) === platformId);
    const samples = here.map(({ decisionId }) => ({ decisionId, rules: ["share"] }));
    expectDone(await drawSamples(town, { platformId, drawn: samples }, now), `sample of ${platformId}`);
  }
}

/** What was decided first, as a second look would say it. */
async function sameAs(db: Db, decisionId: string) {
  const [first] = await db
    .select({ outcome: decisions.outcome, clause: decisions.clauseRef })
    .from(decisions)
    .where(eq(decisions.id, decisionId));
  const chosen = await chosenSanctions(db, [decisionId]);
  return { outcome: first?.outcome, clause: first?.clause ?? null, sanctions: chosen.map(({ action }) => action) };
}

/** Another clause, with the measures that lie ready under it. */
async function otherAs(db: Db, decisionId: string, clause: string | null) {
  const [first] = await db.select().from(decisions).where(eq(decisions.id, decisionId));
  if (!first || clause === null) return { outcome: "no_violation", clause: null, sanctions: [] };
  const { clauses } = await choicesOf(db, first);
  const sanctions = clauses.find(({ ref }) => ref === clause)?.recommended ?? [];
  return { outcome: "violation", clause, sanctions };
}

async function lookAgain(db: Db, amara: Person, { item, decisionId }: First, now: Date): Promise<void> {
  const [sample] = await db
    .select({ id: qualitySamples.id })
    .from(qualitySamples)
    .where(eq(qualitySamples.decisionId, decisionId));
  const about = { sampleId: sample?.id ?? "" };
  const other = differing[item];
  const found = other ? await otherAs(db, decisionId, other.clause) : await sameAs(db, decisionId);
  expectDone(await reviewDecision(amara, { ...about, ...found }, now), `second look at ${item}`);
  const end = { ...about, cause: other?.cause ?? null, coachingNote: other?.note ?? "" };
  expectDone(await concludeReview(amara, end, now), `review of ${item}`);
}

/** Second looks, enough for figures of agreement to be shown, and golden items: made as the town's supervisors make them. */
export async function settleQuality(db: Db, people: readonly DemoPersonThere[], now: Date): Promise<void> {
  const [amara, jonas] = [actorOf(people, "amara"), demoActor(people, "supervisor")];
  const drawn: First[] = [];
  for (const item of [...agreed, ...Object.keys(differing)])
    drawn.push({ item, decisionId: await decisionOf(db, item) });
  await draw(drawn, now);
  for (const first of drawn) await lookAgain(db, amara, first, now);
  for (const [at, one] of golden.entries()) {
    const location = `https://${one.platform}.example/practice-${at + 1}`;
    const made = await addGolden(jonas, { ...one, location, contentAt: "2026-01-14T08:00:00Z" }, now);
    expectDone(await confirmGolden(amara, expectDone(made, "golden item"), now), "golden item");
  }
}
