// A lock file written where some systems' packages are not served lacks their entries, and older npm then installs
// nothing for those systems without a word. This adds what is missing: name, version, os, cpu, optional.
import { readFileSync, writeFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const systems = ["darwin", "win32", "linux", "android", "freebsd"];
const processors = ["arm64", "x64", "arm", "ia32", "ppc64", "s390x", "riscv64", "wasm32"];
let added = 0;
for (const [at, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`${at}/node_modules/${name}`] || lock.packages[`node_modules/${name}`] || !/^\d/.test(version))
      continue;
    const words = name.split(/[-/]/);
    const os = words.find((word) => systems.includes(word));
    const cpu = words.find((word) => processors.includes(word));
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu && { cpu: [cpu] }),
      ...(entry.dev && { dev: true }),
      optional: true,
      ...(os && { os: [os] }),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries for other systems added`);
