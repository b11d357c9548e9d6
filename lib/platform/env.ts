import "server-only";
import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { originOf, type TokenStanding, tokenState } from "./database-token.rules";

export type Secrets = { session: string; links: string; cli: string };

/** Where the product keeps its own files when no database server is given. */
export function dataDir(): string {
  return process.env.DATA_DIR || ".data";
}

/**
 * A production start has a database server and says so; everything else is a demo. The start script settles
 * RECOURSE_MODE, because it runs the built app with NODE_ENV=production in a demo too.
 */
export function isProduction(): boolean {
  const mode = process.env.RECOURSE_MODE;
  return mode ? mode === "production" : process.env.NODE_ENV === "production" && Boolean(process.env.DATABASE_URL);
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
 * @throws in production when one is missing, short or well known, naming the variable; in a demo when the kept ones
 * cannot be read.
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
  if (session === links)
    throw new Error("SESSION_SECRET and LINK_SECRET are the same. Give each its own before a production start.");
  return { session, links, cli: process.env.CLI_SECRET || made() };
}

const made = () => randomBytes(32).toString("base64url");

function demoSecrets(): Secrets {
  const folder = dataDir();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const kept = keptSecrets(join(folder, "secrets.json"));
  // What the environment says is not written down here.
  return {
    session: process.env.SESSION_SECRET || kept.session,
    links: process.env.LINK_SECRET || kept.links,
    cli: kept.cli,
  };
}

/** The file's secrets; made where there is none. It appears whole, and of two processes that make it one wins. */
function keptSecrets(file: string): Secrets {
  if (!existsSync(file)) {
    const aside = `${file}.${process.pid}.tmp`;
    const all: Secrets = { session: made(), links: made(), cli: made() };
    writeFileSync(aside, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
    try {
      linkSync(aside, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(aside, { force: true });
    }
  }
  const found = readSecrets(file);
  if (found) return found;
  throw new Error(
    `${file} cannot be read. Put back a copy, or delete it: then everybody signs in again, and links in letters end.`,
  );
}

function readSecrets(file: string): Secrets | null {
  try {
    const { session, links, cli } = JSON.parse(readFileSync(file, "utf8")) as Partial<Record<string, unknown>>;
    return [session, links, cli].every((secret) => typeof secret === "string" && secret.length >= 32)
      ? { session: String(session), links: String(links), cli: String(cli) }
      : null;
  } catch {
    return null;
  }
}

/**
 * How many proxies in front of the app append to X-Forwarded-For; only their entries are believed. Zero, which is what
 * holds when nobody said so: the app is reached directly, and the address of the connection itself counts.
 */
export function trustedProxies(): number {
  return Math.max(0, Math.trunc(Number(process.env.TRUSTED_PROXIES)) || 0);
}

/** The header in which scripts/serve.mjs tells the address of the connection; it overwrites whatever a caller sent. */
export const peerHeader = "x-recourse-peer";

/** Whether that header is told by our own server; in any other one a caller could write it. */
export function isPeerTold(): boolean {
  return process.env.RECOURSE_PEER === "told";
}

/**
 * What the mail service signs its reports with (Standard Webhooks: `whsec_` and base64 of at least 24 bytes), or null:
 * then none are taken.
 */
export function mailEventsSecret(): string | null {
  const secret = process.env.MAIL_EVENTS_SECRET ?? "";
  return /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(secret) ? secret : null;
}

/** Readers outside and their variables: MODEL_KEY goes to MODEL_KEY_ORIGIN and nowhere else. */
const keyNames = { model: "MODEL_KEY", classifier: "CLASSIFIER_KEY", translation: "TRANSLATION_KEY" } as const;

/**
 * The key for an address that an admin set, or null. Whoever keeps the machine says where a key may go: an admin who
 * enters another address must not be able to have it sent there.
 */
export function outsideKey(tool: keyof typeof keyNames, url: string): string | null {
  const key = process.env[keyNames[tool]];
  const origin = process.env[`${keyNames[tool]}_ORIGIN`];
  if (!key || !origin || !URL.canParse(origin)) return null;
  return new URL(origin).origin === new URL(url).origin ? key : null;
}

/** `aliexpress` has DATABASE_TOKEN_ALIEXPRESS, `taobao-weitao` DATABASE_TOKEN_TAOBAO_WEITAO. */
const tokenName = (platformId: string) => `DATABASE_TOKEN_${platformId.toUpperCase().replaceAll("-", "_")}`;

/** How a platform's token stands to the address set for it, for whoever must know without seeing it. */
export function databaseTokenStanding(platformId: string, url: string): TokenStanding {
  const variable = tokenName(platformId);
  const origin = originOf(process.env[`${variable}_ORIGIN`]);
  return { state: tokenState(Boolean(process.env[variable]), origin, url), origin, variable };
}

/**
 * The Transparency Database's token of one platform, or null: each platform is registered by itself (DSA.md section 2).
 * As with other keys, whoever keeps the machine says to which origin it goes, and it goes nowhere else.
 */
export function databaseToken(platformId: string, url: string): string | null {
  const { state, variable } = databaseTokenStanding(platformId, url);
  return state === "set" ? (process.env[variable] ?? null) : null;
}

/** Keys that are set and can go nowhere, by the name of the variable that is missing or cannot be read. */
export function uselessKeys(): string[] {
  const tokens = Object.keys(process.env).filter((name) => /^DATABASE_TOKEN_\w+(?<!_ORIGIN)$/.test(name));
  const names = [...Object.values(keyNames), ...tokens].filter((name) => process.env[name]);
  return names.map((name) => `${name}_ORIGIN`).filter((name) => !URL.canParse(process.env[name] ?? ""));
}
