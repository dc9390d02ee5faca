import { describe, expect, it } from 'vitest'
import { run } from './run.ts'

describe('help', () => {
  it.each([['--help'], ['backtest', '--help'], ['data', '--help'], ['data', 'check', '--help'], ['strategy', 'list', '--help']])(
    '%s %s %s',
    async (...argv) => {
      const { code, out } = await run(...argv)
      expect(code).toBe(0)
      expect(out).toContain('Usage: peak-trade')
      if (argv[0] !== 'data' || argv.length > 2) expect(out).toContain('Example:')
    },
  )

  it('says nothing of lists that start empty', async () => {
    const { out } = await run('research', 'sweep', '--help')
    expect(out).toContain('--vary')
    expect(out).not.toMatch(/default: (\[\]|\{\})/)
  })

  it('tells its version', async () => {
    expect((await run('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('an unknown command suggests the nearest', async () => {
    const { code, error } = await run('backtets')
    expect(code).toBe(2)
    expect(error).toContain('backtest')
  })
})
