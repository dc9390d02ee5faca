import { Decimal } from 'decimal.js'
import type { CallContext, Params } from './call-context.ts'
import { KrakenError } from './kraken-error.ts'
import { type OrderRequest, type OrderType, orderTypes, type TimeInForce, timesInForce } from './order.ts'
import { needPair } from './public-endpoints.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const hex = /^[0-9a-f]{32}$/i
/** The documents say 18 ASCII characters; accounts of real refusals say no capitals. The narrower reading is the safe one. */
const freeText = /^[a-z0-9_-]{1,18}$/

const isTrue = (value: unknown) => value === true || value === 'true' || value === '1'

/** A number of a request. @throws KrakenError naming the argument when it is none. */
export function readDecimal(params: Params, name: string): Decimal | undefined {
  const value = params[name]
  if (value === undefined || value === '') return undefined
  if (!/^\d+(\.\d+)?$/.test(String(value))) throw new KrakenError(`EGeneral:Invalid arguments:${name}`)
  return new Decimal(String(value))
}

/** Whether the request only asks if the order would be accepted. */
export const isValidation = (params: Params) => isTrue(params.validate)

/** Reads AddOrder. @throws KrakenError for what Kraken would refuse before it looks at the account. */
export function readOrderRequest({ params, exchange, at }: CallContext): OrderRequest {
  const pair = needPair(String(params.pair))
  const side = params.type
  const type = params.ordertype as OrderType
  if (side !== 'buy' && side !== 'sell') throw new KrakenError('EGeneral:Invalid arguments:type')
  if (!orderTypes.includes(type)) throw new KrakenError('EGeneral:Invalid arguments:ordertype')
  const quantity = readDecimal(params, 'volume')
  if (quantity === undefined) throw new KrakenError('EGeneral:Invalid arguments:volume')
  const flags = String(params.oflags ?? '')
    .split(',')
    .filter(Boolean)
  const inQuote = flags.includes('viqc')
  if (flags.some(flag => !['fciq', 'nompp', 'post', 'viqc'].includes(flag)) || (inQuote && (type !== 'market' || side !== 'buy'))) {
    throw new KrakenError('EGeneral:Invalid arguments:oflags')
  }
  if (Object.keys(params).some(name => name === 'close' || name.startsWith('close[')))
    throw new KrakenError('EGeneral:Invalid arguments:close')
  const timeInForce = String(params.timeinforce ?? 'GTC').toUpperCase() as TimeInForce
  if (!timesInForce.includes(timeInForce)) throw new KrakenError('EGeneral:Invalid arguments:timeinforce')
  if (params.deadline !== undefined && !(Date.parse(String(params.deadline)) > at)) throw new KrakenError('EService:Deadline elapsed')
  const postOnly = flags.includes('post')
  refuseByStatus(exchange.status, postOnly)
  const isStop = type !== 'market' && type !== 'limit'
  const price = readDecimal(params, 'price')
  return {
    pair,
    side,
    type,
    quantity,
    limit: isStop ? readDecimal(params, 'price2') : type === 'market' ? undefined : price,
    trigger: isStop ? price : undefined,
    timeInForce,
    expiresAt: readExpiry(params, at),
    postOnly,
    inQuote,
    clientId: readClientId(params),
    reference: readReference(params),
  }
}

function refuseByStatus(status: string, postOnly: boolean): void {
  if (status === 'maintenance') throw new KrakenError('EService:Unavailable')
  if (status === 'cancel_only') throw new KrakenError('EService:Market in cancel_only mode')
  if (status === 'post_only' && !postOnly) throw new KrakenError('EService:Market in post_only mode')
}

/** '+60' is in a minute, '1767225600' is a time; both in seconds. */
function readExpiry({ expiretm }: Params, at: number): number | undefined {
  const text = String(expiretm ?? '0')
  if (!/^\+?\d+$/.test(text)) throw new KrakenError('EGeneral:Invalid arguments:expiretm')
  const seconds = Number(text)
  if (seconds === 0) return undefined
  return text.startsWith('+') ? at + seconds * 1000 : seconds * 1000
}

function readClientId({ cl_ord_id: id, userref }: Params): string | undefined {
  if (id === undefined) return undefined
  const text = String(id)
  if (!uuid.test(text) && !hex.test(text) && !freeText.test(text)) throw new KrakenError('EGeneral:Invalid arguments:cl_ord_id')
  if (userref !== undefined) throw new KrakenError('EGeneral:Invalid arguments:userref')
  return text
}

function readReference({ userref }: Params): number | undefined {
  if (userref === undefined) return undefined
  const reference = Number(userref)
  if (!Number.isInteger(reference) || Math.abs(reference) > 2 ** 31) throw new KrakenError('EGeneral:Invalid arguments:userref')
  return reference
}
