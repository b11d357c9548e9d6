import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { loadMessages } from "@/messages/load";
import { ActionBar } from "./action-bar";

const why = "The authorities are still to be told of this case.";
const shown = (barred: string | null) =>
  renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      <ActionBar
        undo={null}
        said=""
        card={null}
        mayDecide
        barred={barred}
        isReady={false}
        isBusy={false}
        onDecide={() => undefined}
        onNone={() => undefined}
      />
    </NextIntlClientProvider>,
  );

test("a case that cannot be decided yet says why before anything is pressed, and neither answer can be", () => {
  expect(shown(why)).toContain(why);
  expect(shown(why).match(/<button[^>]* disabled=""/g)).toHaveLength(2);
  expect(shown(null)).not.toMatch(/<button[^>]* disabled=""/);
});
