import { expect, test } from "vitest";
import { featuresOf } from "./gather.rules";
import { belonging, olderOf } from "./join-waves.rules";

const read = (text: string) => featuresOf({ title: "", text, location: "https://post.example/1", group: null });
const advert = "加微信看最新款手表，全场包邮，一比一复刻，支持货到付款，假一赔十，数量有限";

test("of two waves the older one goes on, and of two of one moment always the same", () => {
  const old = { id: "b", beganAt: new Date("2016-09-07T04:00:00Z") };
  const young = { id: "a", beganAt: new Date("2016-09-07T04:00:01Z") };
  expect(olderOf(young, old)).toEqual({ stays: old, goes: young });
  const twin = { ...old, id: "c" };
  expect([olderOf(old, twin).stays, olderOf(twin, old).stays]).toEqual([old, old]);
});

test("each item is judged by the first of the other wave, so that what is unlike it stays where it is", () => {
  const parts = advert.split("，");
  const half = parts.map((part, at) => (at < 2 ? `换成别的话第${"甲乙"[at]}句` : part)).join("，");
  const items = [
    { memberId: "copy", features: read(`${advert} 2`) },
    { memberId: "half", features: read(half) },
  ];
  expect(belonging(items, read(advert), 70)).toMatchObject([{ memberId: "copy", by: "text" }]);
  expect(belonging(items, read(advert), 20).map(({ memberId }) => memberId)).toEqual(["copy", "half"]);
});
