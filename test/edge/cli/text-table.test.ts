import { expect, it } from 'vitest'
import { textTable } from '../../../src/edge/cli/text-table.ts'

it('pads to the widest cell and leaves nothing at the end of a line', () => {
  expect(
    textTable(
      ['a', 'long title'],
      [
        ['value', 'x'],
        ['v', '12'],
      ],
      [1],
    ),
  ).toBe('a      long title\n─────  ──────────\nvalue           x\nv              12')
  expect(textTable(['a'], [])).toBe('a\n─')
})
