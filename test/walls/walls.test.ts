import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** Deliberate breaches, each laid out under the path where its wall stands, in a tree of their own. */
const breaches: { where: string; code: string; says: string }[] = [
  {
    where: "lib/queue/breach.rules.ts",
    code: 'import { database } from "@/db/client";\nexport const open = database;\n',
    says: "rules are pure",
  },
  {
    where: "lib/decisions/breach.rules.ts",
    code: 'import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n',
    says: "rules are pure",
  },
  {
    where: "lib/platform/breach.ts",
    code: 'import { decideCase } from "@/lib/decisions/decide.command";\nexport const decide = decideCase;\n',
    says: "know no other domain",
  },
  {
    where: "lib/search/breach.ts",
    code: 'import { storeNotices } from "@/lib/intake/store";\nexport const store = storeNotices;\n',
    says: "what can be found knows only",
  },
  {
    where: "lib/intake/breach.ts",
    code: 'import { openCases } from "@/lib/queue/queries";\nexport const open = openCases;\n',
    says: "intake knows only",
  },
  {
    where: "lib/decisions/breach.ts",
    code: 'import { answerAppeal } from "@/lib/appeals/answer.command";\nexport const answer = answerAppeal;\n',
    says: "decisions know no appeals",
  },
  {
    where: "lib/appeals/breach.ts",
    code: 'import { Button } from "@/components/ui/button";\nexport const button = Button;\n',
    says: "know nothing of the screens",
  },
  {
    where: "lib/appeals/follows.ts",
    code: 'import { measure } from "@/lib/commitments/measure.store";\nexport const follows = measure;\n',
    says: "nor of what comes later",
  },
  {
    where: "lib/queue/described.ts",
    code: 'import { operations } from "@/lib/api/operations.contract";\nexport const all = operations;\n',
    says: "queue knows no later domain",
  },
  {
    where: "components/queue/breach.ts",
    code: 'import { openCases } from "@/lib/queue/queries";\nexport const open = openCases;\n',
    says: "components show what they are given",
  },
  {
    where: "components/ui/breach.ts",
    code: 'import { can } from "@/lib/platform/permissions.rules";\nexport const allowed = can;\n',
    says: "could ship in another product",
  },
  {
    where: "db/breach.ts",
    code: 'import { can } from "@/lib/platform/permissions.rules";\nexport const allowed = can;\n',
    says: "db knows nothing of lib",
  },
];

const biome = resolve("node_modules", ".bin", "biome");
const tree = mkdtempSync(join(tmpdir(), "recourse-walls-"));

/** The project's own rules. Left out is only what says which files of the real tree are looked at. */
beforeAll(() => {
  const { linter, overrides } = JSON.parse(readFileSync("biome.json", "utf8")) as {
    linter: { rules: unknown };
    overrides: unknown;
  };
  writeFileSync(join(tree, "biome.json"), JSON.stringify({ root: true, linter: { rules: linter.rules }, overrides }));
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

function lint(where: string): string {
  const run = spawnSync(biome, ["lint", where], { cwd: tree, encoding: "utf8" });
  return `${run.stdout}${run.stderr}`.replace(/\s+/g, " ");
}

test.each(breaches)("the lint stops $where: $says", ({ where, code, says }) => {
  mkdirSync(dirname(join(tree, where)), { recursive: true });
  writeFileSync(join(tree, where), code);
  const said = lint(where);
  expect(said).toContain("noRestrictedImports");
  expect(said).toContain(says);
});

test("the lint lets a domain import what comes before it", () => {
  mkdirSync(join(tree, "lib/appeals"), { recursive: true });
  writeFileSync(
    join(tree, "lib/appeals/fine.ts"),
    'import { can } from "@/lib/platform/permissions.rules";\nexport const allowed = can;\n',
  );
  expect(lint("lib/appeals/fine.ts")).not.toContain("noRestrictedImports");
});
