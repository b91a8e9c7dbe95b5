import { expect, test } from 'vitest'
import { recipientLines } from '../../src/domain/office-paper.ts'

test.each([
  [
    ['Lãnh đạo UBND huyện', 'Lưu: VT'],
    ['Lãnh đạo UBND huyện;', 'Lưu: VT.'],
  ],
  [
    ['Như trên; ', 'Lưu: VT, NC ;.'],
    ['Như trên;', 'Lưu: VT, NC.'],
  ],
  [['Lưu Văn phòng'], ['Lưu Văn phòng.']],
  [[], []],
])('recipients end with the marks of a list: %j', (lines, ended) => {
  expect(recipientLines(lines)).toEqual(ended)
})
