import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { loadMessages } from "@/messages/load";
import { contextOf } from "./content-context.rules";
import { CommentSurface } from "./surface-talk";

test("a time in a thread is written out in the platform's zone where it is an instant, and left as told where it is not", () => {
  const thread = [
    { author: "Ann", text: "Broken.", at: "2026-11-20T10:00:00Z" },
    { author: "Bo", text: "Same.", at: "yesterday, 9 o'clock" },
    { author: "Cy", text: "Mine too.", at: "2026-13-45T10:00:00Z" },
    { text: "Here.", isThis: true },
  ];
  const page = renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      <CommentSurface context={contextOf({ thread })} by="buyer" lang="en" zone="Asia/Shanghai">
        Here.
      </CommentSurface>
    </NextIntlClientProvider>,
  );
  expect(page).toContain("20 Nov 2026, 18:00 GMT+8");
  expect(page).not.toContain(">2026-11-20T10:00:00Z");
  expect(page).toContain("yesterday, 9 o&#x27;clock");
  expect(page).toContain("2026-13-45T10:00:00Z");
});
