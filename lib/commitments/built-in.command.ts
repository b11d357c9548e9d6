import "server-only";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { commitmentRegisters } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { sha256Of, storeRegister } from "./import.command";
import { readRegister } from "./register.rules";

/** Registers that come with the product, by their slug. */
export const builtInRegisters = ["aliexpress-2025"] as const;

function fileOf(slug: string): string {
  const fromRoot = join(/* turbopackIgnore: true */ process.cwd(), "db", "registers", `${slug}.json`);
  return existsSync(fromRoot)
    ? fromRoot
    : join(dirname(fileURLToPath(import.meta.url)), "..", "..", "db", "registers", `${slug}.json`);
}

/**
 * Brings the built-in registers into the database; run at each start by any number of processes. A file that was taken over
 * before changes nothing, and what people set stays. Of each that was: its entry in the log (`commitment.load`).
 * @throws when a file that came with the product cannot be read
 */
export async function loadBuiltInRegisters(db: Db, now: Date): Promise<void> {
  for (const slug of builtInRegisters) {
    const text = readFileSync(fileOf(slug), "utf8");
    const sha256 = sha256Of(text);
    const { register, bad } = readRegister(text, { slug, title: "" });
    if (bad) throw new Error(`The register ${slug} cannot be used: line ${bad[0]?.line}, ${bad[0]?.field}.`);
    await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`register ${slug}`}))`);
      const [known] = await tx.select().from(commitmentRegisters).where(eq(commitmentRegisters.slug, slug));
      if (known?.importedSha256 === sha256) return;
      const { registerId, ...detail } = await storeRegister(tx, register, sha256, now);
      const subject = { kind: "commitment_register", id: registerId, detail };
      const actor = { kind: "system", name: "registers" } as const;
      await appendAudit(tx, { actor, verb: "commitment.load", outcome: "done", subject, now });
    });
  }
}
