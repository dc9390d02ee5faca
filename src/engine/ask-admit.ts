import type { Bars } from '../market/bars.ts'
import type { Admit, OrderRequest } from './refusals.ts'

/** Asks for an order of a signed quantity: the reasons against it, or undefined when there are none or nobody is to be asked. */
export function askAdmit(
  admit: Admit | undefined,
  bars: Pick<Bars, 'symbol' | 'time'>,
  { index, quantity, ...order }: Omit<OrderRequest, 'symbol' | 'time' | 'side'>,
): string | undefined {
  if (admit === undefined) return undefined
  const side = quantity > 0 ? 'buy' : 'sell'
  const { ok, refusals } = admit({ symbol: bars.symbol, index, time: bars.time[index], side, quantity: Math.abs(quantity), ...order })
  return ok ? undefined : refusals.map(({ message }) => message).join('; ')
}
