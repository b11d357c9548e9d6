import "server-only";
import { count } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, contentItems, type SnapshotMedia } from "@/db/schema";
import { submitNotice } from "@/lib/intake/commands";
import { storePicture } from "@/lib/intake/picture.command";
import { storeVideo } from "@/lib/intake/video.command";
import type { DemoPersonThere } from "@/lib/people/demo.store";
import { settleCommitments } from "./commitments";
import { settleReferral } from "./crime";
import { locationOf, momentOf, readMedium, readTown, type TownAccount, type TownItem, type TownNotice } from "./data";
import { drawInTown } from "./draw";
import { settleFlaggers } from "./flaggers";
import { settleMisuse } from "./misuse";
import { settleOrders } from "./orders";
import { livePast } from "./past";
import { play } from "./play";
import { settleQuality } from "./quality";
import { settleDisputes, settleTraders } from "./redress";
import { settleTerms } from "./terms";
import { forgetUnfinished, isUnfinished, rememberUnfinished } from "./unfinished";

const town = { kind: "system", name: "town" } as const;

async function storeMedia(items: readonly TownItem[], now: Date): Promise<Map<string, SnapshotMedia>> {
  const stored = new Map<string, SnapshotMedia>();
  for (const item of items) {
    for (const name of item.media ?? []) {
      const { kind, bytes, alt } = await readMedium(name);
      const given = { platform: item.platform, bytes };
      const answer = await (kind === "video" ? storeVideo(town, given, now) : storePicture(town, given, now));
      if (!answer.ok) throw new Error(`the town's ${name} was refused: ${answer.reason}`);
      stored.set(`${item.key} ${name}`, { mediaId: answer.value.mediaId, kind, alt, sensitive: true });
    }
  }
  return stored;
}

function noticeOf(item: TownItem, notice: TownNotice, account: TownAccount, shown: SnapshotMedia[], now: Date) {
  const { key: _key, platform: _platform, ...author } = account;
  return {
    platform: item.platform,
    source: notice.source,
    automatedDetection: notice.detection,
    legalClaim: notice.legal,
    childAbuseClaim: notice.childAbuse ?? false,
    category: notice.category,
    explanation: notice.explanation,
    items: [
      {
        location: locationOf(item),
        content: {
          title: item.title,
          text: item.text,
          language: item.language,
          publishedAt: momentOf(item.at, now).toISOString(),
          surface: item.surface,
          role: item.role,
          account: author,
          context: item.context,
          media: shown,
        },
      },
    ],
    name: notice.name,
    email: notice.email,
    goodFaith: true,
    language: notice.language ?? item.language,
    zone: account.zone,
    tags: notice.tags ?? [],
    relation: notice.relation,
    bringing: notice.bringing,
  };
}

/**
 * Fills an empty database with the demo town: what was reported, through the same command that any notice takes, and
 * what the demo people did since, through their own commands, each at its own time. Does nothing when there are cases.
 */
export async function seedTown(
  db: Db,
  people: readonly DemoPersonThere[],
  now: Date,
  say: (line: string) => void,
): Promise<void> {
  const [there] = await db.select({ cases: count() }).from(cases);
  if (there && there.cases > 0) {
    // The log refuses to forget, so what is there stays; an embedded database with nothing else in it began anew before.
    if (await isUnfinished(db))
      say(
        "An earlier start ended while the demo town was filled, so it is not whole. An empty database gets a whole one.",
      );
    await forgetUnfinished(db);
    return;
  }
  say("Filling the demo town …");
  await rememberUnfinished(db, now);
  const { accounts, items } = readTown();
  const media = await storeMedia(items, now);
  const authors = new Map(accounts.map((account) => [account.key, account]));
  const due = items
    .flatMap((item) => item.notices.map((notice) => ({ item, notice, at: momentOf(notice.ago, now) })))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  await livePast(db, people, now);
  await settleFlaggers(db, people, due[0]?.at ?? now);
  await settleTerms(people, due[0]?.at ?? now);
  await settleMisuse(db, people, now);
  const events = await play(db, { people, now });
  for (const [done, { item, notice, at }] of due.entries()) {
    if (done > 0 && done % Math.ceil(due.length / 4) === 0) say(`  ${Math.round((100 * done) / due.length)} %`);
    await events.until(at);
    const author = authors.get(item.account);
    if (!author) throw new Error(`the town has no account ${item.account}`);
    const shown = (item.media ?? []).flatMap((name) => media.get(`${item.key} ${name}`) ?? []);
    const answer = await submitNotice(town, noticeOf(item, notice, author, shown, now), { channel: "desk" }, at);
    if (!answer.ok) throw new Error(`the town's ${item.key} was refused: ${JSON.stringify(answer)}`);
  }
  await events.until(now);
  await settleOrders(people, now);
  await settleReferral(db, people, now);
  await settleDisputes(db, people, now);
  await settleTraders(db, people, now);
  await settleCommitments(db, people, now);
  await drawInTown(db, now);
  await settleQuality(db, people, now);
  await forgetUnfinished(db);
  const [made] = await db.select({ items: count() }).from(contentItems);
  say(`The town has ${made?.items ?? 0} reported items.`);
}
