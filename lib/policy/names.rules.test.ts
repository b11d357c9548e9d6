import { expect, test } from "vitest";
import queue from "@/messages/en/queue.json";
import { builtInPlatforms, readBuiltInPack } from "./built-in.store";
import { isKnownName, rolesKnown, surfacesKnown } from "./names.rules";

type Slug = (typeof builtInPlatforms)[number];
const rolesOn = (slug: Slug) => rolesKnown(readBuiltInPack(slug)) ?? [];

test("a king has a role on no platform, and a seller none where the rules call them merchant", () => {
  for (const slug of builtInPlatforms) expect(isKnownName("king", rolesOn(slug))).toBe(false);
  for (const slug of ["taobao-weitao", "alibaba"] as const) {
    expect(isKnownName("seller", rolesOn(slug))).toBe(false);
    expect(isKnownName("merchant", rolesOn(slug))).toBe(true);
  }
  expect(isKnownName("creator", rolesOn("wechat"))).toBe(true);
});

test("every role and place that is known by itself has a name in the desk, and each that rules name is known", () => {
  for (const slug of builtInPlatforms) {
    const pack = readBuiltInPack(slug);
    for (const { appliesTo } of pack.clauses) {
      for (const surface of appliesTo.surfaces)
        expect(surface === "any" || isKnownName(surface, surfacesKnown(pack))).toBe(true);
      for (const role of appliesTo.roles) expect(role === "any" || isKnownName(role, rolesOn(slug))).toBe(true);
    }
  }
  for (const role of rolesOn("wechat")) expect(Object.keys(queue.names.role)).toContain(role);
});

test("what whoever added a platform named is what it has; without rules and without a word nobody is refused", () => {
  const declared = { roles: ["driver"], surfaces: ["trip"] };
  expect([rolesKnown(null, declared), surfacesKnown(null, declared)]).toEqual([["driver"], ["trip"]]);
  expect(isKnownName("anything", rolesKnown(null))).toBe(true);
  expect(isKnownName("group_chat", surfacesKnown(readBuiltInPack("wechat")))).toBe(true);
  expect(isKnownName("moonbase", surfacesKnown(readBuiltInPack("wechat")))).toBe(false);
});
