import { ConfirmToken } from '../../src/execution/confirm-token.ts'
import { defaultEnvironment, type Environment } from '../../src/execution/environment.ts'
import { Gatekeeper, type GateSettings } from '../../src/execution/gatekeeper.ts'
import type { ApprovalContext, GateRequest } from '../../src/execution/gates/gate.ts'
import { LimitBreaker } from '../../src/risk/limit-breaker.ts'
import { startOfDay } from '../../src/risk/risk-state.ts'
import { market, NOW } from './intents.ts'

export const SECRET = 'correct horse battery staple'

/** A live environment in which every switch is on: all that it gives is a dry run. */
export const armed: Environment = {
  ...defaultEnvironment,
  mode: 'live',
  enableLiveTrading: true,
  liveModeArmed: true,
  confirmToken: SECRET,
}

/** Facts with which every gate is content, whatever the mode. */
export const facts = {
  strategy: { id: 'ma_crossover', tier: 'core', fingerprint: 'f-1' },
  promotion: { id: 'record-1', strategy: 'ma_crossover', fingerprint: 'f-1' },
  token: new ConfirmToken({ secret: SECRET, operator: 'Ada', expiresAt: NOW + 3_600_000 }),
  confirmations: [
    { person: 'Ada', at: NOW - 60_000 },
    { person: 'Grace', at: NOW - 30_000 },
  ],
} as const

/** A moment in which every gate is content. */
export const moment: ApprovalContext = {
  at: NOW,
  session: 'running',
  account: { cash: 10_000, positions: {} },
  prices: { 'BTC/EUR': 100 },
  priceTimes: { 'BTC/EUR': NOW - 1_000 },
}

export function settingsOf(changes: Partial<GateSettings> = {}): GateSettings {
  return {
    environment: defaultEnvironment,
    limits: { maxOrderNotional: 1_000 },
    breaker: new LimitBreaker(),
    state: startOfDay(undefined, { at: NOW - 3_600_000, equity: 10_000 }),
    instruments: { 'BTC/EUR': { lot: 0.1, tick: 0.5, minNotional: 10 } },
    ...facts,
    ...changes,
  }
}

export function keeperOf(changes: Partial<GateSettings> = {}): Gatekeeper {
  return new Gatekeeper(settingsOf(changes))
}

/** What a gate is asked in that moment. */
export function requestOf(changes: Partial<GateRequest> = {}, settings: Partial<GateSettings> = {}): GateRequest {
  const keeper = keeperOf(settings)
  const { environment, facts, limits } = keeper
  const context = changes.context ?? moment
  return { intent: market, environment, context, facts, limits, memory: keeper.memory(context.account), ...changes }
}
