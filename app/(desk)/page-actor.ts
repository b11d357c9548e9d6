import "server-only";
import { redirect } from "next/navigation";
import { can, type Permission, type Person } from "@/lib/platform/permissions.rules";
import { currentActor } from "@/lib/platform/session";

/** Who opens a page of the desk; null when their role may not see it (the page then says so), never without a session. */
export async function pageActor(permission: Permission): Promise<Person | null> {
  const actor = await currentActor();
  if (!actor) redirect("/sign-in");
  return can(actor, permission) ? actor : null;
}
