import { expect, test } from "vitest";
import { withoutNotifier } from "./reply-names.rules";

const names = ["Ilsabet Quorn", "ilsabet.quorn@notifier.example"];
const read = (text: string, content = "A lamp, new.") => withoutNotifier(text, { names, content });

test("a notifier who signs a reply, or asks to be called or written to, stays unknown to the desk", () => {
  expect(read("The second one. Regards, Ilsabet Quorn")).toBe("The second one. Regards, […]");
  expect(read("Call me at +49 30 12345678, please.")).not.toMatch(/12345678/);
  expect(read("Write to another.address@mail.example.")).not.toContain("another.address");
  // Their name within another address of theirs takes the whole address with it.
  expect(read("Write to i.quorn@work.example.")).not.toContain("work.example");
  expect(read("请联系我：13812345678。")).not.toContain("13812345678");
});

test("a number and an address that the reported content shows itself stay in a reply about them, and so do other names", () => {
  const content = "Order at +49 (30) 987 654-32 or shop@fake.example";
  const reply = "I called +49 30 98765432 and wrote to shop@fake.example: Anton Meyer sells them.";
  expect(read(reply, content)).toBe(reply);
});
