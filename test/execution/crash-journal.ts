import type { Journal, JournalEntry, MemoryJournal } from '../../src/execution/journal.ts'

/** The process is gone. */
export class Crash extends Error {}

/**
 * A journal whose process dies while it writes: at entry `dieAt` (counted over all entries of this process), with or without that entry on the disk. Entries that are
 * appended together are torn apart, too, which no real journal does.
 */
export class CrashJournal implements Journal {
  readonly disk: MemoryJournal
  private readonly dieAt: number
  private readonly written: boolean
  private count = 0

  constructor(disk: MemoryJournal, { dieAt, written }: { readonly dieAt: number; readonly written: boolean }) {
    this.disk = disk
    this.dieAt = dieAt
    this.written = written
  }

  append(...entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      const dies = this.count++ === this.dieAt
      if (!dies || this.written) this.disk.append(entry)
      if (dies) throw new Crash(`died at entry ${this.dieAt}`)
    }
  }

  read(session: string): JournalEntry[] {
    return this.disk.read(session)
  }

  close(): void {}
}
