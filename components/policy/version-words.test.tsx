import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { asNewVersion } from "@/lib/policy/drafts/begin.rules";
import { versionOf } from "@/lib/policy/import/version-file.rules";
import { shownVersion } from "@/lib/policy/library.rules";
import { withVersion } from "@/lib/policy/publish.rules";
import { loadMessages } from "@/messages/load";
import { BringsBack } from "./version-words";

test.each([
  ["en", (label: string) => `Brings back the text of “<span>${label}</span>” (v1).`],
  ["zh-Hans", (_: string, zh: string) => `恢复“<span>${zh}</span>”（v1）的文本。`],
] as const)(
  "who reads a version that brings an earlier one back is told so in %s, whoever began it",
  (locale, words) => {
    const pack = readBuiltInPack("taobao-weitao");
    const first = versionOf(pack, "v1");
    if (!first) throw new Error("The pack has no version v1.");
    const back = asNewVersion(first, { ref: "v3", label: "Third" }, true);
    const next = withVersion(pack, { ...back, version: { ...back.version, effectiveFrom: "2030-01-01" } });
    const shown = next.versions.map((version) => shownVersion(next, version, "2026-03-02")).at(-1);
    if (!shown?.bringsBack) throw new Error("It brings nothing back.");
    const markup = renderToString(
      <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
        <BringsBack version={shown.bringsBack} />
      </NextIntlClientProvider>,
    ).replaceAll("<!-- -->", "");
    expect(markup).toBe(words(first.version.label, first.version.zh?.label ?? "none"));
  },
);
