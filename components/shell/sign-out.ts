import { doBeforeSignOut } from "./before-sign-out";
import { forgetTab } from "./kept-in-tab";

/** Ends the session by next-auth's own form, then leaves the desk. False when the server could not be reached. */
export async function signOut(): Promise<boolean> {
  await doBeforeSignOut();
  try {
    const { csrfToken } = (await (await fetch("/api/auth/csrf")).json()) as { csrfToken: string };
    const body = new URLSearchParams({ csrfToken, callbackUrl: "/sign-in", json: "true" });
    const answer = await fetch("/api/auth/signout", { method: "POST", body });
    if (!answer.ok) return false;
  } catch {
    return false;
  }
  forgetTab();
  // A full load, so that nothing of this person stays in memory.
  window.location.assign("/sign-in");
  return true;
}
