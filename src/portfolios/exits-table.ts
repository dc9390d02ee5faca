import * as z from 'zod/mini'
import { ConfigError } from '../base/errors.ts'
import type { ExitRules } from '../engine/exits.ts'
import { resolveSettings } from '../engine/settings.ts'
import { inCode, inFile, renameKeys } from './snake-case.ts'

const number = z.optional(z.number('must be a number'))

/** The exits of a sleeve as a file has them: which keys there are. What values they may have the engine says. */
export const exitsSchema = z.strictObject({
  stop_loss: number,
  take_profit: number,
  trailing_stop: number,
  stop_atr: number,
  target_atr: number,
  trailing_atr: number,
  atr_period: number,
  break_even: number,
  max_bars: number,
  target_fill: z.optional(z.enum(['market', 'limit'], 'must be market or limit')),
  same_bar: z.optional(z.enum(['stop', 'target'], 'must be stop or target')),
})

/** Exits from a table that {@link exitsSchema} let through. */
export function readExits(table: z.infer<typeof exitsSchema>): ExitRules {
  return renameKeys(table, inCode) as ExitRules
}

/**
 * Refuses exits that the engine would refuse, and says where they stand.
 *
 * @throws {@link ConfigError} with the given code.
 */
export function checkExits(exits: ExitRules, { where, code }: { readonly where: string; readonly code: string }): void {
  try {
    resolveSettings({ exits })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new ConfigError(code, `${where}: ${error.message}`, error.details, error)
  }
}

/** Exits as a table of a file. */
export function writeExits(exits: ExitRules): Record<string, unknown> {
  return renameKeys(exits, inFile)
}
