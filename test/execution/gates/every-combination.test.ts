import { expect, it } from 'vitest'
import { type Approved, approve, isApproved, redeemApproval } from '../../../src/execution/approve.ts'
import type { Environment } from '../../../src/execution/environment.ts'
import { explainLive } from '../../../src/execution/explain-live.ts'
import type { ApprovalContext } from '../../../src/execution/gates/gate.ts'
import type { OrderIntent } from '../../../src/execution/order.ts'
import { LimitBreaker } from '../../../src/risk/limit-breaker.ts'
import { market, NOW } from '../intents.ts'
import { facts, keeperOf, moment, SECRET } from '../keeper.ts'

const modes = ['paper', 'testnet', 'live'] as const
/** What the settings of a session can be: true is what a person has to do, or what is safe to say. */
const settings = [
  ...['enabled', 'armed', 'liveDryRun', 'testnetDryRun', 'tokenRequired', 'tokenGiven'],
  ...['twoPeople', 'switchedOff', 'coreTier', 'promoted'],
] as const
/** What the moment of an order can be. */
const moments = ['running', 'fresh', 'small', 'newId', 'clockRight', 'reduceOnly'] as const

type Choice<Names extends readonly string[]> = Readonly<Record<Names[number], boolean>>

function* combinations<const Names extends readonly string[]>(names: Names): Generator<Choice<Names>> {
  for (let bits = 0; bits < 2 ** names.length; bits++)
    yield Object.fromEntries(names.map((name, k) => [name, (bits & (1 << k)) !== 0])) as Choice<Names>
}

function keeperFor(mode: Environment['mode'], choice: Choice<typeof settings>) {
  const breaker = new LimitBreaker()
  if (choice.switchedOff) breaker.trip({ reason: 'drill', actor: 'Ada', at: NOW, account: moment.account })
  const keeper = keeperOf({
    environment: {
      mode,
      enableLiveTrading: choice.enabled,
      liveModeArmed: choice.armed,
      liveDryRunMode: choice.liveDryRun,
      testnetDryRun: choice.testnetDryRun,
      requireConfirmToken: choice.tokenRequired,
      confirmToken: choice.tokenGiven ? SECRET : 'I_KNOW_WHAT_I_AM_DOING',
      logAllOrders: true,
    },
    breaker,
    confirmations: choice.twoPeople ? facts.confirmations : facts.confirmations.slice(0, 1),
    strategy: { ...facts.strategy, tier: choice.coreTier ? 'core' : 'r_and_d' },
    promotion: choice.promoted ? facts.promotion : undefined,
  })
  keeper.remember('old')
  return keeper
}

/** The reasons that there must be, from a plain table. */
function reasonsFor(mode: Environment['mode'], a: Choice<typeof settings>, b: Choice<typeof moments>): readonly string[] {
  const live = mode === 'live'
  const table: readonly (readonly [boolean, string])[] = [
    [!b.clockRight, 'gate/clock'],
    [live && !a.liveDryRun, 'gate/live-locked'],
    [live && !a.enabled, 'gate/not-enabled'],
    [live && !a.armed, 'gate/not-armed'],
    [live && a.tokenRequired && !a.tokenGiven, 'gate/token-wrong'],
    [live && !a.twoPeople, 'gate/two-people'],
    [!b.running, 'gate/session'],
    [a.switchedOff && !b.reduceOnly, 'risk/breaker'],
    [mode !== 'paper' && !a.coreTier, 'gate/tier'],
    [mode !== 'paper' && !a.promoted, 'gate/promotion'],
    [!b.newId, 'gate/duplicate'],
    [!b.fresh, 'risk/max_price_age_ms'],
    [!b.small, 'risk/max_order_notional'],
  ]
  return table.filter(([applies]) => applies).map(([, code]) => code)
}

