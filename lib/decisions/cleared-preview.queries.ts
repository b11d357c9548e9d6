import "server-only";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { type Db, database } from "@/db/client";
import { cases } from "@/db/schema";
import { appUrl } from "@/lib/platform/env";
import { fieldFailures } from "@/lib/platform/field-failures";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isHidden } from "@/lib/queue/queries";
import { zoneOfNotifier } from "./addressee-days.rules";
import { clearedMessage } from "./cleared-letter.rules";
import { clearedLetter } from "./cleared-letter.store";
import { type ClearedLetterShown, type ClearedPreview, PreviewCleared } from "./cleared-preview.contract";
import { languageFor } from "./letter-facts.rules";
import type { CaseMaterial, CaseNotice } from "./material.rules";
import { materialOf } from "./material.store";
import { reportsOf } from "./origin.rules";
import { wordsOf } from "./words.store";

/**
 * What would be read if no violation were found, from the code that writes the real letters; nothing is written. Answers
 * `case_not_found`. A case of ten thousand reports has as many letters: each that differs is composed once.
 */
export async function previewCleared(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
): Promise<Result<ClearedPreview>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const asked = PreviewCleared.safeParse(raw, { reportInput: true });
  if (!asked.success) return fail("invalid", "invalid", { fields: fieldFailures(asked.error) });
  const db = await database();
  const { caseId } = asked.data;
  if (await isHidden(db, actor, caseId)) return fail("not_found", "case_not_found");
  const material = await materialOf(db, caseId);
  if (!material || !mayOn(actor, material.platform.id)) return fail("not_found", "case_not_found");
  return ok(await clearedFor(db, actor, { material, input: asked.data }, now));
}

/** The same on what is known of a case. */
export async function clearedFor(
  db: Db,
  actor: Actor,
  { material, input }: { material: CaseMaterial; input: z.infer<typeof PreviewCleared> },
  now: Date,
): Promise<ClearedPreview> {
  const { caseId, rationale, clause = null } = input;
  const deciderName = actor.kind === "person" ? actor.name : "";
  const effectiveAt = new Date(now.getTime() + material.undoSeconds * 1000);
  const finding = { rationale, clause, decidedAt: now, effectiveAt };
  const to = { appealUrl: `${appUrl()}/decision`, deciderName, words: wordsOf };
  const letters = addressees(material).map((group): ClearedLetterShown => {
    const { language, zone, notices } = group;
    const { subject, parts } = clearedMessage(material, finding, { language, zone, appealUrl: to.appealUrl }, to);
    const notMailed = notices.filter(({ contactEmail }) => !contactEmail).length;
    return { addressee: "notifier", language, zone, count: notices.length, notMailed, subject, parts };
  });
  const about = { db, material, caseId, now, deciderName };
  const toAffected = await letterToAffected(about, { clause, effectiveAt });
  return { letters: [...toAffected, ...letters] };
}

function addressees(material: CaseMaterial) {
  const groups = new Map<string, { language: ReturnType<typeof languageFor>; zone: string; notices: CaseNotice[] }>();
  for (const notice of reportsOf(material.notices)) {
    const language = languageFor(notice.contactLanguage, notice.language, material.letterLanguage);
    const zone = zoneOfNotifier(material, notice);
    const group = groups.get(`${language} ${zone}`) ?? { language, zone, notices: [] };
    group.notices.push(notice);
    groups.set(`${language} ${zone}`, group);
  }
  return [...groups.values()].sort((a, b) => b.notices.length - a.notices.length);
}

type About = { db: Db; material: CaseMaterial; caseId: string; now: Date; deciderName: string };

/** Only where a finding that they were told of has fallen and this takes its place. */
async function letterToAffected(
  { db, material, caseId, now, deciderName }: About,
  finding: { clause: string | null; effectiveAt: Date },
): Promise<ClearedLetterShown[]> {
  const [row] = await db.select({ itemId: cases.itemId }).from(cases).where(eq(cases.id, caseId));
  if (!row) return [];
  const letter = await clearedLetter({ tx: db, actor: { name: deciderName }, now, row, material }, finding);
  if (!letter) return [];
  // Nothing is stored, so it belongs to no decision; the text does not depend on one.
  const { language, zone, subject, parts, delivery } = letter("");
  const notMailed = delivery === "not_deliverable" ? 1 : 0;
  return [{ addressee: "affected", language, zone, count: 1, notMailed, subject, parts }];
}
