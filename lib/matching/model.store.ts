import "server-only";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { and, desc, eq, inArray, isNotNull, notInArray, or } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { learnedModels } from "@/db/schema";
import type { DecidedExample } from "./decided.rules";
import type { LearnedModel } from "./learn.rules";
import { type LexicalReader, lexicalReader } from "./lexical.rules";
import { readSharedLexicon } from "./lexicon.store";
import { fromBytes, toBytes } from "./model-bytes.rules";

/** Rises when the same decisions would give another model. */
const rulesVersion = "learned-8";

let shared: { reader: LexicalReader; basis: string } | null = null;

/** What reads the words that all platforms share, and the name of what its numbers mean. Built once. */
export function readerAndBasis(): { reader: LexicalReader; basis: string } {
  if (shared) return shared;
  const lexicon = readSharedLexicon();
  const reader = lexicalReader(lexicon);
  // The names too: patterns stand in code, and a new one shifts the numbers of all that follow.
  const basis = `${rulesVersion}.${digest([JSON.stringify(lexicon), `${reader.width}`, ...reader.scanner.names])}`;
  shared = { reader, basis };
  return shared;
}

function digest(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex").slice(0, 12);
}

/**
 * The name of the model that these decisions give: the same ones, the same name. `lexicon` is the version of the matcher
 * beside which they were tuned; null: the platform has no rules.
 */
export function versionOf(decided: readonly DecidedExample[], lexicon: string | null): string {
  // With the text: once it is deleted the same decision teaches nothing, and that is another model.
  const parts = decided.map(({ id, outcome, clause, alsoBreaks, text }) =>
    [id, outcome, clause ?? "", ...alsoBreaks, text].join(" "),
  );
  return `${readerAndBasis().basis}.${digest([lexicon ?? "", ...parts])}`;
}

export const pack = async (model: LearnedModel): Promise<Uint8Array> => promisify(gzip)(toBytes(model));

export type ModelRow = Omit<typeof learnedModels.$inferSelect, "body" | "id">;

const columns = {
  platformId: learnedModels.platformId,
  version: learnedModels.version,
  basis: learnedModels.basis,
  examples: learnedModels.examples,
  labels: learnedModels.labels,
  newestAt: learnedModels.newestAt,
  trainedAt: learnedModels.trainedAt,
  mustForget: learnedModels.mustForget,
};

/** The newest model of a platform, if it was made with the lexicon of today; without its weights. */
export async function newestModel(db: Db | Tx, platformId: string): Promise<ModelRow | null> {
  const [row] = await db
    .select(columns)
    .from(learnedModels)
    .where(and(eq(learnedModels.platformId, platformId), eq(learnedModels.basis, readerAndBasis().basis)))
    .orderBy(desc(learnedModels.trainedAt))
    .limit(1);
  return row ?? null;
}

/** Older models keep their name, and lose their weights; so does one that learned from a text that was deleted since. */
const keptWhole = 2;

export async function saveModel(tx: Tx, row: ModelRow, body: Uint8Array | null): Promise<void> {
  // The same decisions as once before (an appeal fell and was made good): that model is the newest again.
  await tx
    .insert(learnedModels)
    .values({ ...row, body })
    .onConflictDoUpdate({
      target: [learnedModels.platformId, learnedModels.version],
      set: { trainedAt: row.trainedAt, mustForget: false, body },
    });
  const ofPlatform = eq(learnedModels.platformId, row.platformId);
  const kept = tx
    .select({ id: learnedModels.id })
    .from(learnedModels)
    .where(ofPlatform)
    .orderBy(desc(learnedModels.trainedAt))
    .limit(keptWhole);
  const keptIds = (await kept).map(({ id }) => id);
  const old = tx
    .select({ id: learnedModels.id })
    .from(learnedModels)
    .where(
      and(
        ofPlatform,
        isNotNull(learnedModels.body),
        or(notInArray(learnedModels.id, keptIds), eq(learnedModels.mustForget, true)),
      ),
    );
  await tx.update(learnedModels).set({ body: null }).where(inArray(learnedModels.id, old));
}

const loaded = new Map<string, { version: string; model: LearnedModel }>();

/** The newest model of a platform, ready to be asked; unpacked once. Null: nothing was learned yet. */
export async function learnedModel(
  db: Db,
  platformId: string,
): Promise<{ version: string; model: LearnedModel } | null> {
  const row = await newestModel(db, platformId);
  if (!row) return null;
  const known = loaded.get(platformId);
  if (known?.version === row.version) return known;
  const [stored] = await db
    .select({ body: learnedModels.body })
    .from(learnedModels)
    .where(and(eq(learnedModels.platformId, platformId), eq(learnedModels.version, row.version)));
  if (!stored?.body) return null;
  const fresh = {
    version: row.version,
    model: fromBytes(await promisify(gunzip)(stored.body), readerAndBasis().reader),
  };
  loaded.set(platformId, fresh);
  return fresh;
}