const intents = [...combinations(moments)].map(choice => ({
  choice,
  intent: {
    ...market,
    side: 'sell',
    clientId: choice.newId ? 'new' : 'old',
    quantity: choice.small ? 1 : 10.1,
    reduceOnly: choice.reduceOnly,
    at: choice.clockRight ? NOW : NOW + 1,
  } satisfies OrderIntent,
  context: {
    ...moment,
    session: choice.running ? 'running' : 'paused',
    priceTimes: { 'BTC/EUR': choice.fresh ? NOW : NOW - 60_001 },
    account: { cash: 10_000, positions: { 'BTC/EUR': { quantity: 50 } } },
  } satisfies ApprovalContext,
}))

it('no combination of gate inputs reaches a network call in live mode, and each refusal has exactly its reasons', () => {
  const network: Approved[] = []
  /** What every executor does: it goes to a network with an order only when the order says that it may. */
  const carryOut = (order: Approved) => {
    expect(redeemApproval(order, NOW).ok).toBe(true)
    if (order.mode === 'paper' || order.dryRun) return
    network.push(order)
  }
  const count = { paper: 0, testnet: 0, live: 0, asked: 0 }
  for (const mode of modes)
    for (const chosen of combinations(settings)) {
      let keeper = keeperFor(mode, chosen)
      for (const { choice, intent, context } of intents) {
        const approval = approve(intent, keeper, context)
        const reasons = reasonsFor(mode, chosen, choice)
        count.asked++
        // Compared without the matcher: nearly 200 000 of them would take a minute.
        const given = approval.ok ? [] : approval.refusals.map(({ code }) => code)
        if (approval.ok !== (reasons.length === 0) || given.join() !== reasons.join())
          expect({ mode, chosen, choice, given }).toEqual(reasons)
        if (!approval.ok) continue
        const { order } = approval
        count[mode]++
        expect(isApproved(order)).toBe(true)
        expect([order.mode, order.dryRun]).toEqual([mode, mode === 'live' || (mode === 'testnet' && chosen.testnetDryRun)])
        carryOut(order)
        keeper = keeperFor(mode, chosen)
      }
    }
  expect(count.asked).toBe(3 * 2 ** (settings.length + moments.length))
  // Counted by hand. A moment that passes: one with reduce-only and, when nothing is switched off, one without: 1 + 2 for the two states of the switch.
  expect(count.paper).toBe(3 * 2 ** 9)
  expect(count.testnet).toBe(3 * 2 ** 7)
  // Live: enabled, armed, dry run, two people, core, promoted are fixed; the token fails in one of four; the testnet switch is free.
  expect(count.live).toBe(3 * 3 * 2)
  expect(network.every(({ mode }) => mode === 'testnet')).toBe(true)
  expect(network).toHaveLength(3 * 2 ** 6)
})

it('explainLive says of every combination that live is locked', () => {
  for (const mode of modes)
    for (const chosen of combinations(settings)) {
      const keeper = keeperFor(mode, chosen)
      const reasons = explainLive(keeper.environment, { ...keeper.facts, at: NOW })
      const expected = [
        ...(mode === 'live' ? [] : ['gate/not-live']),
        ...(chosen.enabled ? [] : ['gate/not-enabled']),
        ...(chosen.armed ? [] : ['gate/not-armed']),
        ...(chosen.liveDryRun ? ['gate/dry-run'] : []),
        ...(chosen.tokenRequired && !chosen.tokenGiven ? ['gate/token-wrong'] : []),
        ...(chosen.twoPeople ? [] : ['gate/two-people']),
        ...(chosen.switchedOff ? ['gate/kill-switch'] : []),
        ...(chosen.coreTier ? [] : ['gate/tier']),
        ...(chosen.promoted ? [] : ['gate/promotion']),
        'gate/live-locked',
      ]
      const given = reasons.map(({ code }) => code)
      if (given.join() !== expected.join()) expect({ mode, chosen, given }).toEqual(expected)
    }
})
