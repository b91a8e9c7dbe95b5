import type { Page } from 'playwright-core'

/** Hears what a page complains of: errors in its console and scripts, blocked content, files that do not come. */
export interface Ear {
  /** What was heard since the last time. */
  heard(): string[]
}

export function listen(page: Page): Ear {
  const complaints: string[] = []
  page.on('console', (message) => {
    const isPageItself =
      message.text().startsWith('Failed to load resource') && message.location().url === page.url()
    // The status of the page itself is what a test of a missing page asks for; the test looks at it.
    if (['error', 'warning'].includes(message.type()) && !isPageItself) {
      complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`)
    }
  })
  page.on('pageerror', (error) => complaints.push(`script: ${error.stack ?? error.message}`))
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    if (why !== 'net::ERR_ABORTED') complaints.push(`request: ${request.url()} ${why}`)
  })
  page.on('response', (response) => {
    const isFile = !['document', 'fetch', 'xhr'].includes(response.request().resourceType())
    if (isFile && response.status() >= 400) complaints.push(`file: ${response.url()} ${response.status()}`)
  })
  return { heard: () => complaints.splice(0) }
}
