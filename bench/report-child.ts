import { run } from "@/cli/report-transparency";

/** The process that `report.ts` measures: the command of the terminal, and what it took at most. */
const code = await run(process.argv.slice(2), { input: process.stdin, output: process.stdout, errors: process.stderr });
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
process.stdout.write(`${JSON.stringify({ code, peak: maxRSS * 1024, work: (userCPUTime + systemCPUTime) / 1e6 })}\n`);
