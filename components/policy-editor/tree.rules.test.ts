import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { placesFor } from "./tree.rules";

test("a clause is not offered a place under itself, nor under anything that stands under it, however deep", () => {
  const [base] = readBuiltInPack("alibaba").clauses;
  if (!base) throw new Error("no clause");
  const clause = (ref: string, parent: string | null, document = base.document) => ({ ...base, ref, parent, document });
  const clauses = [
    ...[clause("1", null), clause("1.1", "1"), clause("1.1.a", "1.1"), clause("1.1.a.i", "1.1.a")],
    ...[clause("1.2", "1"), clause("2", null), clause("X", null, "other")],
  ];
  const offered = (ref: string) => {
    const moved = clauses.find((one) => one.ref === ref);
    return moved ? placesFor(clauses, moved).map(({ clause: place }) => place.ref) : [];
  };
  expect(offered("1.1")).toEqual(["1", "1.2", "2"]);
  expect(offered("1")).toEqual(["2"]);
});
