import "server-only";
import { createHash } from "node:crypto";
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { clauseEditorial, platforms, policyClauses, policyDrafts, policyPacks, policyVersions } from "@/db/schema";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { isBuiltIn, readBuiltInPack } from "./built-in.store";
import { PolicyPack } from "./contract";
import { rankOf, rulesKey, rulesPrint, rulesText, versionState } from "./fingerprint.rules";
import { VersionFile } from "./import/version.contract";
import { versionText } from "./import/version-file.rules";
import type { PolicyVersion } from "./pack.contract";
import { packProblems } from "./pack.rules";
import { withVersion } from "./publish.rules";
import { packFor } from "./store";
import { standingOf } from "./tier.rules";
import { moveVersions } from "./versions.store";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** One at a time on one platform's rules, whichever process. */
export async function lockRules(tx: Tx, platformId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`policy ${platformId}`}))`);
}

/**
 * When a pack is put into use: now, or just after the last one of the platform where this machine's clock is behind. The
 * newest is the one in use, so the order must be that in which they came; the caller holds `lockRules`.
 */
export async function momentOfUse(tx: Tx, platformId: string, now: Date): Promise<Date> {
  const [last] = await tx
    .select({ at: policyPacks.loadedAt })
    .from(policyPacks)
    .where(eq(policyPacks.platformId, platformId))
    .orderBy(desc(policyPacks.loadedAt))
    .limit(1);
  return last && last.at >= now ? new Date(last.at.getTime() + 1) : now;
}

/** The versions that were published at the desk, in the order in which they were. */
export async function publishedFiles(db: Db | Tx, platformId: string): Promise<VersionFile[]> {
  const rows = await db
    .select({ file: policyDrafts.file })
    .from(policyDrafts)
    .where(and(eq(policyDrafts.platformId, platformId), eq(policyDrafts.state, "published")))
    .orderBy(asc(policyDrafts.publishedAt), asc(policyDrafts.id));
  return rows.map(({ file }) => VersionFile.parse(file));
}

/** What the desk's versions stand on: the pack that comes with the product, or the one that was loaded first. */
export async function basePack(db: Db | Tx, platformId: string): Promise<PolicyPack | null> {
  if (isBuiltIn(platformId)) return readBuiltInPack(platformId);
  const [row] = await db
    .select({ pack: policyPacks.pack })
    .from(policyPacks)
    .where(and(eq(policyPacks.platformId, platformId), eq(policyPacks.published, 0)))
    .orderBy(desc(policyPacks.loadedAt), desc(policyPacks.revision))
    .limit(1);
  return row ? PolicyPack.parse(row.pack) : null;
}

export type NewPack = { pack: PolicyPack; prefix: string; by?: string | null };

/**
 * Puts a pack into use, with every version that was published at the desk on top of it; the caller holds `lockRules`. A
 * pack that changes the rules of a published version is refused, and the one in use stays.
 */
export async function putPack(
  tx: Tx,
  { pack: base, prefix, by = null }: NewPack,
  now: Date,
): Promise<Result<{ outcome: "loaded" | "unchanged"; revision: number; sha256: string }>> {
  const files = await publishedFiles(tx, base.platform);
  const pack = files.reduce(withVersion, base);
  // The database keeps no order of keys: what comes out of it has one text only when they are sorted.
  const hash = sha256(files.length === 0 ? JSON.stringify(pack) : versionText(pack));
  const told = { revision: pack.revision, sha256: hash };
  const same = and(eq(policyPacks.platformId, pack.platform), eq(policyPacks.sha256, hash));
  const [known] = await tx.select({ id: policyPacks.id }).from(policyPacks).where(same);
  if (known) {
    await moveVersions(tx, now, pack.platform);
    return ok({ outcome: "unchanged", ...told });
  }
  const changed = await changedVersion(tx, pack);
  if (changed)
    return fail("refused", "version_rules_changed", { values: { platform: pack.platform, version: changed } });
  const [problem] = files.length === 0 ? [] : packProblems(pack);
  if (problem) return fail("refused", "pack_does_not_fit", { values: { platform: pack.platform, problem } });
  await storePack(tx, { pack, prefix, hash, published: files.length, by }, now);
  return ok({ outcome: "loaded", ...told });
}

/** The first published version whose rules, or whose end once it was told, this pack would change; or null. */
async function changedVersion(tx: Tx, pack: PolicyPack): Promise<string | null> {
  const stored = await tx
    .select({
      ref: policyVersions.ref,
      rulesSha256: policyVersions.rulesSha256,
      print: policyVersions.rulesPrint,
      effectiveTo: policyVersions.effectiveTo,
    })
    .from(policyVersions)
    .where(eq(policyVersions.platformId, pack.platform));
  const inUse = await packFor(tx, pack.platform);
  const published = new Map(stored.map((row) => [row.ref, row]));
  const changed = pack.versions.find((version) => {
    const known = published.get(version.id);
    if (!known) return false;
    const hasOtherEnd = known.effectiveTo !== null && known.effectiveTo !== version.effectiveTo;
    if (hasOtherEnd || known.rulesSha256 !== sha256(rulesText(pack, version, known.print))) return true;
    // What an earlier way of writing the rules left out is held against the pack in use.
    const used = known.print === rulesPrint ? undefined : inUse?.versions.find(({ id }) => id === version.id);
    return Boolean(inUse && used && rulesKey(rankOf(inUse, used)) !== rulesKey(rankOf(pack, version)));
  });
  return changed?.id ?? null;
}

type Storing = { pack: PolicyPack; prefix: string; hash: string; published: number; by: string | null };

async function storePack(tx: Tx, { pack, prefix, hash, published, by }: Storing, now: Date) {
  const { platform: id, name, zone, revision } = pack;
  await tx
    .insert(platforms)
    .values({ id, name, zone, prefix, createdAt: now, ...standingOf(id) })
    .onConflictDoUpdate({ target: platforms.id, set: { name, zone } });
  const loadedAt = await momentOfUse(tx, id, now);
  await tx.insert(policyPacks).values({ platformId: id, revision, sha256: hash, pack, published, loadedAt });
  for (const version of pack.versions) await storeVersion(tx, { pack, version, by }, now);
  for (const version of pack.versions) await endVersion(tx, id, version);
  await moveVersions(tx, now, id);
  // A reference has one set of remarks, whatever editions it has: those of the newest, which stands first.
  const newest = new Map(pack.clauses.toReversed().map((clause) => [clause.ref, clause.editorial]));
  const editorial = [...newest].map(([ref, remarks]) => ({
    platformId: id,
    ref,
    editorial: remarks,
    updatedAt: now,
  }));
  if (editorial.length === 0) return;
  await tx
    .insert(clauseEditorial)
    .values(editorial)
    .onConflictDoUpdate({
      target: [clauseEditorial.platformId, clauseEditorial.ref],
      set: { editorial: sql`excluded.editorial`, updatedAt: now },
      setWhere: sql`${clauseEditorial.editorial} is distinct from excluded.editorial`,
    });
}

type OneVersion = { pack: PolicyPack; version: PolicyVersion; by: string | null };

/** A version that is new here, with its clauses; one that is there already has the same rules and is left alone. */
async function storeVersion(tx: Tx, { pack, version, by }: OneVersion, now: Date): Promise<void> {
  const [made] = await tx
    .insert(policyVersions)
    .values({
      platformId: pack.platform,
      ref: version.id,
      label: version.label,
      documents: version.documents,
      announcedOn: version.announced,
      effectiveFrom: version.effectiveFrom,
      effectiveTo: version.effectiveTo,
      textAvailable: version.textAvailable,
      state: versionState(version, dayIn(now, pack.zone)),
      rulesSha256: sha256(rulesText(pack, version)),
      rulesPrint,
      publishedBy: by,
    })
    .onConflictDoNothing({ target: [policyVersions.platformId, policyVersions.ref] })
    .returning({ id: policyVersions.id });
  if (!made) return;
  const clauses = pack.clauses.filter((clause) => clause.versions.includes(version.id));
  const rows = clauses.map(({ editorial: _editorial, zh: _zh, ...rule }, position) => ({
    platformId: pack.platform,
    versionId: made.id,
    ref: rule.ref,
    parentRef: rule.parent,
    position,
    kind: rule.kind,
    enforceable: rule.enforceable,
    title: rule.title,
    rule,
  }));
  // A statement holds so many parameters and no more.
  for (let at = 0; at < rows.length; at += 1000) await tx.insert(policyClauses).values(rows.slice(at, at + 1000));
  // The last step: from now on the database takes no further clause into it.
  await tx.update(policyVersions).set({ publishedAt: now }).where(eq(policyVersions.id, made.id));
}

/** A later version takes over: the end of the one before is told once. */
async function endVersion(tx: Tx, platformId: string, { id, effectiveTo }: PolicyVersion): Promise<void> {
  if (effectiveTo === null) return;
  const open = and(
    eq(policyVersions.platformId, platformId),
    eq(policyVersions.ref, id),
    isNull(policyVersions.effectiveTo),
  );
  await tx.update(policyVersions).set({ effectiveTo }).where(open);
}
