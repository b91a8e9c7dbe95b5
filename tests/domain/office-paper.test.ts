import { expect, test } from 'vitest'
import { recipientLines } from '../../src/domain/office-paper.ts'

const day = '2022-09-09'

test.each([
  ['state', ['Lãnh đạo UBND huyện', 'Lưu: VT'], ['Lãnh đạo UBND huyện;', 'Lưu: VT.']],
  ['party', ['Thường trực Huyện ủy', 'Lưu Văn phòng'], ['Thường trực Huyện ủy,', 'Lưu Văn phòng.']],
  ['state', ['Như trên; ', 'Lưu: VT, NC ;.'], ['Như trên;', 'Lưu: VT, NC.']],
  ['party', ['Lưu Văn phòng'], ['Lưu Văn phòng.']],
  ['state', [], []],
] as const)('recipients of a %s paper end with its marks: %j', (form, lines, ended) => {
  expect(recipientLines({ form, day }, lines)).toEqual(ended)
})
