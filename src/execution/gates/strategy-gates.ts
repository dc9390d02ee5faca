import type { Refusal } from '../../base/verdict.ts'
import { shippedTiering } from '../../strategies/tiering.ts'
import type { Gate } from './gate.ts'
import type { LiveFacts } from './live-facts.ts'

/** Only core and aux strategies leave paper. */
export const tierGate: Gate = {
  id: 'strategy-tier',
  check: ({ environment, facts }) => (environment.mode === 'paper' ? [] : refuseTier(facts)),
}

/** Only what was promoted leaves paper, and only as it was promoted. */
export const promotionGate: Gate = {
  id: 'promotion',
  check: ({ environment, facts }) => (environment.mode === 'paper' ? [] : refusePromotion(facts)),
}

/** Why the tier of the strategy does not do: the one that it states, and the one that the library knows. */
export function refuseTier({ strategy }: LiveFacts): readonly Refusal[] {
  const refuse = (message: string): readonly Refusal[] => [{ code: 'gate/tier', message }]
  if (strategy === undefined) return refuse('no strategy is named, so its tier is not known')
  const { id, tier } = strategy
  const shipped = Object.hasOwn(shippedTiering, id) ? shippedTiering[id].tier : tier
  const found = [tier, shipped].find(one => one !== 'core' && one !== 'aux')
  if (tier === undefined) return refuse(`${id} states no tier; only core and aux leave paper`)
  if (found === undefined) return []
  return refuse(`${id} is ${found === 'r_and_d' ? 'research (r_and_d)' : String(found)}; only core and aux leave paper`)
}

/** Why there is no go for what runs. */
export function refusePromotion({ strategy, promotion }: LiveFacts): readonly Refusal[] {
  const refuse = (kind: string, message: string): readonly Refusal[] => [{ code: `gate/${kind}`, message }]
  if (promotion === undefined || !isText(promotion.id) || !isText(promotion.fingerprint))
    return refuse('promotion', 'there is no promotion record; peak-trade research promote makes one')
  if (strategy === undefined) return refuse('promotion', `promotion ${promotion.id} is for ${promotion.strategy}, and no strategy is named`)
  if (promotion.strategy !== strategy.id)
    return refuse('promotion', `promotion ${promotion.id} is for ${promotion.strategy}, not for ${strategy.id}`)
  return promotion.fingerprint === strategy.fingerprint
    ? []
    : refuse(
        'promotion-changed',
        `${strategy.id} does not run as it was promoted (${promotion.id}): its parameters are others; promote it again`,
      )
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}
