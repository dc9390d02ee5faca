import { Command } from 'commander'
import * as z from 'zod'
import { catalog } from '../../strategies/catalog.ts'
import { createStrategy } from '../../strategies/strategy.ts'
import type { CommandOutput, Define } from './command.ts'
import { textTable } from './text-table.ts'

/** `peak-trade strategy …`. */
export function strategyCommand(define: Define): Command {
  const list = new Command('list').description('list the strategies and their parameters with defaults')
  return new Command('strategy')
    .description('look at strategies')
    .addCommand(define(list, listStrategies).addHelpText('after', '\nExample:\n  peak-trade strategy list --json'))
}

function listStrategies(): CommandOutput {
  const strategies = catalog.list().map(strategy => ({
    id: strategy.id,
    title: strategy.title,
    tier: strategy.tier,
    defaults: createStrategy(strategy, {}).params,
    params: z.toJSONSchema(strategy.params, { io: 'input' }),
  }))
  const rows = strategies.map(({ id, title, tier, defaults }) => {
    const shown = Object.entries(defaults).map(([name, value]) => `${name}=${value}`)
    return [id, tier, title, shown.join(' ') || '–']
  })
  return { data: strategies, text: `${textTable(['strategy', 'tier', 'title', 'parameters'], rows)}\n` }
}
