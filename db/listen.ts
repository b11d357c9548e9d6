import type { Client } from "pg";

/** What a listener is told when it may have missed something: its connection was lost, and is there again. */
export const missed = "missed";

const againAfterMs = 2_000;

/**
 * Hears every NOTIFY on `channel` over a connection of its own, outside the pool, for as long as it is not ended. A lost
 * connection is made again, and `heard` is told `missed`, because PostgreSQL keeps nothing for who was away.
 * @param channel a plain name: letters and underscores
 * @returns ends it
 * @throws when the first connection cannot be made
 */
export async function listenOnPostgres(
  url: string,
  channel: string,
  heard: (payload: string) => void,
): Promise<() => Promise<void>> {
  const { default: pg } = await import("pg");
  let current: Client | null = null;
  let again: NodeJS.Timeout | undefined;
  let isEnded = false;

  async function connect(): Promise<void> {
    const client = new pg.Client({ connectionString: url, keepAlive: true });
    client.on("notification", (message) => heard(message.payload ?? ""));
    // An error event nobody listens to would end the process; the end of the connection follows it.
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
    } catch (error) {
      // It may be connected, and nobody else knows of it.
      await client.end().catch(() => undefined);
      throw error;
    }
    if (isEnded) return client.end();
    current = client;
    client.on("end", later);
  }

  function later(): void {
    current = null;
    if (isEnded) return;
    again = setTimeout(() => {
      connect().then(() => {
        if (!isEnded) heard(missed);
      }, later);
    }, againAfterMs);
    again.unref();
  }

  await connect();
  return async () => {
    isEnded = true;
    clearTimeout(again);
    await current?.end();
  };
}
