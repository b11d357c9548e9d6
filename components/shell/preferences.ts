/** What a reader chose for themselves; kept in cookies, so that the first paint is already right. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];
export const themeCookie = "theme";

export function isTheme(value: unknown): value is Theme {
  return themes.some((theme) => theme === value);
}

const year = 365 * 24 * 3600;

/** A cookie for this site, or for what is under one path of it, for a year; holds a preference, never an identity. */
export function preferenceCookie(name: string, value: string, path = "/"): string {
  return `${name}=${encodeURIComponent(value)}; Path=${path}; Max-Age=${year}; SameSite=Lax`;
}

/** The letter that a way back leads to, as the path of its pages; null for any other page. */
export function letterAt(path: string): string | null {
  const letter = /^(\/decision\/[\w-]{1,100})(?:\/appeal)?\/?(?:\?|$)/.exec(path);
  return (letter ?? /^(\/(?:measure|order)\/[\w-]{1,100})\/?(?:\?|$)/.exec(path))?.[1] ?? null;
}

/** Where to go back to after a choice: the page it was made on, if it is ours; never an address from elsewhere. */
export function wayBack(referer: string | null, host: string | null): string {
  if (!referer || !host) return "/";
  try {
    const page = new URL(referer);
    // A path that begins with two slashes would be read as another host.
    return page.host === host && !page.pathname.startsWith("//") ? page.pathname + page.search : "/";
  } catch {
    return "/";
  }
}
