import fc from "fast-check";
import { expect, test } from "vitest";
import { findPersonalData, redact } from "./personal-data.rules";
import type { PersonalDataKind } from "./personal-data-patterns.rules";

const found: [PersonalDataKind, string, string][] = [
  ["name", "It was sold by Frau Petra Maier of the shop.", "Frau Petra Maier"],
  ["name", "As Mr. J. van der Berg says, it is a copy.", "Mr. J. van der Berg"],
  ["name", "Según Sra. Ana Núñez, no es cierto", "Sra. Ana Núñez"],
  ["name", "由王小明先生在店内出售", "王小明先生"],
  ["name", "向李女士出售", "李女士"],
  ["name", "包裹的收货人：王小明", "收货人：王小明"],
  ["email", "Write to anna.mueller+shop@mail.example.org.", "anna.mueller+shop@mail.example.org"],
  ["email", "邮箱abc_12@qq.example联系", "abc_12@qq.example"],
  ["email", "It says anna (at) mail (dot) example for orders", "anna (at) mail (dot) example"],
  ["email", "ＡＢＣ＠ｅｘａｍｐｌｅ．ｏｒｇ", "ＡＢＣ＠ｅｘａｍｐｌｅ．ｏｒｇ"],
  ["phone", "Call +49 170 1234567 today", "+49 170 1234567"],
  ["phone", "Call +1 (202) 555-0143 today", "+1 (202) 555-0143"],
  ["phone", "从 0086 138 0013 8000 打来", "0086 138 0013 8000"],
  ["phone", "加我13800138000领取", "13800138000"],
  ["phone", "手机138-0013-8000", "138-0013-8000"],
  ["phone", "总机 010-62345678 转", "010-62345678"],
  ["phone", "Ring 0170 1234567 now", "0170 1234567"],
  ["phone", "Ring (202) 555-0143 now", "(202) 555-0143"],
  ["phone", "phone: 555 0143 22", "phone: 555 0143 22"],
  ["handle", "follow @green_arrow88 for more", "@green_arrow88"],
  ["handle", "请关注 @小明同学 吧", "@小明同学"],
  ["handle", "加微信：abc_12345 领券", "微信：abc_12345"],
  ["handle", "QQ号123456789进群", "QQ号123456789"],
  ["url_with_id", "See https://shop.example/user/anna-m for it.", "https://shop.example/user/anna-m"],
  ["url_with_id", "See https://shop.example/p?uid=77&x=1", "https://shop.example/p?uid=77&x=1"],
  ["url_with_id", "See https://shop.example/item/100500123.html", "https://shop.example/item/100500123.html"],
  ["url_with_id", "at t.me/green_arrow, daily", "t.me/green_arrow"],
  ["url_with_id", "on www.weibo.com/u/123 daily", "www.weibo.com/u/123"],
  ["iban", "pay to DE89 3704 0044 0532 0130 00 please", "DE89 3704 0044 0532 0130 00"],
  ["iban", "pay GB82WEST12345698765432.", "GB82WEST12345698765432"],
  ["iban", "MT84MALT011000012345MTLCAST001S", "MT84MALT011000012345MTLCAST001S"],
  ["ip", "from 192.0.2.17 at night", "192.0.2.17"],
  ["ip", "from 2001:db8::8a2e:370:7334, at night", "2001:db8::8a2e:370:7334"],
  ["ip", "from 2001:0db8:0000:0000:0000:8a2e:0370:7334", "2001:0db8:0000:0000:0000:8a2e:0370:7334"],
  ["id_number", "身份证11010519491231002X。", "11010519491231002X"],
  ["address", "It shows 12 Baker Street in the picture", "12 Baker Street"],
  ["address", "send to 221B Old Mill Road, please", "221B Old Mill Road"],
  ["address", "wohnt in der Lindenstraße 14a", "Lindenstraße 14a"],
  ["iban", "AB12 and no12 DE89 3704 0044 0532 0130 00 please", "DE89 3704 0044 0532 0130 00"],
  ["iban", "no12 GB82WEST12345698765432", "GB82WEST12345698765432"],
  ["iban", "账号DE89370400440532013000。", "DE89370400440532013000"],
  ["ip", "IP:2001:db8::8a2e:370:7334, at night", "2001:db8::8a2e:370:7334"],
  ["ip", "IP地址：2001:db8::8a2e:370:7334。", "2001:db8::8a2e:370:7334"],
  ["ip", "2001:db8::1: the address", "2001:db8::1"],
  ["phone", "Ring 06 12 34 56 78 now", "06 12 34 56 78"],
  ["phone", "Ring 06.12.34.56.78 now", "06.12.34.56.78"],
  ["phone", "Ring 01701234567.", "01701234567"],
  ["phone", "Ring 612 345 678 now", "612 345 678"],
  ["phone", "Ring 347 1234567 now", "347 1234567"],
  ["phone", "总机(010)88888888转", "(010)88888888"],
  ["phone", "总机01088888888转", "01088888888"],
  ["handle", "我的微信号zhangwei88", "微信号zhangwei88"],
  ["handle", "加我微信 zhangwei88", "加我微信 zhangwei88"],
  ["handle", "My WeChat ID zhangwei88 is", "WeChat ID zhangwei88"],
  ["handle", "vx: zhangwei88", "vx: zhangwei88"],
  ["handle", "V信：zhangwei88", "V信：zhangwei88"],
  ["handle", "Snapchat: anna_m", "Snapchat: anna_m"],
  ["handle", "Instagram: anna.m", "Instagram: anna.m"],
  ["handle", "旺旺：张伟的小店", "旺旺：张伟的小店"],
  ["handle", "抖音号：zw12345", "抖音号：zw12345"],
  ["handle", "add john#1234 there", "john#1234"],
  ["handle", "posted by u/spez there", "u/spez"],
  ["url_with_id", "See example.com/profile/john.doe.", "example.com/profile/john.doe"],
  ["url_with_id", "见taobao.com/user/12345678", "taobao.com/user/12345678"],
  ["url_with_id", "See aliexpress.com/store/1101234567", "aliexpress.com/store/1101234567"],
  ["url_with_id", "See https://shop.example/store/12345 there", "https://shop.example/store/12345"],
  ["url_with_id", "See https://shop.example/p?u=johndoe", "https://shop.example/p?u=johndoe"],
  ["url_with_id", "See https://uni.example/~john", "https://uni.example/~john"],
  ["url_with_id", "See github.com/x", "github.com/x"],
  ["url_with_id", "See https://github.com/x", "https://github.com/x"],
  ["url_with_id", "See de-de.facebook.com/john.doe", "de-de.facebook.com/john.doe"],
  ["url_with_id", "See space.bilibili.com/12345", "space.bilibili.com/12345"],
  ["email", "写信给 张伟@qq.com 即可", "张伟@qq.com"],
  ["card_number", "paid with 4111 1111 1111 1111 then", "4111 1111 1111 1111"],
  ["card_number", "卡号6222020000000000000。", "6222020000000000000"],
  ["address", "wohnt Berliner Straße 12", "Berliner Straße 12"],
  ["address", "lives at 10 rue de la Paix", "10 rue de la Paix"],
  ["address", "vive en Calle Mayor 12", "Calle Mayor 12"],
  ["address", "abita in Via Roma 5", "Via Roma 5"],
  ["address", "北京市朝阳区建国路88号5号楼602室", "北京市朝阳区建国路88号5号楼602室"],
  ["address", "北京市朝阳区建国路88号，邮编100020。", "北京市朝阳区建国路88号，邮编100020"],
  ["address", "sent from Hauptstrasse 12, 10115 Berlin. It", "Hauptstrasse 12, 10115 Berlin"],
  ["address", "sent from Hauptstrasse 12 10115 Berlin The", "Hauptstrasse 12 10115 Berlin"],
  ["address", "Hauptstraße 12\nD-60311 Frankfurt am Main", "Hauptstraße 12\nD-60311 Frankfurt am Main"],
  ["address", "in 10115 Berlin, Hauptstrasse 12, where", "10115 Berlin, Hauptstrasse 12"],
  ["address", "at 12 Baker Street, London NW1 6XE, where", "12 Baker Street, London NW1 6XE"],
  ["address", "at 12 Old Mill Road, Springfield, IL 62704.", "12 Old Mill Road, Springfield, IL 62704"],
  ["address", "at 10 rue de la Paix, 75002 Paris.", "10 rue de la Paix, 75002 Paris"],
  ["address", "at ul. Mokotowska 10, 00-561 Warszawa.", "ul. Mokotowska 10, 00-561 Warszawa"],
  ["birth_date", "He was born 3 May 1981 in a town", "born 3 May 1981"],
  ["birth_date", "geboren am 03.05.1981 in", "geboren am 03.05.1981"],
  ["birth_date", "Date of birth: 1981-05-03.", "Date of birth: 1981-05-03"],
  ["birth_date", "née le 3 mai 1981 en", "née le 3 mai 1981"],
  ["birth_date", "她出生于1981年5月3日。", "出生于1981年5月3日"],
  ["birth_date", "她1981年5月3日生，", "1981年5月3日生"],
  ["order_number", "He paid for order no. 8123456789012345.", "order no. 8123456789012345"],
  ["order_number", "see order AB-123456 of May", "order AB-123456"],
  ["order_number", "订单号：8123456789012345", "订单号：8123456789012345"],
  // In traditional characters.
  ["handle", "我的微信號：abc_123", "微信號：abc_123"],
  ["handle", "我的微信號zhangwei88", "微信號zhangwei88"],
  ["handle", "QQ號123456789進群", "QQ號123456789"],
  ["handle", "微博帳號：小明", "微博帳號：小明"],
  ["handle", "小紅書號：abc123", "小紅書號：abc123"],
  ["address", "台北市信義區信義路五段7號", "台北市信義區信義路五段7號"],
  ["address", "北京市朝陽區建國路88號5號樓602室", "北京市朝陽區建國路88號5號樓602室"],
  // As people write them so that a filter does not see them.
  ["handle", "加V:zhangwei88 领券", "加V:zhangwei88"],
  ["handle", "加v zhangwei88", "加v zhangwei88"],
  ["handle", "微 信 zhangwei88", "微 信 zhangwei88"],
  ["handle", "wei xin: zhangwei88", "wei xin: zhangwei88"],
  ["handle", "Q Q 123456789", "Q Q 123456789"],
  ["handle", "企鹅号123456789", "企鹅号123456789"],
  ["handle", "联系Q:123456789", "Q:123456789"],
  ["phone", "手机138.0013.8000", "138.0013.8000"],
  ["phone", "打 1 3 8 0 0 1 3 8 0 0 0 吧", "1 3 8 0 0 1 3 8 0 0 0"],
  ["phone", "打一三八零零一三八零零零吧", "一三八零零一三八零零零"],
  ["handle", "支付宝账号 zhangwei88", "支付宝账号 zhangwei88"],
  ["url_with_id", "扫 https://u.wechat.com/kABCdef 加我", "https://u.wechat.com/kABCdef"],
  ["url_with_id", "扫 https://weixin.qq.com/r/abcDEF 加我", "https://weixin.qq.com/r/abcDEF"],
  ["url_with_id", "付 https://qr.alipay.com/fkxabcd 即可", "https://qr.alipay.com/fkxabcd"],
  ["url_with_id", "at line.me/ti/p/abc today", "line.me/ti/p/abc"],
  ["id_number", "护照号E12345678。", "护照号E12345678"],
  ["id_number", "passport no. C01X00T47 was shown", "passport no. C01X00T47"],
  ["address", "南京市江宁区张村12号，村口", "南京市江宁区张村12号"],
  ["address", "深圳市南山区科技园A栋3楼", "深圳市南山区科技园A栋3楼"],
  ["name", "他写道“我叫王小明”", "我叫王小明"],
  ["name", "It says: my name is Anna Miller, buy here", "my name is Anna Miller"],
  ["name", "Ich heiße Petra Maier und", "Ich heiße Petra Maier"],
];

