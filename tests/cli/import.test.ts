import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { root } from '../../src/root.ts'
import { engineName } from '../support/database.ts'
import { cell, rowsOf, workbook } from '../support/workbook.ts'
import { cli, newFolder } from './program.ts'

// Programs take their time to start where other tests have the processors.
vi.setConfig({ testTimeout: 120_000 })

const demo = join(root, 'src/cli/demo')
const HEAD = ['target', 'as_of', 'value', 'progress', 'submitted_by', 'submitted_at']

describe.runIf(engineName === 'sqlite')('import, dump and load', () => {
  test('what is dumped is what was imported, and is loaded as it is', async () => {
    const [DATA_DIR, out] = [newFolder(), newFolder()]
    const brought = await cli(['import', demo], { DATA_DIR })
    expect([brought.code, brought.err]).toEqual([0, ''])
    expect(brought.out).toContain('updates 2256 (2256 new, 0 changed, 0 as they are)')
    expect(await cli(['dump', out], { DATA_DIR })).toMatchObject({ code: 0, err: '' })
    for (const name of readdirSync(demo)) {
      expect(readFileSync(join(out, name)).equals(readFileSync(join(demo, name))), name).toBe(true)
    }
    const again = await cli(['load', out, '--dry-run'], { DATA_DIR })
    expect([again.code, again.out]).toEqual([
      0,
      expect.stringContaining('updates 2256 (0 new, 0 changed, 2256 as they are)'),
    ])
  })

  test('a workbook is read; a number that can be read in two ways ends it unless somebody says how', async () => {
    const DATA_DIR = newFolder()
    const small = newFolder()
    for (const name of readdirSync(demo)) {
      if (!/^(updates|extensions|reminders)/.test(name)) cpSync(join(demo, name), join(small, name))
    }
    expect((await cli(['import', small], { DATA_DIR })).code).toBe(0)
    const row = (value: string | { xml: string }) => [
      ...['CK-2022-LB-01', '31/8/2022', value, 'in_progress', 'hh-lb', '1/9/2022 16:05'],
    ]
    const file = join(small, 'a.xlsx')
    writeFileSync(file, workbook({ sheets: { updates: rowsOf(HEAD, row('5.402')) } }))
    const asked = await cli(['import', file], { DATA_DIR })
    expect(asked.code).toBe(1)
    expect(asked.err).toContain('"5.402" is 5402 in Vietnamese and 5.402 in English')
    expect(asked.err).toContain('nothing was imported')
    const said = await cli(['import', file, '--numbers', 'en'], { DATA_DIR })
    expect([said.code, said.out]).toEqual([0, expect.stringContaining('updates 1 (1 new')])
    expect((await cli(['import', file, '--numbers', 'fr'], { DATA_DIR })).code).toBe(2)
    writeFileSync(file, workbook({ sheets: { updates: rowsOf(HEAD, row(cell('x', ' t="e"'))) } }))
    const faulty = await cli(['import', file], { DATA_DIR })
    expect([faulty.code, faulty.err]).toEqual([1, expect.stringContaining('row 2, value')])
    const later = join(small, 'targets.csv')
    const columns = 'code,commitment,group,sort_order,title,origin,kind,start_on,due_on'
    const row99 = 'CK-2022-LB-99,CK-2022-LB,1,99,Trồng rừng,registered,ongoing,2022-01-01,'
    writeFileSync(later, `${columns}\n${row99}\n`)
    const added = await cli(['import', later], { DATA_DIR })
    expect([added.code, added.err]).toEqual([
      1,
      expect.stringContaining('targets CK-2022-LB-99 is added to what is signed'),
    ])
    expect((await cli(['import', later, '--signed'], { DATA_DIR })).code).toBe(0)
    writeFileSync(file, 'PK\u0003\u0004')
    expect(await cli(['import', file], { DATA_DIR })).toMatchObject({ code: 1, out: '' })
  })
})
