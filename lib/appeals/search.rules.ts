import { z } from "zod";
import type { HarmClass } from "@/lib/platform/harm.rules";
import { notShownOf } from "@/lib/queue/care.rules";
import { caseReference } from "@/lib/queue/row.rules";
import { beginningOf, type Phrase, snippetOf } from "@/lib/search/query.rules";
import { foundKinds, type Hit } from "./search.contract";

/** A line of a page as the database answers it. `fields`: what was looked through, in the order in which it is shown. */
export const StoredHit = z.object({
  kind: z.enum(foundKinds),
  id: z.string(),
  caseId: z.string().nullable(),
  language: z.string().nullable(),
  at: z.coerce.date(),
  platform: z.string(),
  platformName: z.object({ en: z.string(), hans: z.string().optional(), hant: z.string().optional() }),
  prefix: z.string(),
  number: z.number().nullable(),
  harms: z.array(z.string()),
  state: z.string().nullable(),
  handle: z.string().nullable(),
  externalId: z.string().nullable(),
  outcome: z.string().nullable(),
  isFallen: z.boolean(),
  fields: z.array(z.string().nullable()),
});
export type StoredHit = z.infer<typeof StoredHit>;

/** An appeal has a page of its own; all else leads to its case, and what has none is an account. */
const hrefOf = ({ kind, id, caseId }: StoredHit) =>
  kind === "appeal" ? `/appeals/${id}` : caseId === null ? `/accounts/${id}` : `/cases/${caseId}`;

/**
 * A line as it is shown: around the first place where what was looked for stands, else where the row begins.
 * @param notGiven classes the reader is not given now: of a case of those no words are shown
 */
export function hitOf(row: StoredHit, phrases: readonly Phrase[], notGiven: readonly HarmClass[] = []): Hit {
  const notShown = notShownOf(row.harms, notGiven);
  const fields = (notShown.length > 0 ? [] : row.fields).flatMap((field) => (field ? [field] : []));
  const whole = fields.map((field) => snippetOf(field, phrases)).find((snippet) => snippet !== null);
  return {
    kind: row.kind,
    id: row.id,
    href: hrefOf(row),
    caseReference: row.number === null ? null : caseReference(row.prefix, row.number),
    platform: { id: row.platform, name: row.platformName },
    language: row.language,
    handle: row.handle ?? row.externalId,
    at: row.at.toISOString(),
    state: row.state,
    outcome: row.outcome,
    isFallen: row.isFallen,
    snippet: whole ?? beginningOf(fields[0] ?? ""),
    notShown,
  };
}
