import { Command } from 'commander'
import { ConfigError } from '../../../../base/errors.ts'
import type { CommandOutput, Define } from '../../command.ts'
import { withRuns } from '../open-runs.ts'
import { addHomeFlag } from '../registry-flags.ts'
import { findRun } from './find-run.ts'

interface TagOptions {
  readonly add: readonly string[]
  readonly remove: readonly string[]
  readonly home?: string
}

/** `peak-trade research runs tag`. */
export function tagCommand(define: Define): Command {
  const several = (text: string, before: readonly string[]) => [...before, text]
  const command = new Command('tag')
    .description('put tags on a run and take them off')
    .argument('<id>', 'the run, or the beginning of its id')
    .option('--add <word>', 'a tag to put on; can be given again and again', several, [])
    .option('--remove <word>', 'a tag to take off; can be given again and again', several, [])
  return define<TagOptions>(addHomeFlag(command), run).addHelpText(
    'after',
    '\nExample:\n  peak-trade research runs tag 01k3 --add keep --remove first-look',
  )
}

async function run({ add, remove, home }: TagOptions, text: string): Promise<CommandOutput> {
  if (add.length + remove.length === 0) throw new ConfigError('cli/tag', 'no tag to change; give --add WORD or --remove WORD')
  const { id, tags } = await withRuns(home, {}, store => store.tag(findRun(store, text).id, { add, remove }))
  return { data: { runId: id, tags }, text: `${id}: ${tags.join(' ') || 'no tags'}\n` }
}
