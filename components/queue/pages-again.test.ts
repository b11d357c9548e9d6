import { expect, test } from "vitest";
import { listAgain, pageAgain, pagesToRead } from "./pages-again";

const page = (ids: string, next: string | null = "more") => ({ rows: [...ids].map((id) => ({ id })), next });
const told = (...ids: string[]) => new Set(ids);
const idsOf = (of: { rows: readonly { id: string }[] } | null) => of?.rows.map(({ id }) => id).join("");

test("of a long list only the page with the case that was told of is read again, however many are loaded", async () => {
  const list = { pages: [page("abc"), page("def"), page("ghi"), page("jkl")], pageParams: ["", "c", "f", "i"] };
  const asked: string[] = [];
  const read = async (after: string) => {
    asked.push(after);
    return page("dfg");
  };
  const again = await listAgain(list, told("e"), read);
  expect(asked).toEqual(["c"]);
  expect(again?.pages.map(idsOf)).toEqual(["abc", "dfg", "ghi", "jkl"]);
  expect(again?.pageParams).toEqual(list.pageParams);
});

test("what is new, or is not on the screen, is looked for on the first page alone", () => {
  const pages = [page("abc"), page("def"), page("ghi")];
  expect(pagesToRead(pages, told("new"))).toEqual([0]);
  expect(pagesToRead(pages, told("new", "h"))).toEqual([0, 2]);
  expect(pagesToRead(pages, told("h"))).toEqual([2]);
});

test("what a new row pushes over the end of its page stays on it: no case falls between two pages", () => {
  expect(idsOf(pageAgain(page("abc", "c"), page("nab", "b"), told("new")))).toBe("nabc");
  expect(pageAgain(page("abc", "c"), page("nab", "b"), told("new"))?.next, "and the next page begins as before").toBe(
    "c",
  );
});

test("what was taken leaves, and where the list ends nothing is kept that is gone", () => {
  expect(idsOf(pageAgain(page("abc"), page("abd"), told("c")))).toBe("abd");
  expect(idsOf(pageAgain(page("abc"), page("ab", null), told("new")))).toBe("ab");
});

test("where so much is new that nothing old is left, the whole list is read again", async () => {
  expect(pageAgain(page("abc"), page("xyz"), told("new"))).toBeNull();
  const list = { pages: [page("abc"), page("def")], pageParams: ["", "c"] };
  expect(await listAgain(list, told("new"), async () => page("xyz"))).toBeNull();
});
