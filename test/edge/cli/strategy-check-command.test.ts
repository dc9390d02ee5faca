import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../../src/strategies/catalog.ts'
import { run } from './run.ts'
import { spawn } from './spawn.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-check-'))
writeFileSync(
  join(folder, 'cheat.ts'),
  `import { defineIndicator, Strategy } from 'peak-trade'
   const centered = defineIndicator({
     id: 'centered', inputs: ['close'], outputs: ['value'], params: {}, warmup: () => 0,
     start: () => (close: number) => close,
     fill: (_params, [out], close) => {
       for (let i = 0; i < out.length; i++) out[i] = (close[i] + (close[i + 1] ?? close[i])) / 2
     },
   })
   export default class extends Strategy {
     static override readonly id = 'cheat'
     readonly smooth = this.use(centered)
     protected override decide(): number { return this.close.value < this.smooth.value ? 1 : 0 }
   }`,
)

describe('strategy check', () => {
  it('prints a verdict on a strategy of the catalog', async () => {
    const { code, out, error } = await run('strategy', 'check', 'ma_crossover', '--params', 'fast=5,slow=20', '--histories', '3')
    expect([code, error]).toEqual([0, ''])
    expect(out).toContain('ma_crossover: Moving-average crossover (3 random histories, seed 1)')
    expect(out).toMatch(/poison +ok/)
    expect(out.trimEnd().split('\n').at(-1)).toBe('ok')
  })

  it('catches a script that peeks, names bar and feature, and exits with 1', () => {
    const { code, out, error } = spawn(folder, 'strategy', 'check', 'cheat.ts', '--histories', '5')
    expect([code, error]).toEqual([1, ''])
    expect(out).toMatch(/poison +REFUSED +broken on [1-5] of 5 histories/)
    expect(out).toMatch(/the target at bar \d+ before them changed too: feature "smooth" at bar \d+/)
    expect(out).toContain('REFUSED: cheat')
  })

  it('prints the same as JSON', () => {
    const { code, out } = spawn(folder, 'strategy', 'check', 'cheat.ts', '--histories', '5', '--seed', 'x', '--json')
    const { ok, seed, checks } = JSON.parse(out)
    expect([code, ok, seed]).toEqual([1, false, 'x'])
    expect(checks[0]).toMatchObject({ strategy: 'cheat', ok: false, histories: 5, warmup: 0, parts: { run: true, poison: false } })
    expect(checks[0].refusals[0]).toMatchObject({ code: expect.stringMatching(/^strategy\//), message: expect.stringContaining('seed x') })
  })

  it('the same seed finds the same', async () => {
    const once = () => run('strategy', 'check', 'rsi_reversion', '--histories', '2', '--seed', '7', '--json')
    expect(await once()).toEqual(await once())
  })

  it('checks the whole catalog, with progress beside the result', async () => {
    const { code, out, error } = await run('strategy', 'check', '--all', '--histories', '1', '--json')
    const all = catalog.list({ includeResearch: true })
    expect(code).toBe(0)
    expect(JSON.parse(out).checks.map(({ strategy }: { strategy: string }) => strategy)).toEqual(all.map(({ id }) => id))
    expect(error.trim().split('\n')).toEqual(all.map(({ id }, k) => `[${k + 1}/${all.length}] ${id}`))
  })

  it.each([
    [[], 'needs a file, an id or --all'],
    [['ma_crossover', '--all'], 'only one of them'],
    [['--all', '--params', 'a=1'], '--params is for one strategy'],
    [['ma_crossover', '--histories', '0'], '--histories is 0'],
    [['ma_crossover', '--histories', '1.5'], '--histories is 1.5'],
    [['ma_crossover', '--histories', 'x'], 'must be a number'],
    [['ma_crossover', '--params', 'fsat=5'], 'did you mean "fast"?'],
    [['ma_crosover'], 'did you mean "ma_crossover"?'],
    [['nowhere.ts'], 'nowhere.ts does not exist'],
  ])('%j is refused with exit code 2', async (argv, sentence) => {
    const { code, out, error } = await run('strategy', 'check', ...argv)
    expect([code, out]).toEqual([2, ''])
    expect(error).toContain(sentence)
  })
})

it('checks a strategy that looks at other markets without any files', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'peak-trade-')), 'lead.js')
  writeFileSync(
    path,
    `import { Strategy, sma } from 'peak-trade'
     export class Lead extends Strategy {
       static id = 'lead'
       lead = this.other('ETH/EUR')
       trend = this.higher('4h').use(sma, { period: 3 })
       decide() {
         return this.lead.close.value > this.lead.close.previous && this.close.value > this.trend.value ? 1 : 0
       }
     }`,
  )
  const { code, out, error } = await run('strategy', 'check', path, '--histories', '5')
  expect({ code, error }).toEqual({ code: 0, error: '' })
  expect(out).toMatch(/poison +ok/)
})
