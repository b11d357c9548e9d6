import { expect, test } from "vitest";
import { policyDrafts } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import { draftRow, givenAsked, givenDraft, givenPlatform, lantern } from "@/test/policy-drafts";
import { aColleague } from "@/test/town";
import { addPlatform } from "../add-platform.command";
import { createDraft } from "./create.command";
import { editDraft } from "./edit.command";
import { publishDraft } from "./publish.command";
import { askReview, planDraft, sendBackDraft, takeUpDraft, withdrawDraft } from "./review.command";

const { opened } = withTestDatabase();
const now = new Date("2026-03-02T09:00:00Z");

test.each(["auditor", "moderator"] as const)(
  "nobody with the role %s plans, hands over, sends back, gives up or publishes a draft, or adds a platform",
  async (role) => {
    const { db } = opened();
    const ana = await aColleague(db, { name: `Ana and the ${role}`, role: "admin" });
    const other = await aColleague(db, { name: `The ${role}`, role });
    const platform = await givenPlatform(
      ana,
      { id: `closed-to-${role}`, prefix: role === "auditor" ? "CA" : "CM" },
      now,
    );
    const draftId = await givenDraft(ana, platform, now);
    const rev = await givenAsked(ana, draftId, "2026-01-01", now);
    const before = await draftRow(db, draftId);
    const count = await db.$count(policyDrafts);
    const results = [
      await createDraft(other, { platform, from: { kind: "nothing" } }, now),
      await editDraft(other, { draftId, rev, operations: [] }, now),
      await planDraft(other, { draftId, effectiveFrom: "2026-02-01", announced: null }, now),
      await askReview(other, { draftId }, now),
      await sendBackDraft(other, { draftId, why: "No." }, now),
      await withdrawDraft(other, { draftId }, now),
      await takeUpDraft(other, { draftId }, now),
      await publishDraft(other, { draftId, rev }, now),
      await addPlatform(other, { ...lantern, id: "another", prefix: "AN" }, now),
    ];
    expect(results.map((result) => (result.ok ? "done" : result.code))).toEqual(results.map(() => "forbidden"));
    expect(await draftRow(db, draftId)).toEqual(before);
    expect(await db.$count(policyDrafts)).toBe(count);
  },
);
