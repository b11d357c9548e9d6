import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import type { ClauseChangeSeen } from "@/lib/decisions/clause-change.contract";
import type { CaseView, ClauseView } from "@/lib/decisions/contract";
import { loadMessages } from "@/messages/load";
import { aCaseView, aClause } from "../decisions/example-case";
import { ClauseChanged } from "./clause-changed";

const change: ClauseChangeSeen = {
  ...{ ref: "Table.12.3", before: "Table.11", usedAt: "2016-05-10T04:00:00.000Z", kinds: ["reworded"], cells: [] },
  from: { ref: "v1", label: { en: "First version" } },
  to: { ref: "v2", label: { en: "Second version" } },
};

function said(view: CaseView, clause: ClauseView): string {
  return renderToString(
    <NextIntlClientProvider locale="en" messages={loadMessages("en")} timeZone="UTC">
      <ClauseChanged view={view} clause={clause} />
    </NextIntlClientProvider>,
  );
}

test("a moderator reads that a clause changed since they last used it, whether it was suggested or they picked it", () => {
  const suggested = said(aCaseView({ clauseChanges: [change] }), aClause());
  const picked = said(aCaseView({ clauseChanges: [] }), aClause({ changed: change }));
  for (const words of [suggested, picked]) {
    expect(words).toContain("Changed since you last used it as Table.11");
    expect(words).toContain("First version");
    expect(words).toContain("from=v1&amp;to=v2#");
  }
  expect(said(aCaseView({ clauseChanges: [] }), aClause())).toBe("");
});
