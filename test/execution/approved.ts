import { type Approved, approve } from '../../src/execution/approve.ts'
import { defaultEnvironment, type Environment } from '../../src/execution/environment.ts'
import type { OrderIntent } from '../../src/execution/order.ts'
import { market } from './intents.ts'
import { armed, keeperOf, moment } from './keeper.ts'

/** Environments by what they are to come to. */
export const environments = {
  paper: defaultEnvironment,
  validate: { ...defaultEnvironment, mode: 'testnet' },
  testnet: { ...defaultEnvironment, mode: 'testnet', testnetDryRun: false },
  live: armed,
  blocked: { ...armed, liveDryRunMode: false },
} as const satisfies Record<string, Environment>

/** An order that the gates of an environment have let pass, wherever its limit is. */
export function approvedFor(environment: Environment, change: Partial<OrderIntent> = {}): Approved {
  const intent = { ...market, ...change }
  const keeper = keeperOf({ environment, limits: { priceCollar: 1 }, instruments: { 'BTC/EUR': {} } })
  const positions = intent.reduceOnly === true ? { 'BTC/EUR': { quantity: intent.side === 'sell' ? 9 : -9 } } : {}
  const approval = approve(intent, keeper, { ...moment, account: { ...moment.account, positions } })
  if (!approval.ok) throw new Error(approval.refusals.map(({ message }) => message).join('; '))
  return approval.order
}
