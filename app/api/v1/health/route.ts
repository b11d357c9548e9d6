import { sql } from "drizzle-orm";
import { openedDatabase } from "@/db/client";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

/** For load balancers and scripts: 200 while the database answers, else 503. Says nothing about people or content. */
export const GET = measured("/health", async (_request: Request) => {
  try {
    const { db, kind } = await openedDatabase();
    await db.execute(sql`select 1`);
    return Response.json({ status: "ok", database: kind }, { headers: { "cache-control": "no-store" } });
  } catch {
    return Response.json({ status: "down" }, { status: 503, headers: { "cache-control": "no-store" } });
  }
});
