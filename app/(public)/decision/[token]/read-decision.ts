import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { database } from "@/db/client";
import { decisionAtLink } from "@/lib/appeals/addressee.queries";
import type { AddresseeView } from "@/lib/appeals/contract";
import { markRead } from "@/lib/appeals/read.command";
import { isFetchedAhead } from "@/lib/platform/fetched-ahead";
import type { Result } from "@/lib/platform/result";

/**
 * The decision at a link, once a request. The first reading is recorded here, on GET: for people with an e-mail address
 * it changes nothing but the date of reading, because the mail informed them, so a scanner of mails that opens links does
 * no harm. Those without one are informed by this page alone and have the link from nowhere a scanner looks.
 */
export const readDecision = cache(async (token: string): Promise<Result<AddresseeView>> => {
  const db = await database();
  const now = new Date();
  const found = await decisionAtLink(db, token, now);
  if (!found.ok || found.value.isRead || isFetchedAhead(await headers())) return found;
  await markRead({ kind: "public" }, { statementId: found.value.statementId }, now);
  // Their last day may just have become known.
  return decisionAtLink(db, token, now);
});
