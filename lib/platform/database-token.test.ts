import { expect, test, vi } from "vitest";
import { databaseToken, databaseTokenStanding } from "./env";

const variable = "DATABASE_TOKEN_TAOBAO_WEITAO";
const here = "https://trial.example";

/** The environment of a start, and how the token of the platform stands to an address of the settings. */
function standing(environment: { token?: string; origin?: string }, address: string) {
  vi.stubEnv(variable, environment.token);
  vi.stubEnv(`${variable}_ORIGIN`, environment.origin);
  const known = databaseTokenStanding("taobao-weitao", address);
  const sent = databaseToken("taobao-weitao", address);
  vi.unstubAllEnvs();
  return { ...known, sent };
}

test.each([
  ["no token", {}, here, "none", null],
  ["an origin, and no token for it", { origin: here }, here, "none", here],
  ["a token, and nowhere to send it", { token: "7|tb" }, here, "no_origin", null],
  ["a token, and an origin that is none", { token: "7|tb", origin: "trial" }, here, "no_origin", null],
  ["a token for something without a host", { token: "7|tb", origin: "data:text" }, "data:other", "no_origin", null],
  ["a token, and no address in the settings", { token: "7|tb", origin: here }, "", "no_address", here],
  [
    "a token for another host",
    { token: "7|tb", origin: "https://other.example" },
    here,
    "elsewhere",
    "https://other.example",
  ],
  [
    "a token for another scheme",
    { token: "7|tb", origin: "http://trial.example" },
    here,
    "elsewhere",
    "http://trial.example",
  ],
  ["a token for this address", { token: "7|tb", origin: `${here}/` }, `${here}:443/api`, "set", here],
] as const)("%s: whoever looks is told so, and never what it is", (_name, environment, address, state, origin) => {
  const { sent, ...known } = standing(environment, address);
  expect(known).toEqual({ state, origin, variable });
  expect(sent, "it leaves in one state only").toBe(state === "set" ? "7|tb" : null);
});

test("who gave an origin with a name and a password in it does not read them on the page", () => {
  const { origin } = standing({ token: "7|tb", origin: "https://keeper:secret@trial.example/path" }, here);
  expect(origin).toBe(here);
});
