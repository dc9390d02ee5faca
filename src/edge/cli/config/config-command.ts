import { Command } from 'commander'
import type { Define } from '../command.ts'
import { configExplainCommand } from './config-explain.ts'
import { configInitCommand } from './config-init.ts'
import { configValidateCommand } from './config-validate.ts'

/** `peak-trade config …`. */
export function configCommand(define: Define): Command {
  return new Command('config')
    .description('write, check and explain files of yours that change what comes with the library')
    .addCommand(configInitCommand(define))
    .addCommand(configValidateCommand(define))
    .addCommand(configExplainCommand(define))
}
