import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, decisions, statements } from "@/db/schema";
import { importNotices } from "@/lib/intake/import.command";
import { suggestPending } from "@/lib/intake/suggest.command";
import { verifyAudit } from "@/lib/platform/audit-verify";
import { linesOf } from "@/lib/platform/lines.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import { aFolder } from "@/test/child";
import { withTestDatabase } from "@/test/database";
import { aColleague, givenPacks } from "@/test/town";
import { inQueue, workThrough } from "./work";

process.env.DATA_DIR = aFolder();
const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2026-11-20T10:00:00Z");
let mei: Person;

/** Ten texts of our own a platform: some break a rule in plain words, some do not. */
const texts: Record<string, string[]> = {
  "taobao-weitao": [
    "你就是个蠢货，恶心的人，滚。",
    "代刷单日结，绿色平台马上注册，加我微信。",
    "这家店就是垃圾，客服脑子进水的废物。",
    "今天的茶很好喝，包装也结实，谢谢店家。",
    "请问这件外套有没有加大码？",
    "收到货了，颜色和图片一样，孩子很喜欢。",
    "出售游戏点卡，话费充值，成人用品，私聊。",
    "免费领红包，点开链接填写银行卡号就能到账。",
    "上新了，明晚八点直播间见。",
    "蠢货店主，辱骂顾客还有理了，人渣一个。",
  ],
  wechat: [
    "澳门赌场上线，首存送888，稳赢带你下注。",
    "高薪招聘打字员，先交押金三百，日结两千。",
    "周末去爬山的朋友在群里报名。",
    "出售枪支子弹，货到付款，支持验货。",
    "妈妈生日快乐，一起吃了顿饭。",
    "These people are vermin and should be driven out of the country.",
    "I will find you and kill you, I know where you live.",
    "Guaranteed profit of 30 percent a week, send your bitcoin to this address now.",
    "The library opens at nine tomorrow.",
    "代办身份证、学历证书，可上网查询。",
  ],
  aliexpress: [
    "Buy replica designer watches, same logo, nobody can tell it is fake.",
    "The lamp arrived on time and works well.",
    "You are a stupid idiot and your whole family is trash.",
    "How long is the cable in centimetres?",
    "Casino bonus! Bet now and win every time.",
    "These immigrants are animals, do not sell to them.",
    "Cheap pills without prescription, message me privately.",
    "Two of the screws were missing, the seller sent new ones.",
    "Click here to claim your prize, enter your card number and PIN.",
    "Nice colour, a little smaller than I thought.",
  ],
  alibaba: [
    "Replica handbags with brand logo, 1:1 copy, factory price",
    "Stainless steel kitchen sink with drain board",
    "Silencer for rifle, threaded, fast delivery",
    "Cotton bed linen set, four pieces",
    "Prescription sleeping pills without doctor, bulk",
    "Ivory carving, real elephant tusk",
    "Garden hose, 20 metres, with connectors",
    "Fake passports and driving licences, any country",
    "LED bulb E27, warm white, box of ten",
    "Hidden spy camera shaped like a smoke detector for hotel rooms",
  ],
};
const roles: Record<string, [role: string, surface: string, day: string]> = {
  "taobao-weitao": ["buyer", "comment", "2016-09-01"],
  wechat: ["user", "moments", "2024-06-01"],
  aliexpress: ["buyer", "feed", "2024-06-01"],
  alibaba: ["merchant", "listing", "2020-06-01"],
};

const lines = Object.entries(texts).flatMap(([platform, all]) =>
  all.map((text, n) => {
    const [role, surface, publishedAt] = roles[platform] ?? ["", "", ""];
    const account = {
      id: `${platform}-${n % 3}`,
      handle: `shop ${n % 3}`,
      email: `${platform}-${n % 3}@account.example`,
    };
    const content = { text, role, surface, publishedAt, account };
    const items = [{ location: `https://${platform}.example/${n}`, content }];
    return {
      platform,
      legalClaim: n % 2 === 0,
      explanation: "Please look at this.",
      items,
      goodFaith: true,
      externalId: `own-${platform}-${n}`,
    };
  }),
);

beforeAll(async () => {
  await givenPacks(db(), now);
  mei = await aColleague(db(), { name: "Mei Lin" });
  const input = Readable.from(lines.map((line) => Buffer.from(`${JSON.stringify(line)}\n`)));
  const options = { channel: "cli", locale: "en", now: () => now } as const;
  for await (const batch of importNotices({ kind: "system", name: "cli" }, linesOf(input), options))
    expect(batch.filter((answer) => "error" in answer)).toEqual([]);
}, 120_000);

test("forty reports come into the queue of the platform that they are about", async () => {
  const ten = { cases: 10, reports: 10 };
  expect(await inQueue(db())).toEqual({ aliexpress: ten, alibaba: ten, "taobao-weitao": ten, wechat: ten });
});

test("one moderator works through all of them with the desk's own commands, and the queue is empty", async () => {
  while ((await suggestPending(db(), now, 50)) > 0);
  const tally = await workThrough(db(), mei, () => now);
  expect(tally).toMatchObject({ cases: 40 });
  expect(tally.violation + tally.noViolation).toBe(40);
  expect(tally.confident, "plain insults, weapons and scams are recognised").toBeGreaterThanOrEqual(5);
  expect(tally.violation).toBeGreaterThanOrEqual(5);
  expect(tally.noViolation, "a lamp that works breaks no rule").toBeGreaterThanOrEqual(12);
  expect(await inQueue(db())).toEqual({});
  expect(await db().$count(cases, eq(cases.state, "decided"))).toBe(40);
  expect(await db().$count(decisions, eq(decisions.outcome, "violation"))).toBe(tally.violation);
  expect(await db().$count(statements, eq(statements.addressee, "affected"))).toBe(tally.violation);
  expect(await verifyAudit(db(), { now })).toMatchObject({ ok: true, faults: [] });
}, 180_000);
