import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Indicator } from '../../src/indicators/indicator.ts'
import { checkIndicator } from '../../src/indicators/indicator-contract.ts'

const folder = new URL('../../src/indicators/', import.meta.url)

/** Files that indicators are made of. Everything else in the folder must be an indicator. */
const PARTS = new Set([
  'indicator.ts',
  'indicator-contract.ts',
  'indicator-histories.ts',
  'autocorrelation-spectrum.ts',
  'bar-range.ts',
  'candle-shape.ts',
  'counted-move.ts',
  'cycle-phase.ts',
  'cycle-trendline.ts',
  'driftless-variance.ts',
  'exponential-average.ts',
  'exponential-chain.ts',
  'extreme-age.ts',
  'finite-ratio.ts',
  'from-bar.ts',
  'hammer-candle.ts',
  'high-passing.ts',
  'hilbert-cycle.ts',
  'inverted-hammer-candle.ts',
  'is-peak.ts',
  'laguerre-line.ts',
  'line-fit.ts',
  'log-ratio.ts',
  'money-flow.ts',
  'normal-span.ts',
  'pearson.ts',
  'pivot-levels.ts',
  'positive-part.ts',
  'previous-range.ts',
  'previous-value.ts',
  'recent-values.ts',
  'root-window-mean.ts',
  'signal-line.ts',
  'star-candle.ts',
  'super-smoothing.ts',
  'weighted-moments.ts',
  'window-comoments.ts',
  'window-extreme.ts',
  'window-moments.ts',
  'window-shape.ts',
  'window-sum.ts',
])

const files = readdirSync(folder).filter(file => file.endsWith('.ts') && !PARTS.has(file))

describe.each(files)('%s', file => {
  it('is an indicator named after its file', async () => {
    const found = await load(file)
    expect(found.map(indicator => indicator.id)).toEqual([file.slice(0, -3).replaceAll('-', '_')])
  })

  it('keeps the contract on 400 random histories', async () => {
    for (const indicator of await load(file))
      expect(checkIndicator(indicator, { histories: 400, seed: file })).toEqual({ ok: true, refusals: [] })
  })
})

async function load(file: string): Promise<Indicator[]> {
  const module = (await import(new URL(file, folder).href)) as Record<string, unknown>
  return Object.values(module).filter((value): value is Indicator => typeof value === 'function' && 'warmup' in value)
}
