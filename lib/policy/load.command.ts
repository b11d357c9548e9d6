import "server-only";
import { createHash } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { clauseEditorial, platforms, policyClauses, policyPacks, policyVersions } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { type BuiltInPlatform, builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import type { PolicyPack } from "./contract";
import { rulesText, versionState } from "./fingerprint.rules";
import type { PolicyVersion } from "./pack.contract";
import { moveVersions } from "./versions.store";

/** Case references begin with it: WX-20811. */
const prefixes: Record<BuiltInPlatform, string> = {
  aliexpress: "AE",
  alibaba: "AB",
  wechat: "WX",
  "taobao-weitao": "TB",
};

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export type PackLoad = { platform: string; result: Result<{ outcome: "loaded" | "unchanged" }> };

/**
 * Brings the four platforms' packs into the database; run at each start, by any number of processes. Loading again
 * changes nothing. A pack that changes the rules of a version that is already published is refused
 * (`version_rules_changed`, DESIGN 3.4); the one loaded before then stays in use.
 */
export async function loadBuiltInPacks(db: Db, now: Date): Promise<PackLoad[]> {
  const loads: PackLoad[] = [];
  for (const platform of builtInPlatforms) {
    const about = { pack: readBuiltInPack(platform), prefix: prefixes[platform] };
    loads.push({ platform, result: await loadPack(db, about, now) });
  }
  return loads;
}

/** Loads one pack whole or not at all. */
export async function loadPack(
  db: Db,
  { pack, prefix }: { pack: PolicyPack; prefix: string },
  now: Date,
): Promise<PackLoad["result"]> {
  const hash = sha256(JSON.stringify(pack));
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`policy ${pack.platform}`}))`);
    const same = and(eq(policyPacks.platformId, pack.platform), eq(policyPacks.sha256, hash));
    const [known] = await tx.select({ id: policyPacks.id }).from(policyPacks).where(same);
    if (known) {
      await moveVersions(tx, now, pack.platform);
      return ok({ outcome: "unchanged" });
    }
    const changed = await changedVersion(tx, pack);
    if (changed)
      return fail("refused", "version_rules_changed", { values: { platform: pack.platform, version: changed } });
    await storePack(tx, { pack, prefix, hash }, now);
    const detail = { revision: pack.revision, sha256: hash };
    const subject = { kind: "platform", id: pack.platform, platformId: pack.platform, detail };
    await appendAudit(tx, {
      actor: { kind: "system", name: "packs" },
      verb: "policy.load",
      outcome: "done",
      subject,
      now,
    });
    return ok({ outcome: "loaded" });
  });
}

/** The first published version whose rules, or whose end once it was told, this pack would change; or null. */
async function changedVersion(tx: Tx, pack: PolicyPack): Promise<string | null> {
  const stored = await tx
    .select({
      ref: policyVersions.ref,
      rulesSha256: policyVersions.rulesSha256,
      effectiveTo: policyVersions.effectiveTo,
    })
    .from(policyVersions)
    .where(eq(policyVersions.platformId, pack.platform));
  const published = new Map(stored.map((row) => [row.ref, row]));
  const changed = pack.versions.find((version) => {
    const known = published.get(version.id);
    if (!known) return false;
    const hasOtherEnd = known.effectiveTo !== null && known.effectiveTo !== version.effectiveTo;
    return hasOtherEnd || known.rulesSha256 !== sha256(rulesText(pack, version));
  });
  return changed?.id ?? null;
}

async function storePack(
  tx: Tx,
  { pack, prefix, hash }: { pack: PolicyPack; prefix: string; hash: string },
  now: Date,
) {
  const { platform: id, name, zone, revision } = pack;
  await tx
    .insert(platforms)
    .values({ id, name, zone, prefix, createdAt: now })
    .onConflictDoUpdate({ target: platforms.id, set: { name, zone } });
  await tx.insert(policyPacks).values({ platformId: id, revision, sha256: hash, pack, loadedAt: now });
  for (const version of pack.versions) await storeVersion(tx, pack, version, now);
  for (const version of pack.versions) await endVersion(tx, id, version);
  await moveVersions(tx, now, id);
  const editorial = pack.clauses.map((clause) => ({
    platformId: id,
    ref: clause.ref,
    editorial: clause.editorial,
    updatedAt: now,
  }));
  await tx
    .insert(clauseEditorial)
    .values(editorial)
    .onConflictDoUpdate({
      target: [clauseEditorial.platformId, clauseEditorial.ref],
      set: { editorial: sql`excluded.editorial`, updatedAt: now },
      setWhere: sql`${clauseEditorial.editorial} is distinct from excluded.editorial`,
    });
}

/** A version that is new here, with its clauses; one that is there already has the same rules and is left alone. */
async function storeVersion(tx: Tx, pack: PolicyPack, version: PolicyVersion, now: Date): Promise<void> {
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
  if (rows.length > 0) await tx.insert(policyClauses).values(rows);
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