test.each(found)("a %s is found in %j", (kind, text, expected) => {
  expect(findPersonalData(text)).toEqual([
    { kind, text: expected, start: text.indexOf(expected), end: text.indexOf(expected) + expected.length },
  ]);
});

const harmless = [
  "Frau am Steuer, Mr and Mrs, Mrs. of the house",
  "任何女士都可以购买，先生们也可以；女士小姐专用",
  "The price fell from EUR 1,299.00 to 999.00 on 2025-03-12.",
  "¥199.00 instead of ¥1,380,013.80, sold 13,800,138 times",
  "Content of 12.03.2025, decided at 12:30:45 on 13/03/2025.",
  "1200 orders, 30 days, rows 4-12, version 2.0.1, clause 5.sensitive.9.a",
  "Article 17(3)(a) of Regulation (EU) 2022/2065, Annex I of 2024/2835",
  "The barcode is 4006381333931 and the weight 0.250 kg.",
  "It runs on version 1.2.3.4 of the app.",
  "The listing uses std::vector and a::b.",
  "Two for 5 @ 3 EUR each, open @10",
  "The post of 2016-07-04 breaks Table.5.7; 2 of 3 pictures show it.",
  "See https://rules.example/weitao/table-5 for the rule.",
  "0.5 litres, 007 and 0800 are numbers",
  "DE89 is a registration plate and GB82 is none",
  "IBAN DE88 3704 0044 0532 0130 00 has wrong check digits",
  "身份证号110105194912310021的校验码有误",
  "该店铺在2016年7月4日至30日售出1380件，单价199元",
  "微淘功能暂停30天，第4至12项累计三次",
  "一路上看到3号店和5号楼的广告",
  "3f0c6a1e is a build, 12345678-90 is an order",
  "The third of 3 Red Lanterns on the Main Street market",
  "A discount of 170-123 points; 555-01 was the model",
  "The offer ran from 06.12.2025 to 01.01.2026, 06:12 to 12:34:56.",
  "Sold 612 345 678 times; EUR 612 345 678 in all, 612.345.678,00 EUR",
  "Clause 10.1.2, Table 5.7 and Rule 3.2.1; via Clause 5 and Via Article 12",
  "Article number 4111111111111112 and lot 4006381333931",
  "Order#1234, case#1234 and page#1234 were closed; the motor runs at 3000 u/min.",
  "Deadline: tomorrow; in line: everybody; the signal: green light",
  "微信支付和QQ音乐的广告违反规则，微博热搜第3名",
  "An advert on Instagram, WeChat Pay and Facebook Marketplace",
  "See rules.example/weitao/table-5 and w3.example/TR/2024, and/or n/a.",
  "10 place settings, 3 route changes, 5 square metres, 2 rue plants",
  "25 pieces of 3471234 at 12 EUR; 10 000 units, 1 000 000 views",
  "Directive 2005/29/EC, OJ L 149, 11.6.2005, p. 22; CELEX 32022R2065",
  "DE12 is a size and AB12 a shelf; no12 is a door",
  "The second line: Straße 12 is the name of a film",
  "Born in 1981 as a brand; the order of 12 May 2025; in order 3 to 12",
  "该活动于2025年5月3日生效，2016年7月4日生产",
  "10115 visitors in Berlin, 4000 Photos; 2016 Berlin",
  "Ticket 100200300400 and tracking 9400110200881",
  "加V用户可以关注；加v2.0版本；支付宝账号不得出售，微信支付",
  "My name is on the list; the name of the shop is Red Lantern",
  "一三五七九月，第一二三四五六七八九条；十三亿四千万",
  "See https://open.weixin.qq.com/ and https://pay.weixin.qq.com/index for it.",
  "A passport cover of 10 cm; 护照套两件；企鹅玩具12只；Q: 2016?",
  "本村12号线，园区3座楼，城市3楼",
];

