import { Command } from 'commander'
import type { Define, Terminal } from '../command.ts'
import { montecarloCommand } from './montecarlo-command.ts'
import { pipelineCommand } from './pipeline-command.ts'
import { portfolioCommand } from './portfolio/portfolio-command.ts'
import { robustnessCommand } from './portfolio/robustness-command.ts'
import { promoteCommand } from './promote-command.ts'
import { reportCommand } from './report-command.ts'
import { reproduceCommand } from './reproduce-command.ts'
import { runsCommand } from './runs/runs-command.ts'
import { stressCommand } from './stress-command.ts'
import { sweepCommand } from './sweep-command.ts'
import { walkforwardCommand } from './walkforward-command.ts'

/** `peak-trade research …`. */
export function researchCommand(define: Define, terminal: Terminal): Command {
  return new Command('research')
    .description('find out whether a result is luck')
    .addCommand(sweepCommand(define, terminal))
    .addCommand(walkforwardCommand(define, terminal))
    .addCommand(montecarloCommand(define, terminal))
    .addCommand(stressCommand(define, terminal))
    .addCommand(portfolioCommand(define))
    .addCommand(robustnessCommand(define, terminal))
    .addCommand(promoteCommand(define, terminal))
    .addCommand(pipelineCommand(define, terminal))
    .addCommand(runsCommand(define))
    .addCommand(reportCommand(define))
    .addCommand(reproduceCommand(define))
}
