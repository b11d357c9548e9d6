import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { decisions, goldenAnswers, goldenItems } from "@/db/schema";
import { localeOf } from "@/lib/decisions/words.store";
import { type CommandContext, command } from "@/lib/platform/command";
import { fieldFailures } from "@/lib/platform/field-failures";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { packFor } from "@/lib/policy/store";
import { translatorFor } from "@/messages/load";
import {
  AddGolden,
  Disagree,
  type GoldenAnswer,
  GoldenFromCase,
  type Imported,
  KeepGolden,
  OneGolden,
} from "./golden.contract";
import { toldAt } from "./golden.rules";
import { answerProblems, copiedCase, type GoldenContent, isSomebody, keepGolden } from "./golden-item.store";

type Kept = { itemId: string };
const about = (value?: Kept) => ({ kind: "golden_item", id: value?.itemId ?? "none" });

/** How grave a report must not be: what somebody must be cleared for is no exercise. */
const neverForPractice = ["child_safety"];

async function keep(
  { tx, actor, now, onPlatform }: CommandContext,
  { content, answer }: { content: GoldenContent; answer: GoldenAnswer },
  from: { sourceCaseId: string | null; knownTo: string[] },
): Promise<Result<Kept>> {
  if (actor.kind !== "person") return fail("forbidden");
  const pack = await packFor(tx, content.platform);
  if (!pack || !mayOn(actor, content.platform))
    return fail("refused", "refused", { fields: [{ field: "platform", reason: "golden_no_rules" }] });
  onPlatform(content.platform);
  if (content.reports.some(({ category }) => neverForPractice.includes(category ?? "")))
    return fail("refused", "golden_child_safety");
  const problems = answerProblems(pack, content, answer);
  if (problems.length > 0) return fail("refused", "refused", { fields: problems });
  return ok({ itemId: await keepGolden(tx, { content, answer }, { pack, by: actor.id, ...from }, now) });
}

/** Keeps a golden item that comes from outside: a line of an import. */
export const addGolden = command<typeof AddGolden, Kept>({
  name: "quality.golden_add",
  permission: "quality.golden",
  input: AddGolden,
  subject: (_, value) => about(value),
  async run(context, { outcome, clauses, sanctions, reason, account: named, ...content }) {
    if (named && (await isSomebody(context.tx, content.platform, [named.handle])))
      return fail("refused", "refused", { fields: [{ field: "account", reason: "golden_account_real" }] });
    const account = named && { ...named, externalId: named.handle, language: null, isReachable: true };
    return keep(
      context,
      {
        content: { ...content, context: {}, contentAtKnown: true, media: [], account },
        answer: { outcome, clauses, sanctions, reason },
      },
      { sourceCaseId: null, knownTo: [] },
    );
  },
});

/** Copies a decided case as a golden item. Its decision must stand and have taken effect. */
export const goldenFromCase = command<typeof GoldenFromCase, Kept>({
  name: "quality.golden_add",
  permission: "quality.golden",
  input: GoldenFromCase,
  subject: ({ caseId }, value) => ({ ...about(value), detail: { caseId } }),
  async run(context, { caseId, ...answer }) {
    const { tx, now } = context;
    const copied = await copiedCase(tx, caseId);
    if (!copied) return fail("not_found", "case_not_found");
    if (copied.row.childSafety) return fail("refused", "golden_child_safety");
    const [last] = await tx
      .select()
      .from(decisions)
      .where(and(eq(decisions.caseId, caseId), isNull(decisions.undoneAt)))
      .orderBy(desc(decisions.decidedAt))
      .limit(1);
    if (copied.row.state !== "decided" || !last || last.effectiveAt > now) return fail("refused", "golden_not_decided");
    const from = { sourceCaseId: caseId, knownTo: copied.knownTo };
    return keep(context, { content: copied.content, answer }, from);
  },
});

async function lockItem({ tx, actor, onPlatform }: CommandContext, itemId: string) {
  const [item] = await tx.select().from(goldenItems).where(eq(goldenItems.id, itemId)).for("update");
  if (!item || !mayOn(actor, item.platformId)) return null;
  onPlatform(item.platformId);
  return item;
}

/** A second supervisor settles the answer: from then on the item is mixed into the queue (four eyes). */
export const confirmGolden = command<typeof OneGolden, Kept>({
  name: "quality.golden_confirm",
  permission: "quality.golden",
  input: OneGolden,
  subject: (input) => about(input),
  async run(context, { itemId }) {
    const { tx, actor, now } = context;
    if (actor.kind !== "person") return fail("forbidden");
    const item = await lockItem(context, itemId);
    if (!item) return fail("not_found", "golden_not_found");
    if (item.madeBy === actor.id) return fail("refused", "golden_own");
    if (item.retiredAt || item.confirmedAt) return fail("stale", "golden_moved");
    await tx.update(goldenItems).set({ confirmedBy: actor.id, confirmedAt: now }).where(eq(goldenItems.id, itemId));
    return ok({ itemId });
  },
});

