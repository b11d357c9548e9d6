import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { Cell, Table, TableBody, TableRow } from "./table";

test("a wide table scrolls within a region of its own that has a name, takes the focus and holds what it hides", () => {
  const page = renderToString(
    <Table caption="Entries of the log">
      <TableBody>
        <TableRow>
          <Cell>one</Cell>
        </TableRow>
      </TableBody>
    </Table>,
  );
  const region = /<section [^>]*>/.exec(page)?.[0] ?? "";
  expect(region).toContain('aria-label="Entries of the log"');
  expect(region).toContain('tabindex="0"');
  expect(region).toMatch(/class="[^"]*\brelative\b[^"]*\boverflow-x-auto\b/);
});

test("every table of the desk is such a table, but the queue, whose rows are cards on a phone, and the grid that is edited by keys", () => {
  const folder = join(process.cwd(), "components");
  const bare = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx") && !file.endsWith(".test.tsx"))
    .filter((file) => readFileSync(join(folder, file), "utf8").includes("<table"));
  expect(new Set(bare)).toEqual(new Set(["ui/table.tsx", "queue/queue-table.tsx", "policy-editor/penalty-grid.tsx"]));
});

test("the seen caption of a table whose rows are cards is as wide as the cards; one for screen readers stays hidden", () => {
  const styles = readFileSync(join(process.cwd(), "app/styles/table.css"), "utf8");
  const rule = /table\[data-cards\] > caption:not\(\.sr-only\) \{([^}]*)\}/.exec(styles)?.[1] ?? "";
  expect(rule).toMatch(/display: block;\s+width: 100%;/);
});
