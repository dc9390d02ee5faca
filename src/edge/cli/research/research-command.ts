import { Command } from 'commander'
import type { Define, Terminal } from '../command.ts'
import { montecarloCommand } from './montecarlo-command.ts'
import { pipelineCommand } from './pipeline-command.ts'
import { promoteCommand } from './promote-command.ts'
import { stressCommand } from './stress-command.ts'
import { walkforwardCommand } from './walkforward-command.ts'

/** `peak-trade research …`. */
export function researchCommand(define: Define, terminal: Terminal): Command {
  return new Command('research')
    .description('find out whether a result is luck')
    .addCommand(walkforwardCommand(define, terminal))
    .addCommand(montecarloCommand(define, terminal))
    .addCommand(stressCommand(define, terminal))
    .addCommand(promoteCommand(define, terminal))
    .addCommand(pipelineCommand(define, terminal))
}
