import { compare } from "./compare.js";
import { drawJobs, JOBS, SEED } from "./jobs.js";
import { report } from "./report.js";

process.stdout.write(`${report(compare(drawJobs(JOBS, SEED), SEED), JOBS, SEED)}\n`);
