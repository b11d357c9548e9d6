import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { locales } from "@/i18n/locales";
import type { WaveView } from "@/lib/decisions/wave.contract";
import { loadMessages } from "@/messages/load";
import { WaveFacts } from "./wave-facts";

const at = "2016-09-07T04:00:00.000Z";
const wave: WaveView = {
  id: "w",
  platform: { id: "taobao-weitao", name: { en: "Taobao Weitao", hans: "微淘" }, zone: "Asia/Shanghai" },
  size: 1003,
  takenOut: 0,
  accounts: 9,
  first: { caseId: "c", text: "加微信看新款", notShown: [], language: "zh-Hans" },
  by: { first: 1, equal: 3, text: 8, link: 1, picture: 1 },
  spread: [3, 0, 1000].map((count) => ({ from: at, to: at, count })),
  suggested: [],
  run: null,
};

test.each(locales)(
  "in %s a bar stands only where items came, with its number, also when all came in one moment",
  (locale) => {
    const html = renderToString(
      <NextIntlClientProvider locale={locale} messages={loadMessages(locale)} timeZone="UTC">
        <WaveFacts wave={wave} />
      </NextIntlClientProvider>,
    );
    expect([...html.matchAll(/data-tenth="(\d+)"/g)].map(([, count]) => count)).toEqual(["3", "0", "1000"]);
    expect([...html.matchAll(/height:(\d+)%/g)]).toHaveLength(2);
    expect(html).toContain("1,000");
  },
);
