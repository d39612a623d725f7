/** Entry of a worker for the pool's tests. */
import { serveJobs } from "@/adapters/workers/serve_jobs.ts";
import { oddJobs } from "./odd_jobs.ts";

serveJobs(oddJobs);
