import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openRunStore } from '../../../../../src/edge/sqlite/run-store.ts'
import { run } from '../../run.ts'
import { recipeMarket } from './recipe-market.ts'

const { prices, config, folder } = recipeMarket()
const robustness = (...argv: string[]) => run('research', 'robustness', ...argv)
const memory = (...argv: string[]) =>
  robustness('--preset', 'memory', '--config', config, '--data', prices, '--fee-bps', '5', '--draws', '5', ...argv)

describe('research robustness', () => {
  it('answers every question, writes the report and records the run', async () => {
    const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
    const { code, out, error } = await memory('--home', home, '--out', join(folder, 'out'))
    expect([code, error]).toEqual([0, ''])
    expect(out).toMatch(/^single_crash_bar +0\.1 .* yes$/m)
    expect(out).toMatch(/^Ruined in at most 5 % of other histories +yes +0\.00% of 200 paths$/m)
    expect(readFileSync(join(folder, 'out', 'report.html'), 'utf8')).toContain('Robustness of Memory')
    const store = openRunStore(home)
    const [record] = store.list({ types: ['robustness'] }).records
    expect(record).toMatchObject({
      name: 'robustness_memory',
      seed: '42',
      metrics: { ruin: 0 },
      options: { portfolio: { recipe: 'memory' } },
    })
    expect(record.artifacts).toHaveLength(2)
    store.close()
  })

  it('is the same for the same seed, and flags win over the recipe', async () => {
    const shaken = async (...argv: string[]) => JSON.parse((await memory('--json', '--no-save', ...argv)).out)
    const [a, b, c] = [
      await shaken(),
      await shaken(),
      await shaken('--seed', '7', '--paths', '50', '--scenarios', 'flash_crash,gap_down', '--severity', '0.1,0.2'),
    ]
    expect(b).toEqual(a)
    expect([a.monteCarlo.paths, c.monteCarlo.paths]).toEqual([200, 50])
    expect(new Set(c.stress.rows.map(({ scenario }: { scenario: string }) => scenario))).toEqual(
      new Set(['flash_crash', 'gap_down', 'correlation_shock']),
    )
    expect(c.monteCarlo.metrics).not.toEqual(a.monteCarlo.metrics)
  })

  it('ends with 1 when a bad time is not survived', async () => {
    const { code, out } = await robustness(
      '--preset',
      'core_balanced',
      '--scenarios',
      'flash_crash',
      '--max-drawdown',
      '0.1',
      '--paths',
      '20',
      '--draws',
      '2',
    )
    expect([code, out]).toEqual([1, expect.stringMatching(/^no --data: .*[\s\S]*flash_crash +0\.5 .* NO$/m)])
  })

  it.each([
    [['--preset', 'memory'], 'there is no recipe "memory"'],
    [['--preset', 'core_balanced', '--scenarios', 'flash_crsh'], 'did you mean "flash_crash"?'],
    [['--preset', 'core_balanced', '--severity', 'x'], 'number'],
    [['--preset', 'core_balanced', '--paths', '0'], 'path'],
    [['--preset', 'core_balanced', '--draws', '0'], '0'],
  ])('refuses %j', async (argv, message) => {
    const { code, error } = await robustness(...argv)
    expect([code, error]).toEqual([2, expect.stringContaining(message)])
  })

  it('stops at once when it is interrupted, and leaves nothing behind', { timeout: 30_000 }, async () => {
    const main = fileURLToPath(new URL('../../../../../src/edge/cli/main.ts', import.meta.url))
    const home = mkdtempSync(join(tmpdir(), 'peak-trade-'))
    const out = join(home, 'out')
    const child = spawn(
      process.execPath,
      [main, 'research', 'robustness', '--preset', 'core_balanced', '--paths', '100000', '--draws', '100000', '--home', home, '--out', out],
      { stdio: 'ignore' },
    )
    const ended = new Promise<string | null>(resolve => child.on('exit', (_, signal) => resolve(signal)))
    // Long enough to be in the middle of it: the registry is opened before.
    while (!existsSync(join(home, 'runs.sqlite'))) await new Promise(resolve => setTimeout(resolve, 50))
    await new Promise(resolve => setTimeout(resolve, 300))
    child.kill('SIGINT')
    expect(await ended).toBe('SIGINT')
    expect(existsSync(out)).toBe(false)
    const store = openRunStore(home)
    expect(store.count({})).toBe(0)
    store.close()
  })
})
