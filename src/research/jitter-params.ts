import * as z from 'zod/mini'
import { $ZodObject } from 'zod/v4/core'
import { ConfigError } from '../base/errors.ts'
import { parseParams } from '../strategies/parse-params.ts'
import type { AnyStrategyClass, ParamsOf } from '../strategies/strategy.ts'
import { RandomWords } from './random-words.ts'

/** How often a combination that the strategy refuses is drawn again. */
const TRIES = 200

/**
 * Options of {@link jitterParams}.
 */
export interface JitterOptions {
  /** Same seed, same parameters. */
  readonly seed: string | number
  /** Largest change as a share of the value. Default 0.2: from 20 % less to 20 % more. */
  readonly jitter?: number
  /** Which of the many versions: they are independent. Default 0. */
  readonly path?: number
}

/**
 * Parameters near the given ones: each number is moved by a random share of itself, whole numbers stay whole (and can move by 1 at
 * least), everything else stays as it is. A result that lives on one exact set of parameters is luck.
 *
 * Combinations that the strategy refuses, such as a fast average slower than the slow one, are drawn again.
 *
 * @throws {@link ConfigError} `research/jitter` for a share that is not above 0 and below 1, or when nothing near is allowed;
 * `strategy/params`.
 *
 * @example
 * ```ts
 * import { jitterParams, MaCrossover } from 'peak-trade'
 *
 * const near = jitterParams(MaCrossover, { fast: 20, slow: 50 }, { seed: 1 })
 * Math.abs(near.fast - 20) <= 4 // true
 * ```
 */
export function jitterParams<C extends AnyStrategyClass>(
  strategy: C,
  params: ParamsOf<C> | undefined,
  options: JitterOptions,
): z.core.output<C['params']> {
  const { seed, jitter = 0.2, path = 0 } = options
  if (!(jitter > 0 && jitter < 1))
    throw new ConfigError('research/jitter', `jitter is ${jitter}, it must be a share above 0 and below 1`, { jitter })
  const center = parseParams(strategy, params ?? {})
  const numbers = Object.entries(center).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  const whole = new Set(numbers.filter(([name, value]) => isWhole(strategy, name, value)).map(([name]) => name))
  const random = new RandomWords(seed, Math.max(1, numbers.length))
  random.start(path)
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) random.refill()
    const near: Record<string, unknown> = { ...center }
    for (const [k, [name, value]] of numbers.entries()) {
      const unit = 2 * random.words[k] * 2 ** -32 - 1
      const reach = jitter * Math.abs(value)
      near[name] = whole.has(name) ? value + Math.round(unit * Math.max(reach, 1)) : value + unit * reach
    }
    if (z.safeParse(strategy.params, near).success) return near as z.core.output<C['params']>
  }
  throw new ConfigError(
    'research/jitter',
    `${strategy.id} refused all ${TRIES} sets of parameters near the given ones; use a smaller jitter`,
    {
      strategy: strategy.id,
    },
  )
}

/** True when the strategy takes only whole numbers here: then it refuses those a little beside a whole one. */
function isWhole({ params }: AnyStrategyClass, name: string, value: number): boolean {
  if (!Number.isInteger(value) || !(params instanceof $ZodObject)) return false
  const field = params._zod.def.shape[name]
  return [-1e-3, 1e-3].every(step => !z.safeParse(field, value + step).success)
}
