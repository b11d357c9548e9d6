import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { putDatabase } from "@/db/client";
import { openEmbedded } from "@/db/open";
import { cases, outbox } from "@/db/schema";
import { setMarks } from "@/lib/platform/marks";
import { enqueue } from "@/lib/platform/outbox";
import { aChild, aFolder } from "@/test/child";
import { fillDataFolder, onPostgres } from "@/test/database";
import { aMailServer } from "@/test/mail-server";
import { aCase, aReport, givenPacks } from "@/test/town";

/** A data folder with one case of somebody's own in it; `also` puts in more. */
async function aFolderWith(also: (folder: Awaited<ReturnType<typeof openEmbedded>>, caseId: string) => Promise<void>) {
  const folder = aFolder();
  await fillDataFolder(folder);
  const opened = await openEmbedded(folder);
  putDatabase(opened);
  try {
    await givenPacks(opened.db);
    const made = await aCase(opened.db);
    await also(opened, made.caseId);
    return { folder, caseId: made.caseId };
  } finally {
    putDatabase(undefined);
    await opened.close();
  }
}

async function inFolder<Value>(
  folder: string,
  read: (opened: Awaited<ReturnType<typeof openEmbedded>>) => Promise<Value>,
) {
  const opened = await openEmbedded(folder);
  try {
    return await read(opened);
  } finally {
    await opened.close();
  }
}

test.runIf(!onPostgres)(
  "a database whose town was never finished is kept when somebody's own case is in it",
  async () => {
    const { folder, caseId } = await aFolderWith(({ db }) => setMarks(db, ["town unfinished"], new Date()));
    const child = await aChild(["test/children/boot.ts"], { DATA_DIR: folder, PORT: "4105" });
    await child.until(/^up$/);
    await child.kill("SIGTERM");
    expect(child.said.join("\n")).not.toContain("beginning again");
    expect(child.said.join("\n")).toContain("so it is not whole");
    expect(await inFolder(folder, ({ db }) => db.$count(cases, eq(cases.id, caseId)))).toBe(1);
  },
  300_000,
);

test.runIf(!onPostgres)(
  "told to end while a mail is on its way, the process waits for the mail server's word, writes it down and ends well",
  async () => {
    let say: () => void = () => undefined;
    const word = new Promise<void>((said) => {
      say = said;
    });
    const server = await aMailServer({ hold: word });
    const { folder } = await aFolderWith(async ({ db }, caseId) => {
      const [row] = await db.select({ itemId: cases.itemId }).from(cases).where(eq(cases.id, caseId));
      for (const n of [1, 2]) {
        const { noticeId } = await aReport(db, { caseId, itemId: row?.itemId ?? "" }, { email: `ana${n}@people.eu` });
        const receipt = { kind: "mail.receipt", payload: { noticeId }, dedupeKey: `receipt ${n}` };
        // A second apart: of two that are due in the same moment either may be sent first.
        await db.transaction((tx) => enqueue(tx, receipt, new Date(Date.now() - (3 - n) * 1_000)));
      }
    });
    const child = await aChild(["test/children/boot.ts"], { DATA_DIR: folder, PORT: "4106", SMTP_URL: server.url });
    await child.until(/^up$/);
    await expect.poll(() => server.received.length, { timeout: 60_000 }).toBe(1);
    process.kill(child.pid, "SIGTERM");
    await child.until(/^Ending/);
    say();
    expect(await child.ended).toEqual({ code: 0, signal: null });
    const rows = await inFolder(folder, ({ db }) =>
      db.select().from(outbox).where(eq(outbox.kind, "mail.receipt")).orderBy(outbox.dedupeKey),
    );
    expect(rows.map(({ state }) => state)).toEqual(["sent", "waiting"]);
    expect(server.received.flatMap(({ to }) => to)).not.toContain("ana2@people.eu");
    await server.close();
  },
  300_000,
);
