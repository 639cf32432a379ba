import { doJob, type Job } from './job.ts';

process.on('message', async (job: Job) => process.send!(await doJob(job)));
