import { Command } from 'commander'
import * as z from 'zod'
import { catalog } from '../../strategies/catalog.ts'
import { checkLiveEligible } from '../../strategies/live-eligibility.ts'
import { createStrategy } from '../../strategies/strategy.ts'
import { strategyParameters } from '../../strategies/strategy-parameters.ts'
import type { CommandOutput, Define, Terminal } from './command.ts'
import { strategyCheckCommand } from './strategy-check-command.ts'
import { strategyNewCommand } from './strategy-new-command.ts'
import { textTable } from './text-table.ts'

/** `peak-trade strategy …`. */
export function strategyCommand(define: Define, terminal: Terminal): Command {
  const list = new Command('list')
    .description('list the strategies and their parameters with defaults')
    .option('--include-research', 'list the research tier (r_and_d) as well')
  return new Command('strategy')
    .description('look at strategies, check them and write your own')
    .addCommand(define(list, listStrategies).addHelpText('after', '\nExample:\n  peak-trade strategy list --include-research --json'))
    .addCommand(strategyCheckCommand(define, terminal))
    .addCommand(strategyNewCommand(define))
}

function listStrategies({ includeResearch = false }: { readonly includeResearch?: boolean }): CommandOutput {
  const listed = catalog.list({ includeResearch })
  const strategies = listed.map(strategy => ({
    id: strategy.id,
    title: strategy.title,
    tier: strategy.tier,
    liveEligible: checkLiveEligible(strategy).ok,
    parameters: strategyParameters(strategy),
    defaults: createStrategy(strategy, {}).params,
    params: z.toJSONSchema(strategy.params, { io: 'input' }),
  }))
  const rows = strategies.map(({ id, title, tier, defaults }) => {
    const shown = Object.entries(defaults).map(([name, value]) => `${name}=${value}`)
    return [id, tier, title, shown.join(' ') || '–']
  })
  const hidden = catalog.list({ includeResearch: true }).length - listed.length
  const note = hidden === 0 ? '' : `\n${hidden} research strategies are hidden; --include-research lists them\n`
  return { data: strategies, text: `${textTable(['strategy', 'tier', 'title', 'parameters'], rows)}\n${note}` }
}
