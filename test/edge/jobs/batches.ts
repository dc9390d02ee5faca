import { syntheticBars } from '../../../src/market/synthetic.ts'
import type { JobBatch } from '../../../src/research/job-runner.ts'
import { sweepMetrics } from '../../../src/research/sweep-table.ts'

const { symbol, timeframe, calendar, length, ...columns } = syntheticBars({ seed: 6, length: 300 })

export const failingModule = new URL('./failing-strategies.ts', import.meta.url).href

/** A sweep of one parameter as a batch; of a strategy of `failing-strategies.ts` when it is given by name. */
export function sweepBatch(strategy: string, param: string, values: readonly unknown[]): JobBatch {
  const own = strategy === 'ma_crossover'
  return {
    task: 'sweep',
    work: {
      strategy: own ? { id: strategy } : { module: failingModule, name: strategy },
      market: { symbol, timeframe, calendar, length },
      settings: {},
      plan: {
        length: values.length,
        form: 'grid',
        params: { length: values.length, names: [param], values: [values] },
        settings: { length: values.length, names: [], values: [] },
      },
      names: sweepMetrics,
    },
    data: columns as unknown as JobBatch['data'],
    items: values.length,
    width: sweepMetrics.length,
    cost: length,
    modules: own ? [] : [failingModule],
  }
}
