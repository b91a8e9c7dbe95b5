import axe from 'axe-core'
import type { Page } from 'playwright-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * The rules of accessibility that a page breaks, each with the first places where it does. With `onlyColours`, those
 * alone that another theme can change.
 */
export async function violationsOn(page: Page, onlyColours = false): Promise<string[]> {
  // Through the debugger, because the policy of the page lets no other script in.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const runOnly = onlyColours
    ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
    : { type: 'tag', values: tags }
  return await page.evaluate(async (wanted) => {
    const { axe } = globalThis as unknown as { axe: { run(where: unknown, options: object): Promise<Found> } }
    interface Found {
      violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[]
    }
    const { document } = globalThis as unknown as { document: unknown }
    const found = await axe.run(document, {
      runOnly: wanted,
      resultTypes: ['violations'],
    })
    return found.violations.map(({ id, help, nodes }) => {
      const places = nodes.slice(0, 3).map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`)
      return `${id} (${help}) ×${nodes.length} ${places.join(' | ')}`.replace(/\s+/g, ' ')
    })
  }, runOnly)
}
