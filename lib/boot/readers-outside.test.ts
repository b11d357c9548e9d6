import { expect, test } from "vitest";
import { askingDone } from "@/lib/intake/ask-outside.command";
import { startWorker } from "@/lib/platform/worker";
import { withTestDatabase } from "@/test/database";
import { aText, spam, withOutsideReaders } from "@/test/outside";
import { aCase, caseRow } from "@/test/town";
import { schedulesOf } from "./schedules";

const { opened } = withTestDatabase();
const { server, modelIsOn, readFrom, suggestionsOf } = await withOutsideReaders(opened);

test("the app reads a case, then has the model read it, and its clockwork goes on while the model thinks", async () => {
  await modelIsOn();
  let speak: () => void = () => undefined;
  server.answers((response) => {
    speak = () => response.end(JSON.stringify({ choices: [{ message: { content: JSON.stringify(spam) } }] }));
  });
  const { caseId } = await aCase(opened().db, { platform: "taobao-weitao", text: aText() });
  const complaints: string[] = [];
  const worker = startWorker(opened(), {}, schedulesOf(opened()), { say: (line) => complaints.push(line) });
  await worker.tick();
  expect((await caseRow(opened().db, caseId)).suggestedAt).not.toBeNull();
  expect(await suggestionsOf(caseId), "the turn is over, and the model has not spoken").toHaveLength(1);
  await expect.poll(() => server.got.length).toBe(1);
  speak();
  await askingDone();
  await worker.stop();
  expect((await readFrom(caseId))?.state).toBe("answered");
  expect(await suggestionsOf(caseId)).toHaveLength(2);
  expect(complaints).toEqual([]);
});
