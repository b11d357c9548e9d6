import { desc, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import type { OpenDatabase } from "@/db/client";
import { caseSuggestions, outsideReadings, outsideTools, settings } from "@/db/schema";
import { askingDone, askOutsideWhenDue } from "@/lib/intake/ask-outside.command";
import { suggestFor } from "@/lib/intake/suggest.command";
import { anOutsideServer } from "./outside-server";
import { aCase, type CaseAbout, givenPacks, townTime } from "./town";

const platform = "taobao-weitao";
const now = townTime;
export const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

/** What a model says that finds an advertisement in each of the texts below. */
export const spam = { findings: [{ ref: "Table.4", quote: "加微信" }] };

let texts = 0;
/** Words that no other test's content holds: the same question is asked once. */
export function aText(): string {
  texts += 1;
  return `加微信看新款 number ${texts}`;
}

/** For the top of a test file: a stand-in for a reader outside, a second host, and a platform that can switch it on. */
export async function withOutsideReaders(opened: () => OpenDatabase) {
  const db = () => opened().db;
  const server = await anOutsideServer();
  const elsewhere = await anOutsideServer();
  beforeAll(() => givenPacks(db()));
  afterEach(async () => {
    server.got.length = 0;
    vi.unstubAllEnvs();
    for (const table of [settings, outsideTools, outsideReadings]) await db().delete(table);
  });
  afterAll(() => {
    server.close();
    elsewhere.close();
  });
  return { server, elsewhere, ...switches(db, server.url), ...sight(db) };
}

type GetDb = () => OpenDatabase["db"];

function switches(db: GetDb, url: string) {
  const set = async (values: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(values))
      await db()
        .insert(settings)
        .values({ platformId: platform, key, value, updatedAt: now })
        .onConflictDoUpdate({ target: [settings.platformId, settings.key], set: { value } });
  };
  const modelIsOn = (more = {}) => set({ modelUrl: `${url}/v1`, modelName: "guard-20b", ...more });
  /** A case with its suggestion. */
  const suggested = async (text = aText(), about: CaseAbout = {}) => {
    const { caseId } = await aCase(db(), { platform, text, ...about });
    await suggestFor(db(), caseId, now);
    return caseId;
  };
  /** One turn, until all that it asks is answered. */
  const asked = async (at = later(1)) => {
    await askOutsideWhenDue(db(), at);
    await askingDone();
  };
  return { set, modelIsOn, suggested, asked };
}

function sight(db: GetDb) {
  /** What became of asking about a case. */
  const readFrom = async (caseId: string) => {
    const [reading] = await db().select().from(outsideReadings).where(eq(outsideReadings.caseId, caseId));
    return reading;
  };
  /** The newest first. */
  const suggestionsOf = (caseId: string) =>
    db().select().from(caseSuggestions).where(eq(caseSuggestions.caseId, caseId)).orderBy(desc(caseSuggestions.madeAt));
  return { readFrom, suggestionsOf };
}
