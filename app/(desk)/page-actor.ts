import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { can, type Permission, type Person } from "@/lib/platform/permissions.rules";
import { currentActor } from "@/lib/platform/session";

/** Who opens a page of the desk. Without a session it leads to sign-in; a role that may not see the page gets forbidden.tsx, status 403. */
export async function pageActor(permission: Permission): Promise<Person> {
  const actor = await signedIn();
  return can(actor, permission) ? actor : forbidden();
}

/** Who is signed in. Nobody: leads to sign-in, and from there back to this address (`pathToGo` keeps it on our own pages). */
export async function signedIn(): Promise<Person> {
  const actor = await currentActor();
  // proxy.ts puts the address there; pages and layouts are begun side by side, so each must know it.
  return actor ?? redirect(`/sign-in?next=${encodeURIComponent((await headers()).get("x-path") ?? "/queue")}`);
}