/** Takes an item out: nobody is given it any more, and what was answered no longer counts as right or wrong. */
export const retireGolden = command<typeof OneGolden, Kept>({
  name: "quality.golden_retire",
  permission: "quality.golden",
  input: OneGolden,
  subject: (input) => about(input),
  async run(context, { itemId }) {
    const item = await lockItem(context, itemId);
    if (!item) return fail("not_found", "golden_not_found");
    if (item.retiredAt) return fail("stale", "golden_moved");
    await context.tx.update(goldenItems).set({ retiredAt: context.now }).where(eq(goldenItems.id, itemId));
    return ok({ itemId });
  },
});

/** Who was told the settled answer says that it is wrong: the item goes back to the supervisors and rests meanwhile. */
export const disagreeWithGolden = command<typeof Disagree, Kept>({
  name: "quality.golden_disagree",
  permission: "quality.disagree",
  input: Disagree,
  subject: (_, value) => about(value),
  async run({ tx, actor, now, onPlatform }, { answerId, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [answer] = await tx.select().from(goldenAnswers).where(eq(goldenAnswers.id, answerId)).for("update");
    if (!answer || answer.personId !== actor.id || answer.undoneAt) return fail("not_found", "golden_not_found");
    onPlatform(answer.platformId);
    const { goldenTellAfterHours } = await settingsFor(tx, answer.platformId);
    if (now < toldAt(answer.effectiveAt, goldenTellAfterHours)) return fail("not_found", "golden_not_found");
    if (answer.disagreedAt) return fail("stale", "golden_disagreed");
    await tx.update(goldenAnswers).set({ disagreedAt: now, disagreedWhy: why }).where(eq(goldenAnswers.id, answerId));
    return ok({ itemId: answer.itemId });
  },
});

/** The supervisors looked again and keep the settled answer; the item is used again. */
export const keepSettled = command<typeof KeepGolden, Kept>({
  name: "quality.golden_keep",
  permission: "quality.golden",
  input: KeepGolden,
  subject: (_, value) => about(value),
  async run(context, { answerId, why }) {
    const { tx, actor, now } = context;
    if (actor.kind !== "person") return fail("forbidden");
    const [answer] = await tx.select().from(goldenAnswers).where(eq(goldenAnswers.id, answerId)).for("update");
    const item = answer && (await lockItem(context, answer.itemId));
    if (!item || !answer.disagreedAt) return fail("not_found", "golden_not_found");
    if (item.retiredAt || answer.keptAt) return fail("stale", "golden_moved");
    if (answer.personId === actor.id) return fail("refused", "golden_own_disagreement");
    const kept = { keptAt: now, keptBy: actor.id, keptWhy: why };
    await tx.update(goldenAnswers).set(kept).where(eq(goldenAnswers.id, answerId));
    return ok({ itemId: item.id });
  },
});

const mostLines = 2000;

/** One item a line (NDJSON); a line that cannot be kept is told, and the others are kept all the same. */
export async function importGolden(actor: Actor, text: string, now: Date = new Date()): Promise<Imported> {
  const lines = text.split(/\r?\n/).slice(0, mostLines);
  const result: Imported = { kept: 0, failed: [] };
  for (const [at, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const read = readLine(line);
    const made = read === undefined ? fail("invalid", "golden_not_json") : await addGolden(actor, read, now);
    if (made.ok) result.kept += 1;
    else {
      const [first] = made.fields ?? [];
      result.failed.push({
        line: at + 1,
        reason: first?.reason ?? made.reason,
        ...(first ? { field: first.field } : {}),
      });
    }
  }
  return result;
}

/** The same from a browser, with the reasons in its reader's language. */
export async function importGoldenLines(actor: Actor, raw: unknown): Promise<Result<Imported>> {
  if (!can(actor, "quality.golden")) return fail("forbidden");
  const asked = z.object({ lines: z.string().max(2_000_000) }).safeParse(raw);
  if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
  const result = await importGolden(actor, asked.data.lines);
  const why = translatorFor(localeOf(actor), "failures");
  const sentence = (reason: string, field = "") => (why.has(reason) ? why(reason, { field }) : reason);
  return ok({ ...result, failed: result.failed.map((one) => ({ ...one, reason: sentence(one.reason, one.field) })) });
}

function readLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
