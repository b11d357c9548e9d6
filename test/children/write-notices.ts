// Submits one notice after the other into the embedded database of DATA_DIR, and prints each reference once it is stored.
import { putDatabase } from "@/db/client";
import { openEmbedded } from "@/db/open";
import { submitNotice } from "@/lib/intake/commands";
import { aNotice, givenPlatforms } from "../intake";

async function main(): Promise<void> {
  const opened = await openEmbedded(process.env.DATA_DIR ?? "");
  putDatabase(opened);
  await givenPlatforms(opened);
  for (;;) {
    const answer = await submitNotice({ kind: "public" }, aNotice(), { channel: "form" });
    if (!answer.ok) throw new Error(answer.reason);
    console.log(answer.value.reference);
  }
}

void main();
