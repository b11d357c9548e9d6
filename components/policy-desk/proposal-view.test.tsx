import { NextIntlClientProvider } from "next-intl";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { linesUsed } from "@/lib/policy/drafts/imported.rules";
import type { Proposal } from "@/lib/policy/drafts/view.contract";
import { importDocument } from "@/lib/policy/import/document.rules";
import { versionOf, versionText } from "@/lib/policy/import/version-file.rules";
import { loadMessages } from "@/messages/load";
import { ProposalView } from "./proposal-view";

function shown(proposal: Proposal): string {
  return renderToString(
    <NextIntlClientProvider
      locale="en"
      messages={loadMessages("en")}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      <ProposalView proposal={proposal} action={null} />
    </NextIntlClientProvider>,
  ).replaceAll("<!-- -->", "");
}

function proposalOf(bytes: Uint8Array, name: string, exported: Proposal["exported"]): Proposal {
  const read = importDocument({ bytes, name, format: "auto", platform: "taobao-weitao" });
  if (!read.ok) throw new Error(read.refusal.message);
  const { document, clauses, rows, warnings, problems } = read.value;
  const lines = linesUsed(new Map(), read.value);
  return { document, clauses, rows, warnings, problems, lines, measures: [], commitments: 0, exported };
}

test("an exported version is said to be one: its measures and steps in words, no lines and nothing guessed", () => {
  const version = versionOf(readBuiltInPack("taobao-weitao"), "v2");
  if (!version) throw new Error("The pack has no version v2.");
  const markup = shown(proposalOf(Buffer.from(versionText(version)), "version.json", version));
  expect(markup).toContain("This is an exported version, not a document");
  for (const { id, label } of version.sanctions.actions) {
    expect(markup).not.toContain(`>${id}<`);
    expect(markup).not.toContain(`${id}; `);
    expect(label).not.toBe(id);
  }
  for (const { label } of version.sanctions.table?.steps ?? []) expect(markup).toContain(`>${label}<`);
  expect(markup).not.toMatch(/>Lines<|lines? left out|line by line|>base</);
});

test("the steps of a document's table are in words, and its empty cell is in the list to settle", () => {
  const text =
    "# R\n\n## Goods\nF1.a Sellers must not sell fire.\nF1.b Sellers must not sell smoke.\n\n| Rule | First breach | Second breach | Serious cases |\n|---|---|---|---|\n| F1.a | Warning | Removal | Expulsion |\n| F1.b | Warning |  | Expulsion |\n";
  const markup = shown(proposalOf(Buffer.from(text), "rules.md", null));
  for (const step of ["Ordinary", "From the 2nd time", "Severe"]) expect(markup).toContain(`>${step}<`);
  expect(markup).toContain("Line 10: the row “F1.b” says nothing under Second breach.");
});
