// What the server does before its first page, without the server: says "up" and stays until SIGTERM.
import { boot } from "@/lib/boot/boot";

async function main(): Promise<void> {
  await boot();
  console.log("up");
  setInterval(() => undefined, 1000);
}

void main();
