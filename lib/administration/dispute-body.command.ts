import "server-only";
import { and, eq, isNull, notInArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { disputeBodies } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { type BodiesImported, ImportBodies } from "./dispute-body.contract";
import { type BodyLine, readBodyList } from "./dispute-body.rules";

const mostBadTold = 5;

type Stored = typeof disputeBodies.$inferSelect;
const differs = (row: Stored, line: BodyLine) =>
  row.withdrawnAt !== null ||
  row.name !== line.name ||
  row.country !== line.country ||
  row.url !== line.url ||
  row.certifiedUntil !== line.certifiedUntil ||
  row.languages.join() !== line.languages.join() ||
  row.fields.join("|") !== line.fields.join("|");

async function syncLine(
  tx: Tx,
  line: BodyLine,
  { sourceList, now }: { sourceList: string; now: Date },
): Promise<keyof BodiesImported> {
  const listed = and(eq(disputeBodies.sourceList, sourceList), eq(disputeBodies.listKey, line.listKey));
  const [before] = await tx.select().from(disputeBodies).where(listed).for("update");
  const row = { ...line, withdrawnAt: null, lastSyncedAt: now };
  if (!before) {
    await tx.insert(disputeBodies).values({ ...row, sourceList, firstSyncedAt: now });
    return "added";
  }
  await tx.update(disputeBodies).set(row).where(eq(disputeBodies.id, before.id));
  return differs(before, line) ? "changed" : "same";
}

/**
 * Takes over a list of certified out-of-court bodies (DSA Art. 21(8), D1). One that an earlier list from the same place had
 * and this one has not is shown to nobody any more; its disputes stay. A list with a line that is not understood is
 * refused as a whole.
 */
export const importBodies = command({
  name: "dispute_body.import",
  permission: "settings.change",
  input: ImportBodies,
  subject: (_input, value?: BodiesImported) => ({ kind: "dispute_body_list", id: "list", detail: { ...value } }),
  async run({ tx, now }, { sourceList, text }) {
    const { lines, bad, isReadable } = readBodyList(text);
    if (!isReadable) return fail("invalid", "invalid", { fields: [{ field: "text", reason: "body_list_no_table" }] });
    if (bad.length > 0)
      return fail("invalid", "invalid", {
        fields: bad.slice(0, mostBadTold).map(({ line, reason, text: read }) => ({
          field: "text",
          reason: `body_list_${reason}`,
          values: { line, text: read.slice(0, 80) },
        })),
      });
    const done: BodiesImported = { added: 0, changed: 0, same: 0, gone: 0 };
    for (const line of lines) done[await syncLine(tx, line, { sourceList, now })] += 1;
    const keys = lines.map(({ listKey }) => listKey);
    const gone = await tx
      .update(disputeBodies)
      .set({ withdrawnAt: now, lastSyncedAt: now })
      .where(
        and(
          eq(disputeBodies.sourceList, sourceList),
          notInArray(disputeBodies.listKey, keys),
          isNull(disputeBodies.withdrawnAt),
        ),
      )
      .returning({ id: disputeBodies.id });
    return ok<BodiesImported>({ ...done, gone: gone.length });
  },
});
