// Jobs on many machines, through Redis: needs the packages bullmq and ioredis.

export { type BullRunnerOptions, bullRunner } from './edge/bullmq/bull-runner.ts'
export type { RedisAddress } from './edge/bullmq/redis-address.ts'
export { type RunningWorker, startWorker, type WorkerOptions } from './edge/bullmq/start-worker.ts'
