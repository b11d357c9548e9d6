import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { loadMessages } from "@/messages/load";
import { anAccount } from "../cases/example-full-case";
import { PastDecisions } from "./past-decisions";

const [decision] = anAccount.decisions;

function shown(outcome: string): string {
  if (!decision) throw new Error("the example account has no decision");
  return renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      <PastDecisions decisions={[{ ...decision, outcome, clauseRef: "CG/NCII.1", state: "undone" }]} />
    </NextIntlClientProvider>,
  );
}

test("a finding of no violation reads as that, whatever clause it was read against, also once it was taken back", () => {
  expect(shown("no_violation")).toContain("No violation");
  expect(shown("no_violation")).toContain("CG/NCII.1");
  expect(shown("violation")).not.toContain("No violation");
});
