import { expect, test } from "vitest";
import { readMeasure } from "./measure-words.rules";

type Said = [words: string, effect: string, target: string, term?: number | "permanent" | "open" | "not stated"];

test.each<Said>([
  ["Suspend the account for 7 days", "suspend", "account", 7],
  ["Posting suspended for 7 days", "suspend", "feature", 7],
  ["Account suspended for two weeks", "suspend", "account", 14],
  ["Account suspended for 1 month", "suspend", "account", 30],
  ["Commenting blocked for 24 hours", "suspend", "feature", 1],
  ["Account closed permanently", "close", "account", "permanent"],
  ["The seller's account is terminated", "close", "account", "open"],
  ["Delete the account", "close", "account", "open"],
  ["Permanent ban", "close", "account", "permanent"],
  ["Shop closed for 30 days", "suspend", "account", 30],
  ["Account suspended", "suspend", "account", "not stated"],
  ["Content removed", "remove", "content"],
  ["Take down the listing", "remove", "content"],
  ["Block the post", "hide", "content"],
  ["Reduce the visibility of the post", "hide", "content"],
  ["Warning label on the video", "label", "content"],
  ["Written warning", "warn", "person"],
  ["Cannot post for 3 days", "suspend", "feature", 3],
  ["Member expelled", "expel", "account", "open"],
  ["Refer to the police", "refer", "authorities"],
  ["限制发布7天", "suspend", "feature", 7],
  ["永久关闭账号", "close", "account", "permanent"],
  ["删除内容", "remove", "content"],
  ["刪除評論", "remove", "content"],
  ["警告", "warn", "person"],
  ["禁言三天", "suspend", "feature", 3],
  ["封号十五天", "suspend", "account", 15],
  ["暂停店铺一个月", "suspend", "account", 30],
  ["下架商品", "remove", "content"],
  ["降低搜索排名", "hide", "content"],
  ["关闭评论功能", "close", "feature", "open"],
])("“%s” is proposed as what it plainly says", (words, effect, target, term) => {
  const read = readMeasure(words);
  expect(read).toMatchObject({
    ...{ effect, target, points: null },
    durationDays: typeof term === "number" ? term : null,
    permanent: term === "permanent",
    indefinite: term === "open",
    termNotStated: term === "not stated",
  });
});

test.each([
  ["扣6分", "point", 6],
  ["扣十二分", "point", 12],
  ["3 penalty points", "point", 3],
  ["Two strikes", "point", 2],
  ["Account suspended for 7 days and 6 points", "suspend", 6],
  ["警告，记3分", "warn", 3],
])("the points of “%s” are read with it", (words, effect, points) => {
  expect(readMeasure(words)).toMatchObject({ effect, points });
});

test("points for each infringement are told from points once", () => {
  expect(readMeasure("Two (2) penalty points per violation")).toMatchObject({ points: 2, perInfringement: true });
  expect(readMeasure("每次扣2分")).toMatchObject({ points: 2, perInfringement: true });
  expect(readMeasure("2 penalty points")).toMatchObject({ points: 2, perInfringement: false });
});

test.each([
  "Ship sunk",
  "Fine of 50 euros",
  "Suspend or close the account",
  "Content removed and account suspended for 7 days",
  "Warn the seller, suspend the account for 7 days",
  "警告、限制发布7天",
  "Account is not suspended",
  "Account suspended unless the seller pays",
  "Suspension lifted",
  "Limit the number of posts",
  "Cancel the order",
  "解除限制",
  "限制或关闭账号",
  "Whatever the night watch of the harbour holds to be just in the circumstances of the member",
])("“%s” says nothing plain and stays words alone", (words) => {
  expect(readMeasure(words)).toBeNull();
});

test("a range, a bound or part of a day is no term: the words are kept and less is made of them", () => {
  const plain = readMeasure("Account suspended for 7 days")?.confidence ?? 0;
  for (const words of ["Account suspended for up to 7 days", "Account suspended for 7-30 days", "限制账号7天以上"]) {
    const read = readMeasure(words);
    expect(read).toMatchObject({ effect: "suspend", durationDays: null, termNotStated: true });
    expect(read?.confidence).toBeLessThan(plain);
  }
  expect(readMeasure("Posting suspended for 12 hours")).toMatchObject({ durationDays: null, termNotStated: true });
});

test("who is only named as a holder, or what was said beside it, makes a reading less certain", () => {
  const account = readMeasure("Account suspended for 7 days")?.confidence ?? 0;
  expect(readMeasure("Seller suspended for 7 days")?.confidence).toBeLessThan(account);
  expect(readMeasure("Account suspended for 7 days after consultation")?.confidence).toBeLessThan(account);
});
