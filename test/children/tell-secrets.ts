// Prints this process's secrets as JSON, or why there are none.
import { secrets } from "@/lib/platform/env";

try {
  console.log(JSON.stringify(secrets()));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
