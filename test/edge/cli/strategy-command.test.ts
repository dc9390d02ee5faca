import { describe, expect, it } from 'vitest'
import { catalog } from '../../../src/strategies/catalog.ts'
import { run } from './run.ts'

const research = catalog
  .list({ includeResearch: true })
  .filter(({ tier }) => tier === 'r_and_d')
  .map(({ id }) => id)

describe('strategy list', () => {
  it('names strategies, tiers and defaults', async () => {
    const { code, out } = await run('strategy', 'list')
    expect(code).toBe(0)
    expect(out).toMatch(/ma_crossover +core +Moving-average crossover +fast=20 slow=50/)
  })

  it('hides research until it is asked for, and says so', async () => {
    const hidden = (await run('strategy', 'list')).out
    const shown = (await run('strategy', 'list', '--include-research')).out
    expect(research.length).toBeGreaterThan(0)
    for (const id of research) {
      expect(hidden).not.toContain(id)
      expect(shown).toMatch(new RegExp(`${id} +r_and_d`))
    }
    expect(hidden).toContain(`${research.length} research strategies are hidden`)
    expect(shown).not.toContain('hidden')
  })

  it('has a JSON schema of the parameters, and a plain list of them', async () => {
    const list = JSON.parse((await run('strategy', 'list', '--json')).out)
    expect(list[0].params.properties.fast).toMatchObject({ type: 'integer', minimum: 1, default: 20 })
    expect(list[0].parameters[0]).toEqual({ name: 'fast', type: 'whole', default: 20, minimum: 1, description: 'bars of the fast average' })
    expect(list[0]).toMatchObject({ id: 'ma_crossover', tier: 'core', title: 'Moving-average crossover', liveEligible: true })
  })

  it('lists no research strategy as eligible for live', async () => {
    const list: { tier: string; liveEligible: boolean }[] = JSON.parse((await run('strategy', 'list', '--include-research', '--json')).out)
    expect(list.filter(({ tier }) => tier === 'r_and_d').map(({ liveEligible }) => liveEligible)).toEqual(research.map(() => false))
  })
})
