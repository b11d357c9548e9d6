// What the server does before its first page, without the server: says "up" and stays until SIGTERM.
import { boot } from "@/lib/boot/boot";

async function main(): Promise<void> {
  await boot();
  console.log("up");
  const { stopProduct } = await import("@/lib/boot/start");
  process.on("SIGTERM", () => void stopProduct().then(() => process.exit(0)));
  setInterval(() => undefined, 1000);
}

void main();
