import { v7 } from "uuid";
import { afterEach, vi } from "vitest";
import type { Db } from "@/db/client";
import { outbox } from "@/db/schema";
import type { Mail } from "@/lib/platform/mail";
import { aMailServer } from "./mail-server";

/** For the top of a test file: mail servers that its tests start and write to, closed after each of them. */
export function withMailServers(): (about?: Parameters<typeof aMailServer>[0]) => ReturnType<typeof aMailServer> {
  const open: { close: () => Promise<void> }[] = [];
  afterEach(async () => {
    vi.unstubAllEnvs();
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  return async (about = {}) => {
    const server = await aMailServer(about);
    open.push(server);
    vi.stubEnv("SMTP_URL", server.url);
    vi.stubEnv("APP_URL", "https://desk.moderation.eu");
    return server;
  };
}

export const aMail = (about: Partial<Mail> = {}): Mail => ({
  outboxId: v7(),
  to: "ana@people.eu",
  subject: "Your report N-1",
  body: "Thank you.",
  language: "en",
  kind: "mail.receipt",
  ...about,
});

/** A message in the outbox, as the worker has it in hand. */
export async function anOutboxRow(db: Db, now: Date): Promise<string> {
  const id = v7();
  await db.insert(outbox).values({ id, kind: "mail.uncertain", dedupeKey: id, runAt: now, createdAt: now });
  return id;
}
