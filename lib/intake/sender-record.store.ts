import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { readRows, rowsAs } from "@/lib/platform/rows";
import type { PreparedNotice } from "./prepare.rules";
import { type SenderRecord, senderKey } from "./sender-record.rules";

/** The newest of a sender's notices that are looked at: who has sent a million costs no more than who has sent a hundred. */
const lookedAt = 300;

const Counted = z.object({ sender: z.string(), acted: z.number(), of: z.number() });

/**
 * What became of the earlier notices of everybody who sent one of these, in one query for the whole batch, each sender's
 * newest from an index. What was decided, stands, and was no referral counts; an erased address has no record.
 */
export async function recordsOf(tx: Tx, notices: readonly PreparedNotice[]): Promise<Map<string, SenderRecord>> {
  const senders = [...new Set(notices.flatMap((notice) => senderKey(notice) ?? []))].map((sender) => {
    const value = sender.slice(sender.indexOf(" ") + 1);
    const isKey = sender.startsWith("key ");
    return { sender, api_key_id: isKey ? value : null, email: isKey ? null : value };
  });
  if (senders.length === 0) return new Map();
  const given = rowsAs("g", senders, { sender: "text", api_key_id: "uuid", email: "text" });
  const answer =
    await tx.execute(sql`select g.sender, count(*) filter (where d.outcome = 'violation')::float8 as acted, count(*)::float8 as "of"
    from ${given}
    cross join lateral (
      (select c.notice_id from notice_contacts c where lower(c.email) = g.email order by c.notice_id desc limit ${lookedAt})
      union all
      (select n.id from notices n where n.api_key_id = g.api_key_id and n.source not in ('guest', 'registered') order by n.id desc limit ${lookedAt})
    ) sent
    join notice_items i on i.notice_id = sent.notice_id
    join decisions d on d.id = i.decision_id
    where d.outcome in ('violation', 'no_violation') and d.undone_at is null and d.reversed_at is null
    group by g.sender`);
  return new Map(readRows(answer, Counted).map(({ sender, acted, of }) => [sender, { acted, of }]));
}
