import type { Db } from "@/db/client";
import { decideCase } from "@/lib/decisions/decide.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, theWorkerRuns } from "./appeals";
import { aCase, aReport, townTime } from "./town";

/** A report that led to nothing: told a minute after townTime; its window ends on 7 March 2017, and the mail was sent. */
export async function answeredReport(db: Db, by: Person, more: Parameters<typeof aReport>[2] = {}) {
  const made = await aCase(db, { notices: 0 });
  const { noticeId } = await aReport(db, made, more);
  const decided = await decideCase(by, { caseId: made.caseId, version: 1, outcome: "no_violation" }, townTime);
  if (!decided.ok) throw new Error(decided.reason);
  await theWorkerRuns(db, after(60));
  return { ...made, noticeId, decisionId: decided.value.decisionId };
}

const windowEnds = new Date("2017-03-07T22:59:59.999Z");
/** So many days, and milliseconds, after that window has ended. */
export const afterWindow = (count: number, ms = 0) => new Date(windowEnds.getTime() + count * 86_400_000 + ms);
