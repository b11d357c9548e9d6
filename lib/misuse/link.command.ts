import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { mails, misuseLetters, misuseLinks, misuseMeasures, misuseSubjects, outbox } from "@/db/schema";
import type { ReplacedLink } from "@/lib/decisions/replace-link.contract";
import { replacement } from "@/lib/decisions/replace-link.rules";
import { command } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/outbox";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { letterAtMisuseLink, markMisuseRead, misuseLink, newestMisuseLink } from "./links.store";
import { ReplaceMisuseLink } from "./misuse.contract";
import { addresseeOf } from "./subject.store";

/**
 * Replaces the signed links in the letters about a measure (AE2), by the rules of a statement's link: every earlier one
 * opens and files nothing from now on, and nobody loses time by it.
 */
export const replaceMisuseLink = command<typeof ReplaceMisuseLink, ReplacedLink>({
  name: "misuse.replace_link",
  permission: "statement.replace_link",
  input: ReplaceMisuseLink,
  subject: ({ measureId, why, send }, value) => ({
    kind: "misuse",
    id: measureId,
    detail: { why, send, serial: value?.serial ?? null },
  }),
  async run({ tx, actor, now, onPlatform }, { measureId, why, note, send }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [row] = await tx
      .select({ measure: misuseMeasures, subject: misuseSubjects })
      .from(misuseMeasures)
      .innerJoin(misuseSubjects, eq(misuseSubjects.id, misuseMeasures.subjectId))
      .where(eq(misuseMeasures.id, measureId))
      .for("update", { of: misuseMeasures });
    const [letter] = await tx
      .select()
      .from(misuseLetters)
      .where(eq(misuseLetters.measureId, measureId))
      .orderBy(sql`${misuseLetters.kind} = 'suspension' desc`, desc(misuseLetters.composedAt))
      .limit(1);
    if (!row || !letter || !mayOn(actor, row.measure.platformId)) return fail("not_found", "misuse_not_found");
    const { platformId } = row.measure;
    onPlatform(platformId);
    const { email } = await addresseeOf(tx, row.subject);
    const [before] = email
      ? await tx
          .select({ id: mails.id })
          .from(mails)
          .innerJoin(outbox, eq(outbox.id, mails.outboxId))
          .innerJoin(misuseLetters, sql`${misuseLetters.id} = (${outbox.payload} ->> 'letterId')::uuid`)
          .where(and(eq(misuseLetters.measureId, measureId), sql`lower(${mails.toAddress}) = ${email.toLowerCase()}`))
          .limit(1)
      : [];
    const to = { send, known: email !== null, had: before !== undefined };
    const facts = { revokedAt: null, undoneAt: null, effectiveAt: letter.composedAt };
    const next = replacement(facts, { why, note, to, now }, await newestMisuseLink(tx, measureId));
    if (!next.ok) return next;
    const serial = next.value;
    const made = { platformId, measureId, serial, why, note, replacedBy: actor.id, replacedAt: now };
    await tx.insert(misuseLinks).values(made);
    if (send) {
      const again = { kind: "mail.misuse", payload: { letterId: letter.id } };
      await enqueue(tx, { ...again, dedupeKey: `misuse ${letter.id} link ${serial}`, platformId }, now);
    }
    return ok({ serial, link: send ? null : misuseLink(letter.id, serial) });
  },
});

/** Records that the addressee of a letter about misuse opened its link. */
export const readMisuseLetter = command({
  name: "misuse.read_letter",
  permission: "appeal.file",
  input: z.object({ token: z.string() }),
  subject: (_, value?: { measureId: string }) => ({ kind: "misuse", id: value?.measureId ?? "unknown" }),
  async run({ tx, now, onPlatform }, { token }) {
    const found = await letterAtMisuseLink(tx, token);
    if (!found.ok) return found;
    onPlatform(found.value.measure.platformId);
    await markMisuseRead(tx, found.value, now);
    return ok({ measureId: found.value.measure.id });
  },
});
