import { expect, test } from 'vitest'
import { ratio } from '../../src/domain/ratio.ts'
import { readFates, readSuccession, readUnitTable } from '../../src/imports/succession-file.ts'

const json = {
  decision: 'NQ 1',
  date: '2025-07-01',
  successors: [
    { code: 'X', name: 'Xã X', kind: 'commune', sort_order: 3, predecessors: ['A', 'B=1/3'] },
    { code: 'Y', name: 'Xã Y', predecessors: 'B=2/3' },
  ],
  fates: [{ target: 'T-1', successor: 'X', fate: 'end', reason: 'hết; thôi' }],
  people: [{ username: 'a', successor: 'X', role: 'head' }],
}

test('a decision is read from JSON, with shares, fates and people', () => {
  const { file, problems } = readSuccession(JSON.stringify(json))
  expect(problems).toEqual([])
  expect([file!.kind, file!.date, file!.successors.map(({ code, sortOrder }) => [code, sortOrder])]).toEqual([
    'split',
    '2025-07-01',
    [
      ['X', 3],
      ['Y', null],
    ],
  ])
  expect(file!.links).toEqual([
    { from: 'A', to: 'X', share: ratio(1) },
    { from: 'B', to: 'X', share: ratio(1, 3) },
    { from: 'B', to: 'Y', share: ratio(2, 3) },
  ])
  const fate = { target: 'T-1', successor: 'X', fate: 'end', share: null, with: null, reason: 'hết; thôi' }
  expect(file!.leaveWaiting).toBe(false)
  expect([file!.fates, file!.people]).toEqual([[fate], [{ username: 'a', successor: 'X', role: 'head' }]])
})

test.each([
  ['code,name,predecessors\nX,Xã X,A B', ','],
  ['code;name;predecessors\nX;Xã X;A B', ';'],
  ['code\tname\tpredecessors\nX\tXã X\tA B', 'tab'],
  ['\uFEFFcode,name,predecessors\r\nX,"Xã X",A B\r\n\r\n', 'a mark and CRLF'],
])('a table with %j is read', (text) => {
  const { successors, links, problems } = readUnitTable(text)
  expect(problems).toEqual([])
  expect(successors).toMatchObject([{ code: 'X', name: 'Xã X', shortName: 'Xã X' }])
  expect(links.map(({ from, to }) => [from, to])).toEqual([
    ['A', 'X'],
    ['B', 'X'],
  ])
})

test('what cannot be read is named by row and column', () => {
  expect(readUnitTable('code,name,kind,predecessors\nX,Xã X,vua,A=ba').problems).toEqual([
    { row: 2, column: 'kind', read: 'vua' },
    { row: 2, column: 'predecessors', read: 'A=ba' },
  ])
  expect(readFates('T-1;;xoa;;;\nT-2;X;continue;nửa;;').problems).toEqual([
    { row: 1, column: 'fate', read: 'xoa' },
    { row: 2, column: 'share', read: 'nửa' },
  ])
  expect(readSuccession('{').file).toBeNull()
  expect(readSuccession('decision,date,code,waiting_reports\nx,2025-07-01,X,bỏ').problems).toEqual([
    { row: 1, column: 'waiting_reports', read: 'bỏ' },
  ])
  expect(readSuccession('decision,date,code\nx,hôm nay,X').problems).toEqual([
    { row: 1, column: 'date', read: 'hôm nay' },
  ])
})
