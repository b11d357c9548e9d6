import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { hashListEntries, hashLists } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { DeleteHashList, type HashListLoaded, LoadHashList, SwitchHashList } from "./hash-list.contract";
import { readHashList } from "./hash-list.rules";
import { keysOfHash } from "./picture-hash.rules";

/** Where a walk over the pictures of open cases begins. */
const beginning = "00000000-0000-0000-0000-000000000000";
const mostBadTold = 100;
const rowsAtOnce = 1_000;

type Given = { listId: string; kind: "sha256" | "perceptual"; hashes: readonly string[] };

async function storeEntries(tx: Tx, { listId, kind, hashes }: Given): Promise<void> {
  for (let from = 0; from < hashes.length; from += rowsAtOnce) {
    const rows = hashes.slice(from, from + rowsAtOnce);
    await tx
      .insert(hashListEntries)
      .values(rows.map((hash) => ({ listId, hash, keys: kind === "perceptual" ? keysOfHash(hash) : [] })));
  }
}

/**
 * Loads a list of hashes of known content (issue 4): hashes only, never pictures. Lines that are none are told with their
 * number, and the others are kept. Pictures of open cases are looked at with it by the worker.
 */
export const loadHashList = command({
  name: "hash_list.load",
  permission: "settings.change",
  input: LoadHashList,
  subject: ({ kind, category, threshold }, value?: HashListLoaded) => ({
    kind: "hash_list",
    id: value?.listId ?? "new",
    detail: { kind, category, threshold, size: value?.size ?? 0, bad: value?.badCount ?? 0 },
  }),
  async run({ tx, actor, now }, { text, threshold, ...list }) {
    const { hashes, repeated, blank, bad } = readHashList(text, list.kind);
    if (hashes.length === 0)
      return fail("invalid", "invalid", {
        fields: [{ field: "text", reason: "hash_list_empty", values: { line: bad[0]?.line ?? 1 } }],
      });
    const [row] = await tx
      .insert(hashLists)
      .values({
        ...list,
        threshold: list.kind === "sha256" ? 0 : threshold,
        size: hashes.length,
        loadedBy: actor.kind === "person" ? actor.id : null,
        loadedAt: now,
        walkedTo: beginning,
      })
      .returning({ id: hashLists.id });
    if (!row) throw new Error("the list was not stored");
    await storeEntries(tx, { listId: row.id, kind: list.kind, hashes });
    const told = bad.slice(0, mostBadTold);
    return ok<HashListLoaded>({
      listId: row.id,
      size: hashes.length,
      repeated,
      blank,
      badCount: bad.length,
      bad: told,
    });
  },
});

/** Switches a list off (nothing is compared with it) or on again; then open cases are looked at anew. */
export const switchHashList = command({
  name: "hash_list.switch",
  permission: "settings.change",
  input: SwitchHashList,
  subject: ({ listId, isOn }) => ({ kind: "hash_list", id: listId, detail: { isOn } }),
  async run({ tx }, { listId, isOn }) {
    const [row] = await tx
      .update(hashLists)
      .set({ isOn, walkedTo: isOn ? beginning : null })
      .where(eq(hashLists.id, listId))
      .returning({ listId: hashLists.id });
    return row ? ok(row) : fail("not_found", "hash_list_not_found");
  },
});

/** Deletes a list with its hashes. What was found with it stays on the cases: it is told with their decisions. */
export const deleteHashList = command({
  name: "hash_list.delete",
  permission: "settings.change",
  input: DeleteHashList,
  subject: ({ listId }, value?: { listId: string; size: number }) => ({
    kind: "hash_list",
    id: listId,
    detail: { size: value?.size ?? 0 },
  }),
  async run({ tx }, { listId }) {
    const [row] = await tx
      .delete(hashLists)
      .where(eq(hashLists.id, listId))
      .returning({ listId: hashLists.id, size: hashLists.size });
    return row ? ok(row) : fail("not_found", "hash_list_not_found");
  },
});
