import { expect, test } from "vitest";
import { afterClaim, rememberOwnClaim, seenAfterClaim, sinceClaim, versionOnceClaimed } from "./own-claim";

function aClaim() {
  let answer: (claimed: { version: number }) => void = () => undefined;
  let refuse: (error: Error) => void = () => undefined;
  const asked = new Promise<{ version: number }>((resolve, reject) => {
    answer = resolve;
    refuse = reject;
  });
  return { asked, answer, refuse };
}

test("a decision made while one's own claim is under way waits for it and goes with the version it answered", async () => {
  const claim = aClaim();
  rememberOwnClaim("under-way", 3, claim.asked);
  let sent: number | null = null;
  const sending = versionOnceClaimed("under-way", 3).then((version) => {
    sent = version;
  });
  await Promise.resolve();
  expect(sent).toBeNull();
  claim.answer({ version: 4 });
  await sending;
  expect(sent).toBe(4);
});

test("a decision made on the view from before a claim that has been answered goes with its version too", async () => {
  rememberOwnClaim("answered", 3, Promise.resolve({ version: 4 }));
  await versionOnceClaimed("answered", 3);
  expect(await versionOnceClaimed("answered", 3)).toBe(4);
});

test("what others changed meanwhile is not passed over: the version stays the one that was seen", async () => {
  rememberOwnClaim("moved", 3, Promise.resolve({ version: 5 }));
  expect(await versionOnceClaimed("moved", 3)).toBe(3);
  expect(seenAfterClaim(3, 5)).toBe(3);
});

test("a claim that was refused, an older claim and no claim change nothing", async () => {
  const claim = aClaim();
  rememberOwnClaim("refused", 3, claim.asked);
  claim.refuse(new Error("taken"));
  expect(await versionOnceClaimed("refused", 3)).toBe(3);
  rememberOwnClaim("older", 3, Promise.resolve({ version: 4 }));
  expect(await versionOnceClaimed("older", 7)).toBe(7);
  expect(await versionOnceClaimed("never", 7)).toBe(7);
});

const held = { version: 3, state: "open", leaseUntil: null, claimedBy: null };
const answer = { version: 4, leaseUntil: "2026-03-01T00:10:00.000Z", claimedBy: { name: "Mei", isMe: true } };

test("a claim moves the case on the screen by its own step", () => {
  const { row, isOutdated } = afterClaim(held, answer);
  expect(row).toMatchObject({ version: 4, state: "claimed", claimedBy: { isMe: true } });
  expect(isOutdated).toBe(false);
});

test("a case that moved unseen before its claim or its renewal is read anew, and its version is not taken over", () => {
  const { row, isOutdated } = afterClaim(held, { ...answer, version: 6 });
  expect(row.version).toBe(3);
  expect(isOutdated).toBe(true);
});

test("a view that was read before the claim never makes the case nobody's again; one read after it counts as it is", () => {
  expect(sinceClaim(held, answer)).toMatchObject({ version: 4, state: "claimed", claimedBy: { isMe: true } });
  const theirs = { ...held, version: 5, state: "claimed", claimedBy: { name: "Ben", isMe: false } };
  expect(sinceClaim(theirs, answer)).toBe(theirs);
  expect(sinceClaim({ ...held, version: 4 }, answer)).toMatchObject({ claimedBy: null });
  expect(sinceClaim(held, undefined)).toBe(held);
});
