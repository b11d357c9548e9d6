/** Whether statements of a platform can leave, as far as its token goes: `set` is the only state in which they can. */
export type TokenState = "set" | "none" | "no_origin" | "no_address" | "elsewhere";

/**
 * What is known of a platform's token for the Transparency Database without the token: the only origin that it is sent to
 * (null: none is named that can be read), and the variable of the environment in which it stands.
 */
export type TokenStanding = { state: TokenState; origin: string | null; variable: string };

/** The origin of an address as it was entered; null: it is none. */
export function originOf(address: string | undefined): string | null {
  const origin = address && URL.canParse(address) ? new URL(address).origin : "null";
  // What has no host (`data:`) is of the origin "null".
  return origin === "null" ? null : origin;
}

/** Where a token stands to the address that an admin set for the database. */
export function tokenState(hasToken: boolean, origin: string | null, address: string): TokenState {
  if (!hasToken) return "none";
  if (origin === null) return "no_origin";
  const at = originOf(address);
  if (at === null) return "no_address";
  return at === origin ? "set" : "elsewhere";
}
