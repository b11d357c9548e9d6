/** Processor time of this process in milliseconds: what other processes do meanwhile is not in it. */
export function spentSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
