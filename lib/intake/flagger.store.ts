import "server-only";
import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { knownSenders, trustedFlaggers } from "@/db/schema";
import { readRows, rowsAs } from "@/lib/platform/rows";
import { type FlaggerQuality, type ListedFlagger, sourceWith, standingOf } from "./flagger.rules";
import type { PreparedNotice } from "./prepare.rules";

type Candidate = { keys: string[]; addresses: string[] };

/**
 * The senders that anybody vouches for: a key is its holder's, and the address in a notice is believed where a program of
 * the platform or the desk passes it on. What a visitor types into the form proves nothing.
 */
function candidatesAmong(notices: readonly PreparedNotice[]): Candidate {
  const believed = notices.filter(({ sender }) => sender.isTrusted);
  const known = <Value>(values: readonly (Value | null | undefined)[]) => [
    ...new Set(values.flatMap((value) => value ?? [])),
  ];
  return {
    keys: known(believed.map(({ sender }) => sender.apiKeyId)),
    addresses: known(believed.map(({ contact }) => contact?.email?.trim().toLowerCase())),
  };
}

async function boundSenders(tx: Tx, { keys, addresses }: Candidate): Promise<Map<string, ListedFlagger>> {
  if (keys.length === 0 && addresses.length === 0) return new Map();
  const { id, name, areas, status, validFrom } = trustedFlaggers;
  const rows = await tx
    .select({ apiKeyId: knownSenders.apiKeyId, address: knownSenders.address, id, name, areas, status, validFrom })
    .from(knownSenders)
    .innerJoin(trustedFlaggers, eq(id, knownSenders.flaggerId))
    .where(
      and(
        isNull(knownSenders.endedAt),
        or(
          keys.length > 0 ? inArray(knownSenders.apiKeyId, keys) : undefined,
          addresses.length > 0 ? inArray(sql`lower(${knownSenders.address})`, addresses) : undefined,
        ),
      ),
    );
  return new Map(
    rows.map(({ apiKeyId, address, ...flagger }) => [apiKeyId ? `key ${apiKeyId}` : `mail ${address}`, flagger]),
  );
}

/**
 * The same notices, each with the entity of the public list that it is by and how that stands to it now, in one query for
 * the whole batch. A key that says it is a trusted flagger's without being bound to one is told as `unlisted`.
 */
export async function withFlaggers(tx: Tx, notices: readonly PreparedNotice[], now: Date): Promise<PreparedNotice[]> {
  const bound = await boundSenders(tx, candidatesAmong(notices));
  return notices.map((notice) => {
    const { sender, contact, input, source } = notice;
    const byAddress = bound.get(`mail ${contact?.email?.trim().toLowerCase()}`);
    const flagger = sender.isTrusted ? (bound.get(`key ${sender.apiKeyId}`) ?? byAddress) : undefined;
    if (!flagger)
      return source === "trusted_flagger"
        ? { ...notice, flagger: { id: null, name: "", standing: "unlisted" } }
        : notice;
    const said = { category: input.category ?? null, childAbuseClaim: input.childAbuseClaim };
    const standing = standingOf(flagger, said, now);
    return {
      ...notice,
      source: sourceWith(standing, source, sender.apiKeyId !== null),
      flagger: { id: flagger.id, name: flagger.name, standing },
    };
  });
}

const Counted = z.object({ flagger: z.string(), of: z.number(), rejected: z.number() });
/** The newest of a flagger's notices that are counted: the letter is about how it works now. */
const counted = 1_000;

/** How many of each flagger's newest answered items were found to be no violation; what was taken back does not count. */
export async function qualityOf(db: Db | Tx, flaggerIds: readonly string[]): Promise<Map<string, FlaggerQuality>> {
  if (flaggerIds.length === 0) return new Map();
  const given = rowsAs(
    "g",
    flaggerIds.map((flagger) => ({ flagger })),
    { flagger: "uuid" },
  );
  const answer = await db.execute(sql`select g.flagger::text as flagger, count(*)::float8 as "of",
      count(*) filter (where d.outcome = 'no_violation')::float8 as rejected
    from ${given}
    cross join lateral (select n.id from notices n where n.flagger_id = g.flagger order by n.id desc limit ${counted}) sent
    join notice_items i on i.notice_id = sent.id
    join decisions d on d.id = i.decision_id
    where d.outcome in ('violation', 'no_violation') and d.undone_at is null and d.reversed_at is null
    group by g.flagger`);
  return new Map(readRows(answer, Counted).map(({ flagger, of, rejected }) => [flagger, { of, rejected }]));
}
