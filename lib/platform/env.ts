import "server-only";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type Secrets = { session: string; links: string; cli: string };

/** Where the product keeps its own files when no database server is given. */
export function dataDir(): string {
  return process.env.DATA_DIR ?? ".data";
}

/** A production start has a database server and says so; everything else is a demo. */
export function isProduction(): boolean {
  return process.env.RECOURSE_MODE === "production";
}

/** The address people reach the product at; links in mails begin with it. */
export function appUrl(): string {
  return (process.env.APP_URL ?? process.env.NEXTAUTH_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`).replace(
    /\/$/,
    "",
  );
}

const known = ["secret", "changeme", "change-me", "development", "demo", "password", "recourse"];

/** Why a secret may not be used in production, or null. */
export function weaknessOf(secret: string | undefined): string | null {
  if (!secret) return "is not set";
  if (secret.length < 32) return "is shorter than 32 characters";
  if (known.some((word) => secret.toLowerCase().startsWith(word))) return "is a well-known default";
  return new Set(secret).size < 8 ? "repeats a few characters" : null;
}

const place = globalThis as typeof globalThis & { recourseSecrets?: Secrets };

/**
 * SESSION_SECRET and LINK_SECRET from the environment; in a demo missing ones are made once and kept in the data
 * folder, readable by its owner only. LINK_SECRET signs the links in statements: changing it ends all of them.
 * @throws in production when one is missing, short or well known, naming the variable.
 */
export function secrets(): Secrets {
  place.recourseSecrets ??= isProduction() ? productionSecrets() : demoSecrets();
  return place.recourseSecrets;
}

function productionSecrets(): Secrets {
  for (const name of ["SESSION_SECRET", "LINK_SECRET"]) {
    const weakness = weaknessOf(process.env[name]);
    if (weakness)
      throw new Error(`${name} ${weakness}. Set it to at least 32 random characters before a production start.`);
  }
  const [session, links] = [process.env.SESSION_SECRET ?? "", process.env.LINK_SECRET ?? ""];
  return { session, links, cli: process.env.CLI_SECRET ?? randomBytes(32).toString("base64url") };
}

function demoSecrets(): Secrets {
  const folder = dataDir();
  const file = join(folder, "secrets.json");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = () => randomBytes(32).toString("base64url");
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<Secrets>) : {};
  const all: Secrets = {
    session: process.env.SESSION_SECRET ?? kept.session ?? made(),
    links: process.env.LINK_SECRET ?? kept.links ?? made(),
    cli: kept.cli ?? made(),
  };
  if (kept.session !== all.session || kept.links !== all.links || kept.cli !== all.cli) {
    writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return all;
}
