import type { Role } from "@/lib/platform/permissions.rules";

export type DemoPerson = { key: string; name: string; email: string; role: Role };

/** The people of the demo town, in the order they are shown. `example` is a domain that never exists (RFC 2606). */
export const demoPeople = [
  { key: "mei", name: "Mei Lin", email: "mei.lin@demo.recourse.example", role: "moderator" },
  { key: "jonas", name: "Jonas Weber", email: "jonas.weber@demo.recourse.example", role: "supervisor" },
  { key: "amara", name: "Amara Okafor", email: "amara.okafor@demo.recourse.example", role: "supervisor" },
  { key: "lucia", name: "Lucía Herrera", email: "lucia.herrera@demo.recourse.example", role: "admin" },
  // Nobody signs their own words: the second admin signs what the first has written (DESIGN 3.4).
  { key: "henrik", name: "Henrik Dahl", email: "henrik.dahl@demo.recourse.example", role: "admin" },
  { key: "tomasz", name: "Tomasz Nowak", email: "tomasz.nowak@demo.recourse.example", role: "auditor" },
] as const satisfies readonly DemoPerson[];

export type DemoKey = (typeof demoPeople)[number]["key"];

const words =
  "amber anchor apple autumn basket beacon birch bridge candle canyon cedar cherry clover copper coral cotton dune ember falcon fern forest garden ginger harbor hazel heron island ivory jasmine juniper kettle lagoon lantern lemon linen maple marble meadow mint olive orchard otter paper pebble pepper pine plum pocket quartz rain reed ribbon river saffron sail shell silver sparrow stone summer thistle timber velvet willow".split(
    " ",
  );

/**
 * A password that can be read from a terminal and typed: three words and four digits.
 * @param pick a random whole number below its argument
 */
export function demoPassword(pick: (below: number) => number): string {
  const word = () => words[pick(words.length)];
  return `${word()}-${word()}-${word()}-${String(pick(10_000)).padStart(4, "0")}`;
}
