import { Command } from 'commander'
import type { Define } from '../../command.ts'
import { compareCommand } from './compare-command.ts'
import { diffCommand } from './diff-command.ts'
import { exportCommand } from './export-command.ts'
import { listCommand } from './list-command.ts'
import { showCommand } from './show-command.ts'
import { tagCommand } from './tag-command.ts'
import { topCommand } from './top-command.ts'
import { trialsCommand } from './trials-command.ts'

/** `peak-trade research runs …`. */
export function runsCommand(define: Define): Command {
  return new Command('runs')
    .description('look through recorded runs (default: list)')
    .addCommand(listCommand(define), { isDefault: true })
    .addCommand(showCommand(define))
    .addCommand(compareCommand(define))
    .addCommand(diffCommand(define))
    .addCommand(topCommand(define))
    .addCommand(tagCommand(define))
    .addCommand(exportCommand(define))
    .addCommand(trialsCommand(define))
}
