import { eq } from "drizzle-orm";
import { beforeAll } from "vitest";
import { cases, contentItems, notices } from "@/db/schema";
import { submitNotice } from "@/lib/intake/commands";
import type { Actor } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "./database";
import { givenPlatforms } from "./intake";

export const guest: Actor = { kind: "public" };
/** A key of AliExpress that may report. */
export const platformKey = {
  kind: "key",
  id: "0190a6a0-0000-7000-8000-000000000001",
  name: "shop",
  platformIds: ["aliexpress"],
  permissions: ["notice.create"],
} satisfies Actor;
/** The same, made for a trusted flagger. */
export const flaggerKey: Actor = { ...platformKey, name: "flagger", permissions: ["notice.create", "notice.import"] };
export const receivedAt = new Date("2026-03-01T10:00:00Z");

/** For the top of a test file about sending notices: a database with the four platforms, and words for what was stored. */
export function withIntake() {
  const { opened } = withTestDatabase();
  beforeAll(() => givenPlatforms(opened()));

  /** Sends a notice and gives its reference; a visitor uses the form, a key the API. @throws when it is refused. */
  async function sent(raw: Record<string, unknown>, actor: Actor = guest, at = receivedAt): Promise<string> {
    const channel = actor.kind === "public" ? "form" : "api";
    const result = await submitNotice(actor, raw, { channel }, at);
    if (!result.ok) throw new Error(JSON.stringify(result));
    return result.value.reference;
  }

  /** Each failing field with its reason, as "items.0.location required"; none when it was taken. */
  async function failuresOf(raw: Record<string, unknown>, actor: Actor = guest): Promise<string[]> {
    const result = await submitNotice(actor, raw, { channel: "form" }, receivedAt);
    if (result.ok) return [];
    const fields = result.fields ?? [{ field: "", reason: result.reason }];
    return fields.map(({ field, reason }) => `${field} ${reason}`);
  }

  /** The cases of the item at an address of `aPlace`, oldest first. */
  async function casesAt(location: string) {
    const {
      id,
      state,
      noticeCount,
      source,
      tags,
      version,
      snapshotId,
      rank,
      rankWhy: why,
      dueAt,
      language,
      excerpt,
    } = cases;
    return opened()
      .db.select({ id, state, noticeCount, source, tags, version, snapshotId, rank, why, dueAt, language, excerpt })
      .from(cases)
      .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
      .where(eq(contentItems.locationKey, location.replace("www.", "")))
      .orderBy(cases.openedAt);
  }

  async function noticeBy(reference: string) {
    const [row] = await opened().db.select().from(notices).where(eq(notices.reference, reference));
    if (!row) throw new Error(`${reference} is not there`);
    return row;
  }

  return { opened, sent, failuresOf, casesAt, noticeBy };
}
