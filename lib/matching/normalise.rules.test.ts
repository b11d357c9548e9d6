import { expect, test } from "vitest";
import { normalise } from "./normalise.rules";

test.each([
  ["capitals", "FREE Casino", "free casino"],
  ["full width", "ＦＲＥＥ　１２３", "free 123"],
  ["traditional characters", "網路賭場", "网路赌场"],
  ["either way of writing an account", "帳號 帐号", "账号 账号"],
  ["accents", "càsînö", "casino"],
  ["characters that show nothing", "ca\u200bsi\u00adno", "casino"],
  ["small capitals", "ᴄᴀꜱɪɴᴏ", "casino"],
  ["letters in circles and squares", "ⓒ🅐🆂", "cas"],
  ["letters of mathematics", "𝐜𝐚𝐬𝐢𝐧𝐨", "casino"],
  ["one Cyrillic letter in a Latin word", "c\u0430sino", "casino"],
  ["digits and signs in a Cyrillic word", "н@крутка лайк0в", "накрутка лайков"],
  ["a word of look-alikes alone in a Latin text", "buy \u0441\u043e\u0441\u043e now", "buy coco now"],
])("%s are undone", (_, written, plain) => {
  expect(normalise(written).text).toBe(plain);
});

test("Russian and Greek stay what they are", () => {
  for (const text of ["всё хорошо, спасибо", "καλημέρα σε όλους"])
    expect(normalise(text).text).toMatch(/^[\p{Script=Cyrillic}\p{Script=Greek}, ]+$/u);
  expect(normalise("все сосо").text).toBe("все сосо");
});
