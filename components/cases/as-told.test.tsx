import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { Locale } from "@/i18n/locales";
import type { CaseView } from "@/lib/decisions/contract";
import type { PlacedMedia } from "@/lib/decisions/placed-media.contract";
import { loadMessages } from "@/messages/load";
import { aCaseView } from "../decisions/example-case";
import { Nameable } from "../queue/nameable";
import { ClauseChoices } from "./clause-choices";
import { contextOf } from "./content-context.rules";
import { MediaWords } from "./media-words";
import { SurfaceFrame } from "./surface-frame";

/** The markup of a screen in one language; a word that is missing is an error, not a key on the screen. */
function shown(screen: ReactNode, locale: Locale = "en"): string {
  const problem = (error: Error) => {
    throw error;
  };
  return renderToString(
    <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC" onError={problem}>
      {screen}
    </NextIntlClientProvider>,
  );
}

test("likes are written as the queue writes them; what is no number stays as the platform told it", () => {
  const liked = (likes: unknown) =>
    shown(
      <SurfaceFrame surface="post" context={contextOf({ likes })} by="lin" lang="en">
        Words
      </SurfaceFrame>,
    );
  expect(liked(12345)).toContain("12,345");
  expect(liked("about 12345")).toContain("about 12345");
});

test("only a picture that somebody said is hard to look at is called so", () => {
  const picture: PlacedMedia = {
    ...{ mediaId: "m1", kind: "image", alt: "", sensitive: true, width: 4, height: 3 },
    ...{ state: "stored", failure: null, isEncoded: false },
  };
  expect(shown(<MediaWords medium={picture} name="Picture 1" />)).toContain("Sensitive");
  expect(shown(<MediaWords medium={{ ...picture, isUnsaid: true }} name="Picture 1" />)).not.toContain("Sensitive");
});

test("a language that browsers have no name for is called by ours", () => {
  expect(shown(<Nameable group="language" code="mt" />)).toBe("Maltese");
  expect(shown(<Nameable group="language" code="mt" />, "zh-Hans")).toBe("马耳他语");
  expect(shown(<Nameable group="language" code="de" />)).toBe("German");
});

test("the case says in words which tools read it, and that none did", () => {
  const readBy = (suggestionsBy: CaseView["suggestionsBy"], locale: Locale = "en") =>
    shown(
      <ClauseChoices view={aCaseView({ suggestionsBy })} chosen={null} onChoose={() => {}} isDisabled={false} />,
      locale,
    );
  expect(readBy({ matcher: null, outside: [] })).toContain("No automated tool has read this case.");
  expect(readBy({ matcher: "v3+x.1", outside: [] })).toContain("No outside reader took part.");
  const failed = readBy({ matcher: "v3+x.1", outside: [], silent: [{ tool: "model", why: "failed" }] });
  expect(failed).toContain("The model was asked and gave no usable answer.");
  expect(failed).not.toContain("No outside reader took part.");
  const asked = { matcher: "v3+x.1", outside: [{ tool: "model" as const, name: "gpt-oss:20b" }] };
  expect(readBy(asked)).toContain("Also read by the model gpt-oss:20b.");
  expect(readBy(asked, "zh-Hans")).toContain("模型 gpt-oss:20b");
});

test("a reader whose budget is spent is not said to be about to read: the screen says when it may be asked again", () => {
  const said = (until: string | null, locale: Locale) => {
    const silent = [{ tool: "model" as const, why: "budget" as const, until }];
    const view = aCaseView({ suggestionsBy: { matcher: "v3+x.1", outside: [], silent } });
    return shown(<ClauseChoices view={view} chosen={null} onChoose={() => {}} isDisabled={false} />, locale);
  };
  const tomorrow = new Date(Date.now() + 5.5 * 3_600_000).toISOString();
  const spent = said(tomorrow, "en");
  expect(spent).toContain("its questions for today are spent");
  expect(spent).toContain(`dateTime="${tomorrow}"`);
  expect(spent).not.toContain("not read it yet");
  expect(said(tomorrow, "zh-Hans")).toContain("今日的提问额度已用完");
  expect(said(null, "en")).toContain("0 questions a day");
});

test("where nothing that is suggested points at words or scores, the screen sends to the search", () => {
  const far = aCaseView()
    .suggestions.slice(0, 1)
    .map((one) => ({ ...one, score: 0.004, evidence: [] }));
  const view = aCaseView({ suggestions: far, suggestionsConfident: false });
  const html = shown(<ClauseChoices view={view} chosen={null} onChoose={() => {}} isDisabled={false} />);
  expect(html).toContain("Nothing matches; search the clauses.");
  expect(html).not.toContain("came nearest");
});
