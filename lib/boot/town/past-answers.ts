import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, statements } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { fileAppeal } from "@/lib/appeals/file.command";
import { lookAtAppeal } from "@/lib/appeals/first-look.command";
import { takeAppeal } from "@/lib/appeals/take.command";
import { signLink } from "@/lib/decisions/link.rules";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import type { PastDay } from "./past-story";

const hourMs = 3_600_000;
type Must = <Value>(result: { ok: true; value: Value } | { ok: false }) => Value;

/** The complaint of whoever a statement told, through the link in it. */
async function filed(db: Db, statementId: string, at: Date, must: Must) {
  const token = signLink(statementId, secrets().links);
  must(await fileAppeal({ kind: "public" }, { token, text: "I was angry. Please look at it once more." }, at));
  const { id, version } = appeals;
  const [row] = await db.select({ appealId: id, version }).from(appeals).where(eq(appeals.statementId, statementId));
  if (!row) throw new Error("what was filed is there");
  return row;
}

/**
 * The complaints against these decisions, a day after them, and what a supervisor said to each two days later: their own
 * look first, then the answer. Answers when the last of it was done.
 */
export async function answered(
  db: Db,
  amara: Person,
  { decisionIds, day, from, must }: { decisionIds: readonly string[]; day: PastDay; from: Date; must: Must },
): Promise<Date> {
  const told = await db
    .select({ id: statements.id })
    .from(statements)
    .where(
      and(
        inArray(statements.decisionId, [...decisionIds]),
        eq(statements.addressee, "affected"),
        eq(statements.letter, "decision"),
      ),
    )
    .orderBy(asc(statements.id));
  const plus = (hours: number) => new Date(from.getTime() + hours * hourMs);
  const waiting = [];
  for (const [at, { id }] of told.entries()) waiting.push(await filed(db, id, plus(24 + at), must));
  for (const [at, { appealId, version }] of waiting.entries()) {
    const { version: taken } = must(await takeAppeal(amara, { appealId, version }, plus(72 + at)));
    const seen = { appealId, version: taken };
    const outcome = day.answers?.[at] ?? "upheld";
    const isKept = outcome === "upheld";
    const reasons = isKept
      ? "The words are meant to hurt, and the rule is about nothing else."
      : "Read whole, it is a hard word about a late parcel and names nobody. It may stand.";
    const finding = isKept ? { finding: "clause", clause: day.found?.clause } : { finding: "no_violation" };
    must(await lookAtAppeal(amara, { ...seen, ...finding, why: reasons }, plus(72 + at)));
    const cause = isKept ? {} : { cause: "facts" };
    must(await answerAppeal(amara, { ...seen, outcome, reasons, ...cause }, plus(72 + at)));
  }
  return plus(72 + waiting.length);
}
