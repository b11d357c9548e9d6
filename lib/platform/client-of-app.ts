import "server-only";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Db, putDatabase } from "@/db/client";
import { FolderInUse } from "@/db/folder-lock";
import { openDatabase } from "@/db/open";
import { dataDir, secrets } from "./env";

/** The running app, reached from a terminal of the same machine with the secret of the data folder. */
export type AppClient = { address: string; send: (path: string, init?: RequestInit) => Promise<Response> };

/** How a command of the terminal gets at the data: through the app that holds the folder, or by itself. */
export type DataDoor =
  | { kind: "app"; app: AppClient; close: () => Promise<void> }
  | { kind: "database"; db: Db; close: () => Promise<void> };

/** The folder is held by a process that cannot be asked; the message says what to do. */
export class AppUnreachable extends Error {
  override name = "AppUnreachable";
}

/**
 * Opens the database, or finds the app that holds it: the embedded database belongs to one process, a database server
 * to any number.
 * @throws AppUnreachable when the folder is held and nothing answers there
 */
export async function openDataDoor(): Promise<DataDoor> {
  try {
    const opened = await openDatabase();
    // Commands find the database of the process here.
    putDatabase(opened);
    return { kind: "database", db: opened.db, close: () => opened.close() };
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    return { kind: "app", app: clientOfApp(error), close: async () => undefined };
  }
}

function clientOfApp(held: FolderInUse): AppClient {
  const file = join(dataDir(), "address");
  if (!existsSync(file))
    throw new AppUnreachable(`${held.message} It has not told its address yet: try again in a moment.`);
  const address = readFileSync(file, "utf8").trim().replace(/\/$/, "");
  const authorization = `Bearer ${secrets().cli}`;
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = { "content-type": "application/json", ...init.headers, authorization };
    try {
      return await fetch(address + path, { ...init, headers });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new AppUnreachable(`${held.message} At ${address} nothing answers (${why}).`);
    }
  };
  return { address, send };
}
