import { expect, test } from "vitest";
import { writtenLinks } from "./written-links.rules";

const only = (text: string) => writtenLinks(text).links[0];

test("an address in a text is told with the host it leads to", () => {
  expect(only("see https://shop.example/a?b=1. Thanks")).toEqual({
    target: "https://shop.example/a?b=1",
    host: "shop.example",
    words: "",
    concerns: [],
  });
});

test("what runs something instead of leading somewhere is called that", () => {
  expect(only("javascript:alert(1)")?.concerns).toEqual(["script"]);
  expect(only('<a href="javascript:fetch(1)">Win a phone</a>')).toMatchObject({
    words: "Win a phone",
    concerns: ["script"],
  });
  expect(only("[prize](data:text/html;base64,PHNjcmlwdD4=)")?.concerns).toEqual(["script"]);
});

test("a link whose address has brackets is told once, and an address among its words besides", () => {
  expect(writtenLinks("[taobao.com](javascript:alert(4))").links.map(({ target }) => target)).toEqual([
    "javascript:alert(4)",
  ]);
  expect(
    writtenLinks('<a href="https://evil.example/x">https://taobao.com</a>').links.map(({ target }) => target),
  ).toEqual(["https://evil.example/x", "https://taobao.com"]);
});

test("a host that is only a name before the real one is seen through", () => {
  expect(only("https://aliexpress.com@evil.example/login")).toMatchObject({ host: "evil.example", concerns: ["name"] });
});

test("letters of another alphabet are shown in their plain form", () => {
  expect(only("https://аliexpress.com/")).toMatchObject({ host: "xn--liexpress-zyh.com", concerns: ["letters"] });
});

test("words that name another host than the link are told", () => {
  expect(only("[www.taobao.com](https://taobao.evil.example/x)")?.concerns).toEqual(["words"]);
  expect(only("[taobao.com](https://www.taobao.com/x)")?.concerns).toEqual([]);
});

test("a page full of links is cut, and says how many it leaves out", () => {
  const text = Array.from({ length: 40 }, (_, at) => `https://h${at}.example/`).join(" ");
  expect(writtenLinks(text).links).toHaveLength(12);
  expect(writtenLinks(text).more).toBe(28);
});

test("a text without links has none, and one that is no address throws nothing", () => {
  expect(writtenLinks("no link: at all, 50% off").links).toEqual([]);
  expect(only("http://[broken")?.host ?? null).toBeNull();
});
