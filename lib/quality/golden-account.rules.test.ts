import { expect, test } from "vitest";
import { madeUpName } from "./golden-account.rules";

test("a made-up name has the shape of the real one and no letter of it", () => {
  for (const name of ["lanlan_tea-88", "Shop.Of.Kim", "西湖茶铺", "user20481"]) {
    const made = madeUpName(name, "a");
    expect([...made]).toHaveLength([...name].length);
    for (const [at, letter] of [...name].entries())
      if (/[\p{L}\d]/u.test(letter)) expect([...made][at], `${name} ${at}`).not.toBe(letter);
      else expect([...made][at]).toBe(letter);
    expect(madeUpName(name, "a")).toBe(made);
    expect(madeUpName(name, "b")).not.toBe(made);
  }
});
