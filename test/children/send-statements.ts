// Sends what is due to the Transparency Database, over the database of DATA_DIR or DATABASE_URL; the test kills it on the way.
import { putDatabase } from "@/db/client";
import { openEmbedded, openPostgres } from "@/db/open";
import { sendStatements } from "@/lib/transparency/send-statements.command";

async function main(): Promise<void> {
  const url = process.env.DATABASE_URL;
  const opened = url ? await openPostgres(url, { max: 4 }) : await openEmbedded(process.env.DATA_DIR ?? "");
  putDatabase(opened);
  const at = new Date(process.env.NOW ?? "");
  console.log("sending");
  await sendStatements(opened.db, () => at);
  console.log("done");
}

void main();
