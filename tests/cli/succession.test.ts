import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { root } from '../../src/root.ts'
import { engineName } from '../support/database.ts'
import { cli, newFolder } from './program.ts'

// Programs take their time to start where other tests have the processors.
vi.setConfig({ testTimeout: 120_000 })

const PLAN = join(root, 'tests/plans/huong-hoa-2025.csv')

test.runIf(engineName === 'sqlite')(
  'one command makes seven communes of 21, tells every sum before and after, and takes it back',
  async () => {
    const DATA_DIR = newFolder()
    const on = (CLOCK: string) => ({ DATA_DIR, ALLOW_CLOCK: '1', CLOCK })
    const eve = on('2025-06-30T08:00:00+07:00')
    const day = on('2025-07-01T08:00:00+07:00')
    expect((await cli(['import', join(root, 'src/cli/demo')], eve)).code).toBe(0)

    const dry = await cli(['succession', PLAN, '--dry-run'], eve)
    expect([dry.code, dry.err]).toEqual([0, ''])
    for (const line of [
      'HH-X-KS Xã Khe Sanh <- HH-KS HH-THO HH-HUC HH-HTA',
      'open 93 = continued 85 + combined 8 + ended 0; new targets 89',
      'Số đảng viên mới được kết nạp (đảng viên): 6 -> 4; plan 45 = 45, actual 26 = 26, base 0 = 0',
      'total tỷ đồng: plan 18.450 = 18.450, actual 12.160 = 12.160',
      'conserved: every sum before is the sum after',
    ])
      expect(dry.out).toContain(line)
    const early = await cli(['succession', PLAN], eve)
    expect([early.code, early.err]).toEqual([1, 'it takes effect on 2025-07-01: nothing was changed\n'])
    const strict = join(DATA_DIR, 'strict.csv')
    writeFileSync(strict, readFileSync(PLAN, 'utf8').replaceAll(',leave,', ',,'))
    const waits = await cli(['succession', strict], day)
    expect([waits.code, waits.err]).toEqual([1, 'nothing was changed\n'])
    expect(waits.out).toMatch(/problem: report \S+ of CK-2022-KS-01, 2022-09-06, waits for a decision/)
    const nobody = await cli(['succession', PLAN, '--as', 'hh-ks'], day)
    expect([nobody.code, nobody.out]).toEqual([1, ''])

    const done = await cli(['succession', PLAN], day)
    expect([done.code, done.err]).toEqual([0, ''])
    const [, id = ''] = /--undo ([0-9a-f-]{36})/.exec(done.out) ?? []
    const again = await cli(['succession', PLAN], day)
    expect(again.code).toBe(1)
    expect(again.out).toContain('problem: code taken HH-X-KS')
    expect((await cli(['succession', id, '--undo'], day)).out).toBe('taken back\n')
    expect((await cli(['succession', id, '--undo'], day)).code).toBe(1)
    expect((await cli(['audit', 'verify'], day)).code).toBe(0)
  },
)
