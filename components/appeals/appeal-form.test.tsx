import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { loadMessages } from "@/messages/load";
import { AppealForm, KeptFiles } from "./appeal-form";

const words = {
  text: "What is wrong with this decision?",
  hint: "A few words will do.",
  files: "Files that show it",
  filesHint: "You need none.",
  kept: "With us already",
  send: "Send",
  problem: "Look",
};

test("A3, A4: an appeal asks for words and needs nothing else: no file, no account, no fee, no puzzle, no least number of words", () => {
  const html = renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      <AppealForm action={async (state) => state} token="the-link" words={words} />
    </NextIntlClientProvider>,
  );
  const names = [...html.matchAll(/<(input|textarea|select)[^>]*>/g)].map(([tag]) => /name="([^"]*)"/.exec(tag)?.[1]);
  // The framework's own hidden fields, by which the form is sent without script, begin with a dollar sign.
  expect(names.filter((name) => !name?.startsWith("$"))).toEqual(["token", "text", "files"]);
  // Files may stay away.
  expect(html).not.toMatch(/required/);
  expect(html).not.toMatch(/minlength|maxlength|captcha|password|type="email"|type="tel"|price|fee/i);
  expect(html).toContain("What is wrong with this decision?");
});

test("a form that comes back names the files that are with us, ticked, so that none has to be chosen again", () => {
  const kept = { sealed: "sealed-words", files: [{ id: "aa", name: "bill.pdf" }] };
  const html = renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      <KeptFiles kept={kept} title="Still with us" />
    </NextIntlClientProvider>,
  );
  expect(html).toContain("Still with us");
  expect(html).toMatch(/<input type="hidden" name="kept" value="sealed-words"/);
  expect(/<input[^>]*type="checkbox"[^>]*>/.exec(html)?.[0]).toMatch(/(?=.*checked)(?=.*name="keep")(?=.*value="aa")/);
  expect(html).toContain("bill.pdf");
});
