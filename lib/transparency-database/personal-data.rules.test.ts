import fc from "fast-check";
import { expect, test } from "vitest";
import { findPersonalData, redact } from "./personal-data.rules";
import type { PersonalDataKind } from "./personal-data-patterns.rules";

const found: [PersonalDataKind, string, string][] = [
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
  ["address", "北京市朝阳区建国路88号5号楼602室", "北京市朝阳区建国路88号5号楼602室"],
];

test.each(found)("a %s is found in %j", (kind, text, expected) => {
  expect(findPersonalData(text)).toEqual([
    { kind, text: expected, start: text.indexOf(expected), end: text.indexOf(expected) + expected.length },
  ]);
});

const harmless = [
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
  "Ticket 100200300400 and tracking 9400110200881",
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

test("texts of the largest size, made to be slow to read, are read to their end", () => {
  for (const piece of ["北京市朝阳区建国路", "+1 (", "a.", "12 Old ", "0170 ", "aa:", "Ab"]) {
    const text = piece.repeat(Math.ceil(5000 / piece.length));
    expect(findPersonalData(`${text} a@b.example`).map(({ kind }) => kind)).toContain("email");
  }
});
