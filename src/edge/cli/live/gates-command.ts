import { Command } from 'commander'
import { defaultEnvironment, type EffectiveMode, effectiveMode, hideToken } from '../../../execution/environment.ts'
import { explainLive } from '../../../execution/explain-live.ts'
import { Gatekeeper } from '../../../execution/gatekeeper.ts'
import { LimitBreaker } from '../../../risk/limit-breaker.ts'
import { startOfDay } from '../../../risk/risk-state.ts'
import { readEnvironment } from '../../files/environment-file.ts'
import type { CommandOutput, Define } from '../command.ts'
import { textTable } from '../text-table.ts'

interface GatesOptions {
  readonly config?: string
}

/** What becomes of an order that passes all gates. */
const routes: Readonly<Record<EffectiveMode, string>> = {
  paper: 'orders are simulated here',
  'testnet-validate': 'orders are validated by a testnet and not placed',
  testnet: 'orders are placed on a testnet',
  'live-dry-run': 'orders are written down and not sent',
  blocked: 'no order passes: live is locked, and dry run is off',
}

/** `peak-trade live gates`. */
export function gatesCommand(define: Define): Command {
  const command = new Command('gates')
    .description('say where orders would go, which gates they pass, and every reason why no live order is sent')
    .option('--config <file>', 'TOML with a table [environment] (default: the safe one, paper)')
  return define<GatesOptions>(command, showGates).addHelpText('after', '\nExample:\n  peak-trade live gates --config live.toml')
}

async function showGates({ config }: GatesOptions): Promise<CommandOutput> {
  const environment = config === undefined ? defaultEnvironment : await readEnvironment(config)
  const mode = effectiveMode(environment)
  const reasons = explainLive(environment)
  const state = startOfDay(undefined, { at: 0, equity: 0 })
  const { gates } = new Gatekeeper({ environment, limits: {}, breaker: new LimitBreaker(), state, instruments: {} })
  const ids = gates.map(({ id }) => id)
  const shown = hideToken(environment)
  const rows = reasons.map(({ code, message }, k) => [`${k + 1}`, code, message])
  const text = [
    `Environment: ${environment.mode}${config === undefined ? ', because no --config was given' : ` (${config})`}`,
    `Effect: ${mode}; ${routes[mode]}`,
    '',
    'LIVE IS LOCKED. Every reason, from this environment alone:',
    textTable(['#', 'reason', 'what'], rows, [0]),
    '',
    `Every order passes ${ids.length} gates: ${ids.join(', ')}`,
  ]
  return { text: `${text.join('\n')}\n`, data: { environment: shown, effectiveMode: mode, liveAllowed: false, reasons, gates: ids } }
}
