import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { v7 } from "uuid";
import { beforeAll, expect, test, vi } from "vitest";
import { permissions, roleHas } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aColleague, givenPacks } from "@/test/town";

// Who is signed in; everything behind the routes is what runs at the desk.
const desk = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("next-intl/server", async (original) => ({ ...(await original<object>()), getLocale: async () => "en" }));
vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: async () => desk.actor,
  currentPerson: async () => desk.actor,
  actorForWrite: async () => desk.actor,
  noActor: async () => ({ ok: false, code: "signed_out", reason: "signed_out" }),
}));

const { opened } = withTestDatabase();
const root = import.meta.dirname;
const writing = ["POST", "PUT", "PATCH", "DELETE"] as const;
/** Keys of programs, the terminal and next-auth know no roles. */
const others = /^(v1|cli|auth|\[\.\.\.address\])(\/|$)/;
const routes = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith("/route.ts") && !others.test(file))
  .map((file) => file.slice(0, -"/route.ts".length));

/** What an auditor may send after all, and why. */
const allowed: Record<string, string> = {
  audits: "draws decisions for an audit",
  "audits/[drawId]/close": "the last word on an audit of their own",
  "audits/[drawId]/items/[itemId]/mark": "marks a decision that they drew",
  "appeals/[appealId]/preview": "asks how a letter would read, and changes nothing",
  "cases/[caseId]/preview": "asks what would follow, and changes nothing",
  "cases/[caseId]/preview/cleared": "asks how a letter would read, and changes nothing",
  "audit/verify": "checks the log, and changes nothing but the entry that says so",
  "media/[mediaId]/reveal": "a look, written down before it is given",
  "queue/views": "a view of their own",
  "queue/views/[viewId]": "a view of their own",
};
/** One's own language, password, sessions, care, and programs that act for oneself. */
const isOwn = (route: string) => /^me(\/|$)/.test(route);

beforeAll(async () => {
  await givenPacks(opened().db);
  desk.actor = await aColleague(opened().db, { name: "Tomasz Nowak", role: "auditor" });
});

test("an auditor reads everything that is decided, and the one thing they write is an audit", () => {
  const may = permissions.filter((permission) => roleHas("auditor", permission));
  const reads = may.filter((permission) => /\.(view|read|team|match)$/.test(permission));
  expect(may.filter((permission) => !reads.includes(permission)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    "audit.draw",
    "case.export",
    "media.reveal",
    "report.make",
    "self.change",
    "view.save",
  ]);
  for (const inside of ["mailbox.view", "notice.contact", "key.manage", "webhook.secret"] as const)
    expect(roleHas("auditor", inside), inside).toBe(false);
});

test.each(routes)(
  "nothing that is sent to /api/%s by an auditor changes anything, but for what is theirs",
  async (route) => {
    const module: Record<string, (request: Request, at: object) => Promise<Response>> = await import(
      join(root, route, "route.ts")
    );
    const names = [...route.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? "");
    const about = Object.fromEntries(names.map((name) => [name, name === "platformId" ? "wechat" : v7()]));
    // Where the last part of the address says what is done, each of them.
    const steps = [...readFileSync(join(root, route, "route.ts"), "utf8").matchAll(/(?:case |step === )"([\w-]+)"/g)];
    const all = "step" in about ? steps.map(([, step]) => ({ ...about, step })) : [about];
    expect(all.length).toBeGreaterThan(0);
    for (const params of all)
      for (const method of writing) {
        const handler = module[method];
        if (!handler) continue;
        const headers = { "content-type": "application/json" };
        const request = new Request(`http://desk.example/api/${route}`, { method, body: "{}", headers });
        const { status } = await handler(request, { params: Promise.resolve(params) });
        if (route in allowed || isOwn(route)) expect([method, status === 500]).toEqual([method, false]);
        else expect([method, status]).toEqual([method, 403]);
      }
  },
);
