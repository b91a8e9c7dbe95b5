import { expect, test } from 'vitest'
import { translator } from '../../src/i18n/translate.ts'
import { Actions } from '../../views/targets/head.tsx'
import type { TargetPageProps } from '../../views/targets/page.tsx'

/** Only what the buttons are made of. */
const props = (more: Partial<TargetPageProps>) =>
  ({
    reader: { t: translator('vi'), at: (path: string) => path, asset: (name: string) => name },
    target: { kind: 'number' },
    may: { update: null, review: null },
    ...more,
  }) as TargetPageProps

const buttons = (more: Partial<TargetPageProps>) =>
  [...String(Actions(props(more))).matchAll(/class="(btn[^"]*)" (?:href="([^"]*)")?/g)].map(
    ([, look, href]) => [look, href],
  )

test('the deed that is expected is alone in colour and first', () => {
  const all = {
    extension: { requestHref: '/e' },
    proposalHref: '/p',
    remindHref: '/r',
    behalfHref: '/b',
  }
  expect(buttons({ ...all, may: { update: '/u', review: null } }).slice(0, 5)).toEqual([
    ['btn btn--p', '/u'],
    ['btn', '/r'],
    ['btn', '/b'],
    ['btn', '/e'],
    ['btn', '/p'],
  ])
  expect(buttons({ ...all, may: { update: '/u', review: '/v' } }).slice(0, 2)).toEqual([
    ['btn btn--p', '/v'],
    ['btn', '/u'],
  ])
})

test('what may not be done is not there', () => {
  expect(buttons({ extension: {}, remindHref: null }).filter(([, href]) => href)).toEqual([])
})
