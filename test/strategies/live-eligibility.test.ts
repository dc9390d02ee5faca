import { describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod'
import { OrderStrategy } from '../../src/engine/orders/order-strategy.ts'
import { trendRegime } from '../../src/regimes/trend-regime.ts'
import { catalog } from '../../src/strategies/catalog.ts'
import { ArmstrongCycle } from '../../src/strategies/experimental/armstrong-cycle.ts'
import { Breakout } from '../../src/strategies/library/breakout.ts'
import { ensemble } from '../../src/strategies/library/ensemble.ts'
import { MaCrossover } from '../../src/strategies/library/ma-crossover.ts'
import { MyStrategy } from '../../src/strategies/library/my-strategy.ts'
import { regimeSwitch } from '../../src/strategies/library/regime-switch.ts'
import { checkLiveEligible, isLiveEligible, type LiveEligible, tierOf } from '../../src/strategies/live-eligibility.ts'
import { type AnyStrategyClass, Strategy } from '../../src/strategies/strategy.ts'
import type { Tier } from '../../src/strategies/strategy-base.ts'

/** A strategy with nothing but a tier. */
function tiered(tier: Tier) {
  return class extends Strategy {
    static override readonly id = 'mine'
    static override readonly tier = tier
    protected override decide() {
      return 0
    }
  }
}

const codes = (check: { refusals: readonly { code: string }[] }) => check.refusals.map(({ code }) => code)

describe('checkLiveEligible', () => {
  it('lets core and aux pass, nothing else', () => {
    expect(checkLiveEligible(tiered('core'))).toMatchObject({ ok: true, refusals: [] })
    expect(checkLiveEligible(tiered('aux')).ok).toBe(true)
    expect(codes(checkLiveEligible(tiered('legacy')))).toEqual(['live/legacy'])
    expect(codes(checkLiveEligible(tiered('r_and_d')))).toEqual(['live/research'])
    expect(codes(checkLiveEligible(tiered('gold' as never)))).toEqual(['live/unknown-tier'])
  })

  it('lets legacy pass by policy, and research by none', () => {
    expect(checkLiveEligible(tiered('legacy'), { allowLegacy: true }).ok).toBe(true)
    expect(codes(checkLiveEligible(tiered('r_and_d'), { allowLegacy: true }))).toEqual(['live/research'])
    expect(codes(checkLiveEligible(ArmstrongCycle, { allowLegacy: true, tiering: { armstrong_cycle: { tier: 'core' } } }))).toEqual([
      'live/research',
    ])
  })

  it('refuses a class that states no tier, of either kind', () => {
    class Untiered extends Strategy {
      static override readonly id = 'untiered'
      protected override decide() {
        return 0
      }
    }
    class Orders extends OrderStrategy {
      static override readonly id = 'orders'
      protected override onBar() {}
    }
    expect(codes(checkLiveEligible(Untiered))).toEqual(['live/unclassified'])
    expect(codes(checkLiveEligible(Orders))).toEqual(['live/unclassified'])
    expect(checkLiveEligible(Untiered, { tiering: { untiered: { tier: 'aux' } } }).ok).toBe(true)
  })

  it('cannot be talked out of the tier of a class that was extended, or of an id', () => {
    class Dressed extends ArmstrongCycle {
      static override readonly id = 'dressed' as never
      static override readonly tier = 'core' as never
    }
    class Borrowed extends tiered('core') {
      static override readonly id = 'meta_labeling' as never
    }
    expect(tierOf(Dressed)).toBe('r_and_d')
    expect(tierOf(Borrowed)).toBe('r_and_d')
    expect([checkLiveEligible(Dressed).ok, checkLiveEligible(Borrowed).ok]).toEqual([false, false])
  })

  it('lets a tiering lower a tier, never raise it', () => {
    expect(tierOf(MaCrossover, { tiering: { ma_crossover: { tier: 'legacy' } } })).toBe('legacy')
    expect(tierOf(MyStrategy, { tiering: { my_strategy: { tier: 'core' } } })).toBe('legacy')
    expect(codes(checkLiveEligible(MaCrossover, { tiering: { ma_crossover: { tier: 'r_and_d' } } }))).toEqual(['live/research'])
  })

  it('cannot be talked out of the tiers of included strategies', () => {
    const members = [{ strategy: MaCrossover }, { strategy: ArmstrongCycle }]
    const dressed = ensemble({ id: 'dressed', tier: 'core', members })
    const switched = regimeSwitch({ id: 'switched', regime: trendRegime(), choices: { up: { strategy: ArmstrongCycle } } })
    const nested = ensemble({ id: 'nested', tier: 'core', members: [{ strategy: switched }] })
    const filtered = ensemble({ id: 'filtered', tier: 'core', members: [{ strategy: MaCrossover }], filter: { strategy: ArmstrongCycle } })
    class Kept extends tiered('core') {
      readonly inner = new ArmstrongCycle()
    }
    for (const strategy of [dressed, switched, nested, filtered, Kept])
      expect(codes(checkLiveEligible(strategy, { allowLegacy: true }))).toEqual(['live/research'])
    expect(tierOf(ensemble({ id: 'fine', tier: 'core', members: [{ strategy: MaCrossover }, { strategy: Breakout }] }))).toBe('aux')
    expect(tierOf(ensemble({ id: 'old', tier: 'core', members: [{ strategy: MyStrategy }] }))).toBe('legacy')
  })

  it('looks at what a class includes with the parameters that it would run with', () => {
    class Choosing extends Strategy<typeof Choosing.params> {
      static override readonly id = 'choosing'
      static override readonly tier = 'aux'
      static override readonly params = z.object({ bold: z.boolean().default(false) })
      readonly followed = this.include<AnyStrategyClass>(this.params.bold ? ArmstrongCycle : MaCrossover)
      protected override decide() {
        return this.followed.value
      }
    }
    expect(checkLiveEligible(Choosing).ok).toBe(true)
    expect(codes(checkLiveEligible(Choosing, { params: { bold: true } }))).toEqual(['live/research'])
    expect(() => checkLiveEligible(Choosing, { params: { bald: true } })).toThrow('did you mean "bold"?')
  })

  it.each([
    ['core', 1.5, 0.15, []],
    ['core', 1.4, 0.15, ['live/sharpe']],
    ['core', 1.4, 0.16, ['live/sharpe', 'live/drawdown']],
    ['aux', 1, 0.2, []],
    ['aux', 0.9, 0.2, ['live/sharpe']],
    ['aux', Number.NaN, Number.NaN, ['live/sharpe', 'live/drawdown']],
    ['legacy', 3, 0.01, ['live/legacy']],
    ['r_and_d', 3, 0.01, ['live/research']],
  ] as const)('a profile of tier %s with a Sharpe ratio of %d and a drawdown of %d: %j', (tier, sharpe, maxDrawdown, refused) => {
    const profile = { strategy: { id: 'mine', tier }, summary: { sharpe, maxDrawdown } }
    expect(codes(checkLiveEligible(profile))).toEqual(refused)
    expect(isLiveEligible(profile)).toBe(refused.length === 0)
  })

  it('a profile cannot claim the tier of a research strategy away', () => {
    const summary = { sharpe: 9, maxDrawdown: 0 }
    expect(codes(checkLiveEligible({ strategy: { id: 'armstrong_cycle', tier: 'core' }, summary }))).toEqual(['live/research'])
  })

  it('no research strategy of the catalog passes', () => {
    const research = catalog.list({ includeResearch: true }).filter(({ tier }) => tier === 'r_and_d')
    expect(research.length).toBeGreaterThan(0)
    expect(research.filter(strategy => checkLiveEligible(strategy, { allowLegacy: true }).ok)).toEqual([])
  })
})

describe('in the types', () => {
  /** A gate of the future. */
  const goLive = <S>(strategy: LiveEligible<S>) => strategy

  it('only the check makes a LiveEligible', () => {
    const check = checkLiveEligible(MaCrossover)
    expect(check.ok && goLive<typeof MaCrossover>(check.strategy)).toBe(MaCrossover)
    // @ts-expect-error it was not checked
    goLive<typeof MaCrossover>(MaCrossover)
    // @ts-expect-error a refusal has no strategy
    check.strategy
    if (isLiveEligible(MaCrossover)) goLive<typeof MaCrossover>(MaCrossover)
  })

  it('no research strategy can become one', () => {
    expectTypeOf<LiveEligible<typeof ArmstrongCycle>>().toBeNever()
    expectTypeOf<LiveEligible<typeof MaCrossover>>().not.toBeNever()
  })
})
