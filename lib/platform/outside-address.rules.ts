/** `origin`: scheme and host alone; `address`: anything of the web without a password, which would stand on a screen. */
type Taken = "origin" | "address" | "withPassword";

function isOfTheWeb(text: string, takes: Taken): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return false;
  return takes === "withPassword" || (url.username === "" && url.password === "");
}

/** Scheme, host and port; one "/" at the end says no more. */
const isOrigin = (text: string) => /^https?:\/\/[^/?#\\]+\/?$/i.test(text);

/** What a setting takes: a receiver of webhooks may be known by a password in its address. */
export function addressTaken(setting: string): Taken {
  if (setting === "databaseUrl") return "origin";
  return setting === "webhookUrl" ? "withPassword" : "address";
}

/**
 * What is wrong with where something is sent to, as a reason of the catalogue `failures`; null: nothing, or it is empty. Of
 * an origin the path is the interface's own: one that is typed would be dropped unseen.
 */
export function addressProblem(text: string, takes: Taken = "address"): string | null {
  if (text === "") return null;
  if (!isOfTheWeb(text, takes)) return "outside_address";
  return takes !== "origin" || isOrigin(text) ? null : "address_with_path";
}
