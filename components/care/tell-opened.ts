import { backOnline } from "../decisions/back-online";
import { sendOnceMore } from "../decisions/send-once-more";
import { postJson, type WireResult } from "../shell/fetch-json";

type Opened = { caseId: string; anyway: boolean };
type Ways = {
  send: (opened: Opened) => Promise<WireResult<unknown>>;
  backOnline: () => Promise<void>;
};

const overTheWire: Ways = { send: (opened) => postJson("/api/me/care/opened", opened), backOnline };

/**
 * Tells that a case is before its reader, and again until it was heard: what somebody saw counts for them, also where the
 * connection was lost just then. Told twice it counts once. True once it is counted; false where the server refuses it.
 */
export async function tellOpened(opened: Opened, { send, backOnline: back }: Ways = overTheWire): Promise<boolean> {
  const answer = await sendOnceMore(() => send(opened), back);
  return answer.ok;
}

/** The same of what is asked for by another name than its case's, which its reader may not know. */
export async function tellShown(path: string): Promise<void> {
  await sendOnceMore(() => postJson(path), backOnline);
}
