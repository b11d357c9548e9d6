import { expect, test } from "vitest";
import { isUnreadable } from "./unreadable.rules";

/** Bytes that look random and are the same each time (a linear congruential generator). */
function bytes(count: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 24;
  });
}

const seeds = Array.from({ length: 40 }, (_, at) => at + 1);

test("bytes taken for letters are no writing, however they were taken", () => {
  for (const seed of seeds) {
    const raw = Uint8Array.from(bytes(400, seed));
    expect(isUnreadable(Buffer.from(raw).toString("latin1"))).toBe(true);
    expect(isUnreadable(new TextDecoder("windows-1252").decode(raw))).toBe(true);
    expect(isUnreadable(new TextDecoder("utf-8").decode(raw))).toBe(true);
    expect(isUnreadable(new TextDecoder("utf-16le").decode(raw))).toBe(true);
  }
});

test("letters of many scripts in no order are no writing, each character assigned or not", () => {
  const starts = [0x430, 0x5d0, 0x627, 0x915, 0xe01, 0x4e00, 0xac00, 0x10d0];
  const noise = bytes(120, 7).map((byte) => String.fromCodePoint((starts[byte % 8] ?? 0x430) + (byte >> 5)));
  expect(isUnreadable(noise.join(""))).toBe(true);
});

test.each([
  "Online casino, deposit bonus today.\r\n\tAdd me on WhatsApp",
  "ｆｒｅｅ ЅEХ вuy nοw, хxх",
  "c\u200ba\u200bs\u200bi\u200bn\u200bo \u2060\u00ad bet",
  "这个app很好用，扫码加我VX领取红包，ありがとう 한국어",
  "โหลดแอปฟรี download ได้ที่นี่ ราคาถูกมาก",
  "مرحبا بكم في متجرنا, best price שלום नमस्ते",
  "👩‍👩‍👧🏽‍♀️❤️🇪🇺🔫💊",
  "L'œuvre d'été coûte 5 €, façon Ångström",
  "Z̷̢̛a̸͎l̶g̵o̷ comes",
  "One \u0007 bell and a lost \ufffd byte in a sentence that somebody wrote",
  "",
])("what somebody wrote is writing: %s", (text) => {
  expect(isUnreadable(text)).toBe(false);
});
