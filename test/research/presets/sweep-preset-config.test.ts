import { readFileSync } from 'node:fs'
import { parse } from 'smol-toml'
import { describe, expect, it } from 'vitest'
import { syntheticBars } from '../../../src/market/synthetic.ts'
import { runPreset } from '../../../src/research/presets/sweep-preset.ts'
import { parseSweepPreset, sweepPresetSchema } from '../../../src/research/presets/sweep-preset-config.ts'

const head = '[sweep]\nstrategy = "bollinger_bands"\n'
const body = '[sweep.parameters]\nperiod = [10, 20]\n'

describe('parseSweepPreset', () => {
  it('reads everything', () => {
    const text = `
[sweep]
id = "bands"
strategy = "bollinger_bands"
description = "Bänder"
tags = ["reversion"]
objective = "total_return"
top = 3
min_trades = 2
[sweep.parameters]
period = { from = 10, to = 20, step = 5 }
entry_threshold = [0.9, 1.0]
exit_threshold = { from = 0.1, to = 0.3, step = 0.1 }
[sweep.settings]
exits.stop_loss = ["none", 0.05]
exits.take_profit = [0.04, 0.1]
fill_at = ["open", "close"]
[[sweep.where]]
left = "exits.stop_loss"
op = "<"
right = "exits.take_profit"
[[sweep.where]]
left = "exit_threshold"
op = "<"
right = "entry_threshold"
`
    const preset = parseSweepPreset(text, parse)
    expect(preset).toEqual({
      id: 'bands',
      strategy: 'bollinger_bands',
      description: 'Bänder',
      tags: ['reversion'],
      grid: { period: [10, 15, 20], entryThreshold: [0.9, 1], exitThreshold: [0.1, 0.2, 0.3] },
      settings: { 'exits.stopLoss': [null, 0.05], 'exits.takeProfit': [0.04, 0.1], fillAt: ['open', 'close'] },
      where: [
        { left: 'exits.stopLoss', op: '<', right: 'exits.takeProfit' },
        { left: 'exitThreshold', op: '<', right: 'entryThreshold' },
      ],
      objective: 'totalReturn',
      top: 3,
      minTrades: 2,
    })
    const where = preset.where.slice(0, 1)
    const run = { ...preset, where, grid: { ...preset.grid, exitThreshold: [0.3] } }
    expect(runPreset(run, syntheticBars({ seed: 1, length: 200 })).combinations).toBe(3 * 2 * 3 * 2)
  })

  it('whole numbers count in ones; with runs and a seed it is a sample', () => {
    expect(parseSweepPreset(`${head}[sweep.parameters]\nperiod = { from = 10, to = 12 }`, parse).grid).toEqual({ period: [10, 11, 12] })
    const sampled = parseSweepPreset(
      `${head}runs = 7\nseed = 1\n[sweep.parameters]\nperiod = { from = 10, to = 99, scale = "log" }\nwidth = { from = 1, to = 3 }`,
      parse,
    )
    expect(sampled).toMatchObject({
      id: 'sweep',
      sample: { method: 'latin-hypercube', runs: 7, seed: 1 },
      space: { width: { from: 1, to: 3 } },
    })
    expect(runPreset(sampled, syntheticBars({ seed: 1, length: 200 })).combinations).toBe(7)
  })

  it.each([
    ['[sweep', 'sweep-file/syntax', 'the sweep cannot be read'],
    ['', 'sweep-file/value', 'sweep'],
    [`${head}strateg = 1\n${body}`, 'sweep-file/unknown', 'sweep has no "strateg"; did you mean "strategy"?'],
    [`${head}${body}[swep]\n`, 'sweep-file/unknown', 'has no "swep"; did you mean "sweep"?'],
    [
      `${head}${body}[[sweep.where]]\nleft = "period"\nop = "<"\nrigth = 5\nright = 5`,
      'sweep-file/unknown',
      'has no "rigth"; did you mean "right"?',
    ],
    ['[sweep]\nstrategy = "bolinger_bands"\n[sweep.parameters]\nperiod = [5]', 'strategy/unknown', 'did you mean "bollinger_bands"?'],
    [`${head}[sweep.parameters]\nperoid = [5]`, 'research/space', 'did you mean "period"?'],
    [`${head}[sweep.parameters]\nperiod = 5`, 'sweep-file/value', 'sweep.parameters.period must be a list of values or { from, to, step }'],
    [`${head}[sweep.parameters]\nwidth = { from = 1, to = 2 }`, 'sweep-file/value', 'parameters.width has no step'],
    [`${head}runs = 5\n${body}`, 'sweep-file/value', 'give a seed'],
    [`${head}seed = 5\n${body}`, 'sweep-file/value', 'give runs as well'],
    [`${head}objective = "sharp"\n${body}`, 'sweep-file/value', 'did you mean "sharpe"?'],
    [`${head}${body}[sweep.settings]\nexits.stop_los = [0.1]`, 'sweep/settings', 'did you mean "exits.stopLoss"?'],
    [`${head}${body}[[sweep.where]]\nleft = "peroid"\nop = "<"\nright = 5`, 'sweep/where', 'did you mean "period"?'],
    [`${head}${body}[[sweep.where]]\nleft = "period"\nop = "<>"\nright = 5`, 'sweep-file/value', 'sweep.where.0.op'],
  ])('refuses %j', (text, code, message) => {
    expect(() => parseSweepPreset(text, parse)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
  })
})

it('the JSON schema that is shipped says what the code says', () => {
  const file = new URL('../../../config-schemas/sweep.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(sweepPresetSchema())
})
