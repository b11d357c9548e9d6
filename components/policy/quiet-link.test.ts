import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const things =
  /href=\{`\/(cases|accounts|statements|appeals|disputes|referrals|misuse|people|reports|audits|queue\/waves|settings\/orders|settings\/flaggers|outbox\/copies|quality\/reviews)\/\$\{/;

test("no link to a thing of its own asks ahead for it: what an auditor did not open would be in the log as looked at", () => {
  const screens = ["app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx") && !file.endsWith(".test.tsx"))
      .map((file) => join(folder, file)),
  );
  const asking = screens.filter((file) => {
    const text = readFileSync(file, "utf8");
    return things.test(text) && text.includes('from "next/link"') && !text.includes("prefetch={false}");
  });
  expect(screens.length).toBeGreaterThan(100);
  expect(asking).toEqual([]);
});
