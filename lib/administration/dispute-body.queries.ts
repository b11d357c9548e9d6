import "server-only";
import { asc, desc, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { disputeBodies } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import type { DisputeBody, DisputeBodyRow } from "./dispute-body.contract";
import { forReader, isCertified } from "./dispute-body.rules";

/** Certificates are of the Union: their days are told as Brussels counts them. */
const listZone = "Europe/Brussels";
const { id, name, country, url, languages, fields, certifiedUntil } = disputeBodies;
const shown = { id, name, country, url, languages, fields, certifiedUntil };

/** The bodies that are certified now, those that speak the reader's language first. Everybody may read them (DSA Art. 21(1)). */
export async function bodiesNow(db: Db, language: string, now: Date): Promise<DisputeBody[]> {
  const rows = await db.select(shown).from(disputeBodies).where(isNull(disputeBodies.withdrawnAt)).limit(1_000);
  const day = dayIn(now, listZone);
  return forReader(
    rows.filter((row) => isCertified({ ...row, withdrawnAt: null }, day)),
    language,
  );
}

/** Every body that a list had, those certified today first. */
export async function disputeBodyPage(db: Db, actor: Actor, now: Date): Promise<Result<DisputeBodyRow[]>> {
  if (!can(actor, "settings.view")) return fail("forbidden");
  const rows = await db.select().from(disputeBodies).orderBy(desc(disputeBodies.withdrawnAt), asc(name)).limit(1_000);
  const day = dayIn(now, listZone);
  const all = rows.map(({ withdrawnAt, lastSyncedAt, listKey: _key, firstSyncedAt: _first, ...row }) => ({
    ...row,
    isCertified: isCertified({ ...row, withdrawnAt }, day),
    lastSyncedAt: lastSyncedAt.toISOString(),
  }));
  return ok(all.sort((a, b) => Number(b.isCertified) - Number(a.isCertified) || a.name.localeCompare(b.name, "en")));
}
