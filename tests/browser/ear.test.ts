import { afterAll, beforeAll, expect, test } from 'vitest'
import { violationsOn } from './support/axe.ts'
import { type Served, serveHouse, type Tab } from './support/browser.ts'

/** The other tests here are worth something only if what they listen for would be heard. */
let served: Served
let tab: Tab
beforeAll(async () => {
  served = await serveHouse('world')
  tab = await served.open(null)
  await tab.go('/login')
})
afterAll(() => served?.close())

test('a sound page is silent', async () => {
  expect(tab.ear.heard()).toEqual([])
  expect(await violationsOn(tab.page)).toEqual([])
})

test.each([
  ['an error in the console', "console.error('something is wrong')", 'something is wrong'],
  ['a script that fails', "setTimeout(() => { throw new Error('it broke') })", 'it broke'],
  [
    'an inline script',
    "document.head.append(Object.assign(document.createElement('script'), { text: '1' }))",
    'script-src',
  ],
  ['an inline style', "document.body.setAttribute('style', 'color: red')", 'style-src'],
  [
    'a picture from elsewhere',
    "document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/a.png', alt: '' }))",
    'img-src',
  ],
  [
    'a missing file',
    "document.body.append(Object.assign(new Image(), { src: '/assets/0/none.svg', alt: '' }))",
    '404',
  ],
])('%s is heard', async (_, script, complaint) => {
  await tab.page.evaluate(script)
  await expect.poll(() => tab.ear.heard().join()).toContain(complaint)
  await tab.go('/login')
})

test('text that is too pale and a field without a name are found', async () => {
  await tab.page.evaluate(`
    const pale = document.createElement('p')
    pale.textContent = 'Pale'
    pale.style.color = '#ddd'
    document.querySelector('main').append(pale, document.createElement('input'))
  `)
  const found = (await violationsOn(tab.page)).join()
  expect(found).toContain('color-contrast')
  expect(found).toContain('label')
})
