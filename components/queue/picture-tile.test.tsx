import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import type { PicturedCase } from "@/lib/queue/pictures.contract";
import { loadMessages } from "@/messages/load";
import { aCaseView } from "../decisions/example-case";
import { PictureTile } from "./picture-tile";

const row: PicturedCase = {
  ...aCaseView().case,
  rankWhy: [{ code: "list", points: 48, values: { list: "Known fakes", category: "counterfeit", likeness: 97 } }],
  pictures: [{ mediaId: "m1", alt: "A lamp", sensitive: true, width: 400, height: 300 }],
  more: 2,
  clause: { ref: "4", title: "Spam" },
};

test.each(locales)("a tile in %s says why it is there, and asks for the blurred picture until a look", (locale) => {
  const shown = (looks: Map<string, string>, mayReveal = true) =>
    renderToString(
      <NextIntlClientProvider
        locale={locale}
        messages={loadMessages(locale)}
        timeZone="UTC"
        onError={(problem) => {
          throw problem;
        }}
      >
        <PictureTile
          row={row}
          hasLeft={false}
          href="/cases/1"
          mayReveal={mayReveal}
          shown={looks}
          onFocus={() => {}}
          onOpen={() => {}}
        />
      </NextIntlClientProvider>,
    );
  const before = shown(new Map());
  expect(before, "veiled as its case has it, and not greyer").toContain(`src="/api/media/m1?case=${row.id}"`);
  expect(before).not.toContain("grayscale");
  expect(before).toMatch(/Known fakes.*97/s);
  expect(shown(new Map([["m1", "/api/media/m1?look=x"]]))).toContain('src="/api/media/m1?look=x"');
  expect(shown(new Map(), false), "whoever sees no pictures is sent none").not.toContain("<img");
});
