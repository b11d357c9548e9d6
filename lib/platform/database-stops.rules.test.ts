import { expect, test } from "vitest";
import { byCause, stopsToForget } from "./database-stops.rules";

test("another address does away with every stop that came of the old one; the switches only with what was found before sending", () => {
  expect(stopsToForget("databaseUrl")).toEqual(expect.arrayContaining(["trial_at_production", "token_refused"]));
  expect(stopsToForget("databaseSandbox")).toContain("trial_at_production");
  expect(stopsToForget("databaseSandbox")).not.toContain("token_refused");
  expect(stopsToForget("undoSeconds")).toEqual([]);
});

test("platforms that stopped for one cause stand together", () => {
  const lane = (id: string, stoppedWhy: string | null) => ({ id, stoppedWhy });
  const [a, b, c] = [lane("a", "no_token"), lane("b", "no_address"), lane("c", "no_token")];
  expect(byCause([a, b, c])).toEqual([
    ["no_token", [a, c]],
    ["no_address", [b]],
  ]);
});
