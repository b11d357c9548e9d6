import { expect, test } from "vitest";
import { languageOf } from "./language.rules";

test("Chinese is told apart by its writing", () => {
  expect(languageOf("这个卖家是骗子，不发货")).toBe("zh-Hans");
  expect(languageOf("這個賣家是騙子，不發貨")).toBe("zh-Hant");
  expect(languageOf("加我微信领红包 VX abc123")).toBe("zh-Hans");
});

test("Japanese with many characters is not taken for Chinese, and Korean and Russian are named", () => {
  expect(languageOf("この商品は偽物です。購入禁止")).toBe("ja");
  expect(languageOf("이 상품은 가짜입니다")).toBe("ko");
  expect(languageOf("Это подделка, не покупайте")).toBe("ru");
});

test("languages in Latin letters are told by their small words", () => {
  expect(languageOf("This is not what I ordered and the seller does not answer")).toBe("en");
  expect(languageOf("Das ist nicht die Ware, die ich bestellt habe")).toBe("de");
  expect(languageOf("Isso não é o que eu comprei, você vai ver")).toBe("pt");
});

test("a text that says too little has no language", () => {
  for (const text of ["", "🔥🔥🔥", "12345", "xqzt plmk"]) expect(languageOf(text)).toBe("und");
});

test("words under heaps of marks are read as the words they are, in no language that has letters for words", () => {
  const heap = "\u0315\u0323\u0336\u0489";
  const heaped = (text: string) => [...text].map((letter) => (/[a-z]/i.test(letter) ? letter + heap : letter)).join("");
  expect(languageOf(heaped("Ode a meo caos o zalgo e nao"))).toBe(languageOf("Ode a meo caos o zalgo e nao"));
  expect(languageOf(heaped("H e comes to you and he is not the one"))).toBe("en");
  expect(languageOf("Đây là một bài viết và không có gì".normalize("NFD"))).toBe(
    languageOf("Đây là một bài viết và không có gì"),
  );
  expect(languageOf("é não uma coisa que você".normalize("NFD"))).toBe("pt");
});