test.each(harmless)("nothing is found in %j", (text) => {
  expect(findPersonalData(text)).toEqual([]);
});

test("several findings come in order and do not overlap", () => {
  const text = "Mail a@b.example or ring +49 170 1234567, see https://x.example/?email=c@d.example";
  const kinds = findPersonalData(text).map(({ kind }) => kind);
  expect(kinds).toEqual(["email", "phone", "url_with_id"]);
  expect(redact(text)).toBe("Mail [email] or ring [phone], see [url_with_id]");
});

test("the replacement can be in the reader's words", () => {
  expect(redact("联系a@b.example", () => "［已删除］")).toBe("联系［已删除］");
});

const fragment = fc.constantFrom(
  ...found.map(([, , text]) => text),
  ...harmless,
  "+49 ",
  "0",
  "138",
  "@",
  ".",
  " ",
  "：",
  "www.",
  "字",
);

test("after redaction nothing is left to find, and findings are what the text holds there", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fragment, fc.string({ unit: "grapheme", maxLength: 8 })), { maxLength: 12 }),
      (pieces) => {
        const text = pieces.join("");
        for (const { start, end, text: part } of findPersonalData(text)) expect(text.slice(start, end)).toBe(part);
        expect(findPersonalData(redact(text))).toEqual([]);
      },
    ),
  );
});

const slow = [
  "北京市朝阳区建国路",
  "北京市",
  "+1 (",
  "a.",
  "12 Old ",
  "0170 ",
  "aa:",
  "Ab",
  "AB12 ",
  "微信号",
  "https://",
  "a.b/",
  "4111 ",
];
const slower = ["10 rue de la ", "Via Roma ", "06 12 ", "u/", "john#", "?a_", "字@", "/u/1", "加我微信 a", ":0", "qq:"];

test.each([...slow, ...slower])(
  "a text of 100 kB of %j is read to its end, in time that grows with its length",
  (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const before = process.cpuUsage();
    expect(findPersonalData(`${text} a@b.example`).map(({ kind }) => kind)).toContain("email");
    // What grew with the square of the length would take minutes. Time of the processor, so that a busy machine is no reason.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
  },
  120_000,
);
