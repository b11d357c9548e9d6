import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: { "@": here("."), "server-only": here("./node_modules/server-only/empty.js") },
  },
  test: {
    include: ["**/*.test.{ts,tsx}"],
    exclude: ["node_modules/**", ".next/**", "e2e/**"],
    pool: "forks",
    maxWorkers: 2,
    setupFiles: ["test/setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    env: { TZ: "UTC", MEDIA_DIR: join(tmpdir(), "recourse-test-media") },
  },
});
