import type { Command } from 'commander'

/**
 * Where the command line writes to.
 */
export interface Terminal {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  /** True when somebody watches: lines may be written over. */
  readonly live?: boolean
}

/**
 * What a command leaves behind: text for people, the same as data for programs, and an exit code (0 when left out).
 */
export interface CommandOutput {
  readonly text: string
  readonly data: unknown
  readonly exitCode?: number
}

/** Gives a command its `--json` flag and an action that prints in one place. */
export type Define = <O>(command: Command, action: (options: O, ...args: string[]) => CommandOutput | Promise<CommandOutput>) => Command

/** Success; a check that found something; wrong input or usage; the world outside failed; our fault. */
export const exitCodes = { ok: 0, findings: 1, input: 2, edge: 3, bug: 70 } as const
