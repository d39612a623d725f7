/** The entry of every worker thread. */
import { jobs } from "@/adapters/workers/jobs.ts";
import { serveJobs } from "@/adapters/workers/serve_jobs.ts";

serveJobs(jobs);
