import { describe, expect, it } from 'vitest'
import { findRunSource } from '../../../../src/edge/cli/research/run-source.ts'
import { trackRun } from '../../../../src/edge/registry/track-run.ts'
import { syntheticBars } from '../../../../src/market/synthetic.ts'
import { memoryRunStore } from '../../../../src/research/memory-run-store.ts'
import type { RunRecord } from '../../../../src/research/run-record.ts'
import { MaCrossover } from '../../../../src/strategies/library/ma-crossover.ts'

const options = { seed: 1, length: 200 }
const bars = syntheticBars(options)
const made = (location?: { kind: 'synthetic'; options: typeof options }) =>
  trackRun(memoryRunStore(), { type: 'backtest', strategy: MaCrossover, bars, options: {}, ...(location && { location }) }).record
const record = made({ kind: 'synthetic', options })
const find = (change: Partial<RunRecord>, given = {}) => findRunSource({ ...record, ...change }, { other: [], ...given })

describe('the source of a run', () => {
  it('is where the record says', async () => {
    const source = await find({})
    expect(source.strategy).toBe(MaCrossover)
    expect(source.bars.length).toBe(200)
  })

  it.each([
    [{ status: 'failed', error: 'boom' }, {}, /failed \(boom\)/],
    [{ type: 'reproduce', parent: 'abc' }, {}, /name its original: abc/],
    [{ type: 'experiment', name: 'halving_x' }, {}, /--halving/],
    [{ type: 'promotion' }, {}, /these can: backtest/],
    [{ strategy: 'unheard_of' }, {}, /give --strategy FILE/],
    [{ module: { url: 'file:///nowhere/mine.ts', name: 'Mine' } }, {}, /not there any more; give --strategy/],
    [{}, { strategy: 'breakout' }, /not "breakout"/],
    [{ location: null }, {}, /give --data FILE/],
    [{}, { other: ['A=b.csv'] }, /--other goes with --data/],
    [{ data: 'f'.repeat(32) }, {}, /not the prices of run/],
  ] as const)('is refused for %j with %j', async (change, given, message) => {
    await expect(find(change as Partial<RunRecord>, given)).rejects.toThrow(message)
  })
})
