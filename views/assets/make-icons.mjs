// Writes icons.svg, the sprite of the icons that views/parts/icon-names.ts lists, and the mark of the house:
//   node views/assets/make-icons.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
const list = readFileSync(new URL('../parts/icon-names.ts', import.meta.url), 'utf8')
const names = [...list.matchAll(/^ {2}'([a-z0-9-]+)',$/gm)].map((match) => match[1])

const icons = names.map((name) => {
  const svg = readFileSync(resolve(`lucide-static/icons/${name}.svg`), 'utf8')
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes(svg)}</symbol>`
})
const mark = shapes(readFileSync(new URL('mark.svg', import.meta.url), 'utf8'))

writeFileSync(
  new URL('icons.svg', import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg">
<!-- lucide (ISC and MIT licences, see icons-license.txt) -->
${icons.join('\n')}
<symbol id="mark" viewBox="0 0 32 32">${mark}</symbol>
</svg>
`,
)

/** What is drawn, without the frame and the white space between. */
function shapes(svg) {
  return svg
    .replace(/^[\s\S]*?<svg[^>]*>/, '')
    .replace('</svg>', '')
    .replace(/\s*\n\s*/g, '')
    .replaceAll(' />', '/>')
}
