import { describe, expect, it } from 'vitest'
import { run } from './run.ts'

describe('strategy list', () => {
  it('names strategies, tiers and defaults', async () => {
    const { code, out } = await run('strategy', 'list')
    expect(code).toBe(0)
    expect(out).toMatch(/ma_crossover +core +Moving-average crossover +fast=20 slow=50/)
  })

  it('has a JSON schema of the parameters', async () => {
    const list = JSON.parse((await run('strategy', 'list', '--json')).out)
    expect(list[0].params.properties.fast).toMatchObject({ type: 'integer', minimum: 1, default: 20 })
  })
})
