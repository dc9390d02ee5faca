import { Command } from 'commander'
import type { Define } from '../command.ts'
import { gatesCommand } from './gates-command.ts'
import { liveMapCommand } from './live-map.ts'

/** `peak-trade live …`. */
export function liveCommand(define: Define): Command {
  return new Command('live')
    .description('from research toward trading; live itself is locked in this version')
    .addCommand(liveMapCommand(define))
    .addCommand(gatesCommand(define))
}
