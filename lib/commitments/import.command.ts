import "server-only";
import { createHash } from "node:crypto";
import { and, eq, isNull, notInArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { commitmentIndicators, commitmentMilestones, commitmentRegisters, commitments, platforms } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { boundsProblem, indicatorUnits, isIndicatorKey } from "./indicator-keys.rules";
import { placeMilestones } from "./manage.command";
import {
  ImportRegister,
  type RegisterCommitment,
  type RegisterFile,
  type RegisterImported,
  type RegisterIndicator,
} from "./register.contract";
import { type BadLine, readRegister } from "./register.rules";
import { dueIn } from "./store";

const mostBadTold = 10;
type Stored = typeof commitmentRegisters.$inferSelect;

/** What has a sentence of its own; everything else is simply wrong there. */
const told: ReadonlySet<string> = new Set([
  "body_not_json",
  "commitment_bounds",
  "commitment_indicator_key",
  "commitment_no_column",
  "commitment_share",
  "commitment_twice",
  "not_one_of",
  "required",
  "too_long",
  "unknown_field",
  "wrong_type",
]);

/** Every wrong place with its line, each under a field of its own: `text`, `text.1`, `text.2`. */
const refused = (bad: readonly BadLine[]) =>
  fail("invalid", "invalid", {
    fields: bad.slice(0, mostBadTold).map(({ line, field, reason, values }, index) => ({
      field: field === "slug" || field === "title" ? field : index === 0 ? "text" : `text.${index}`,
      reason: `commitment_line_${told.has(reason) ? reason : "wrong"}`,
      values: { ...values, line, where: field },
    })),
  });

async function keepRegister(tx: Tx, file: RegisterFile, sha256: string, now: Date): Promise<Stored> {
  const { slug, title, platform, source, startsOn, years, marginMonths, reviewDays, taskDays } = file;
  const words = { title, source, platformId: platform, importedSha256: sha256 };
  const first = { ...words, slug, startsOn, years, marginMonths, reviewDays, taskDays, createdAt: now };
  const [row] = await tx
    .insert(commitmentRegisters)
    .values(first)
    // Start, intervals and who leads are people's; an import does not take them back.
    .onConflictDoUpdate({ target: commitmentRegisters.slug, set: words })
    .returning();
  if (!row) throw new Error("the register was not written");
  return row;
}

const unitOf = (indicator: RegisterIndicator) =>
  "key" in indicator && isIndicatorKey(indicator.key)
    ? indicatorUnits[indicator.key]
    : "unit" in indicator
      ? indicator.unit
      : "count";

/** Indicators that the file has; bounds that somebody set stay, and what it has no more is measured no more. */
async function keepIndicators(tx: Tx, commitmentId: string, given: readonly RegisterIndicator[], now: Date) {
  const known = await tx.select().from(commitmentIndicators).where(eq(commitmentIndicators.commitmentId, commitmentId));
  const isSame = (row: (typeof known)[number], one: RegisterIndicator) =>
    "key" in one ? row.key === one.key : row.key === null && row.name?.en === one.name.en;
  for (const [position, one] of given.entries()) {
    const said = "key" in one ? { key: one.key } : { name: one.name, definition: one.definition };
    const before = known.find((row) => isSame(row, one));
    const row = { ...said, position, unit: unitOf(one), retiredAt: null };
    if (before) await tx.update(commitmentIndicators).set(row).where(eq(commitmentIndicators.id, before.id));
    else {
      const { low, high, boundBasis, leastCount } = one;
      await tx.insert(commitmentIndicators).values({ ...row, commitmentId, low, high, boundBasis, leastCount });
    }
  }
  const gone = known.filter((row) => row.retiredAt === null && !given.some((one) => isSame(row, one)));
  for (const { id } of gone)
    await tx.update(commitmentIndicators).set({ retiredAt: now }).where(eq(commitmentIndicators.id, id));
}

async function keepCommitment(
  tx: Tx,
  register: Stored,
  { indicators, ...one }: RegisterCommitment,
  { position, now }: { position: number; now: Date },
): Promise<"added" | "changed"> {
  const of = and(eq(commitments.registerId, register.id), eq(commitments.ref, one.ref));
  const [before] = await tx.select().from(commitments).where(of).for("update");
  const words = { ...one, position, retiredAt: null };
  if (before) {
    await tx
      .update(commitments)
      .set({ ...words, reviewDays: before.reviewDays ?? one.reviewDays, version: before.version + 1 })
      .where(eq(commitments.id, before.id));
    await keepIndicators(tx, before.id, indicators, now);
    return "changed";
  }
  const reviewDueAt = dueIn(one.reviewDays ?? register.reviewDays, now);
  const [made] = await tx
    .insert(commitments)
    .values({ ...words, registerId: register.id, reviewDueAt, createdAt: now })
    .returning({ id: commitments.id });
  if (!made) throw new Error("the commitment was not written");
  await keepIndicators(tx, made.id, indicators, now);
  return "added";
}

async function keepMilestones(tx: Tx, { id, startsOn }: Stored, given: RegisterFile["milestones"]): Promise<void> {
  for (const { key, title, afterMonths = null, onDay = null } of given)
    await tx
      .insert(commitmentMilestones)
      .values({ registerId: id, key, title, afterMonths, onDay })
      .onConflictDoUpdate({
        target: [commitmentMilestones.registerId, commitmentMilestones.key],
        set: { title, afterMonths, onDay },
      });
  await placeMilestones(tx, id, startsOn);
}

/** Writes a register that was read, whole. What people set in it stays; commitments that it has no more are retired. */
export async function storeRegister(tx: Tx, file: RegisterFile, sha256: string, now: Date): Promise<RegisterImported> {
  const register = await keepRegister(tx, file, sha256, now);
  const done = { added: 0, changed: 0 };
  for (const [position, one] of file.commitments.entries())
    done[await keepCommitment(tx, register, one, { position, now })] += 1;
  const refs = file.commitments.map(({ ref }) => ref);
  const left = and(
    eq(commitments.registerId, register.id),
    notInArray(commitments.ref, refs),
    isNull(commitments.retiredAt),
  );
  const gone = await tx.update(commitments).set({ retiredAt: now }).where(left).returning({ id: commitments.id });
  await keepMilestones(tx, register, file.milestones);
  return { registerId: register.id, slug: register.slug, ...done, gone: gone.length };
}

export const sha256Of = (text: string) => createHash("sha256").update(text).digest("hex");

/** Bounds that no value could be within: which indicator of which commitment. */
function boundsOf({ commitments: all }: RegisterFile): BadLine | null {
  for (const { ref, indicators } of all)
    for (const one of indicators) {
      const problem = boundsProblem(unitOf(one), one);
      if (problem) return { line: 0, field: `${ref} ${problem.field}`, reason: problem.reason };
    }
  return null;
}

/**
 * Takes over a register of commitments as JSON or CSV, a new one or a newer edition of one that is there (by its slug).
 * A file with anything wrong in it is refused whole, and each wrong place is named by its line.
 */
export const importRegister = command({
  name: "commitment.import",
  permission: "commitment.manage",
  input: ImportRegister,
  subject: ({ slug }, value?: RegisterImported) => ({
    kind: "commitment_register",
    id: value?.registerId ?? "new",
    detail: {
      slug: value?.slug ?? slug,
      added: value?.added ?? 0,
      changed: value?.changed ?? 0,
      gone: value?.gone ?? 0,
    },
  }),
  async run({ tx, now }, { text, slug, title }) {
    const { register, bad } = readRegister(text, { slug, title });
    if (bad) return refused(bad);
    const unbound = boundsOf(register);
    if (unbound) return refused([unbound]);
    if (register.platform !== null) {
      const [known] = await tx.select({ id: platforms.id }).from(platforms).where(eq(platforms.id, register.platform));
      if (!known) return fail("invalid", "invalid", { fields: [{ field: "text", reason: "platform_unknown" }] });
    }
    return ok(await storeRegister(tx, register, sha256Of(text), now));
  },
});
