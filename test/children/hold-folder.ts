// Takes the lock of DATA_DIR, says so and stays, or says why not. SIGTERM releases it, SIGHUP just exits.
import { FolderInUse, lockFolder } from "@/db/folder-lock";

try {
  const release = lockFolder(process.env.DATA_DIR ?? "");
  process.on("SIGTERM", () => {
    release();
    process.exit(0);
  });
  process.on("SIGHUP", () => process.exit(3));
  setInterval(() => undefined, 1000);
  console.log("held");
} catch (error) {
  if (!(error instanceof FolderInUse)) throw error;
  console.log("refused", error.holder.pid);
}
