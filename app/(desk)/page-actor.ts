import "server-only";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { can, type Permission, type Person } from "@/lib/platform/permissions.rules";
import { currentPerson } from "@/lib/platform/session";

/** Who opens a page of the desk. Without a session it leads to sign-in; a role that may not see the page gets forbidden.tsx, status 403. */
export async function pageActor(permission: Permission): Promise<Person> {
  const actor = await signedIn();
  return can(actor, permission) ? actor : forbidden();
}

/** Who is signed in. Nobody: leads to sign-in (whoever has a password to choose first, to that page), and from there back to this address (`pathToGo` keeps it on our own pages). */
export async function signedIn(): Promise<Person> {
  const person = await currentPerson();
  if (person && !person.mustChangePassword) return person;
  // proxy.ts puts the address there; pages and layouts are begun side by side, so each must know it.
  const next = encodeURIComponent((await headers()).get("x-path") ?? "/queue");
  return redirect(person ? `/sign-in/password?next=${next}` : `/sign-in?next=${next}`);
}
