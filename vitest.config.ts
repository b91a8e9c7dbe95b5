import { defineConfig } from 'vitest/config'

const integration = ['storage', 'routes', 'jobs', 'cli'].map((folder) => `tests/${folder}/**/*.test.ts`)

/** Pure rules, wording and printers, and the rules of the house itself: no database. */
const unit = {
  test: {
    name: 'unit',
    include: ['tests/{domain,i18n,exports,imports,views}/**/*.test.ts', 'tests/house.test.ts'],
    isolate: false,
    env: { DATABASE_URL: '' },
  },
}

/** The whole storage and route suite on one engine: src/storage/engine.ts reads the address once, when it is loaded. */
const on = (name: string, DATABASE_URL: string) => ({
  test: {
    name,
    include: integration,
    isolate: false,
    globalSetup: 'tests/support/templates.ts',
    hookTimeout: 60_000,
    testTimeout: 30_000,
    env: { DATABASE_URL },
  },
})

/** Every file as LibreOffice, SheetJS and poppler read it; left out, and said so, where they are not installed. */
const readers = {
  test: {
    name: 'readers',
    include: ['tests/readers/**/*.test.ts'],
    isolate: false,
    globalSetup: ['tests/support/templates.ts', 'tests/readers/find-readers.ts'],
    hookTimeout: 300_000,
    testTimeout: 60_000,
    env: { DATABASE_URL: '' },
  },
}

/** Alone and last, because a page that waits for a busy machine proves nothing. */
const browser = {
  test: {
    name: 'browser',
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: ['tests/support/templates.ts', 'tests/browser/find-chromium.ts'],
    hookTimeout: 60_000,
    testTimeout: 120_000,
    sequence: { groupOrder: 1 },
    env: { DATABASE_URL: '' },
  },
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      unit,
      on('sqlite', ''),
      // The same dialect twice would prove nothing more: PGlite stands in where there is no server.
      process.env.TEST_DATABASE_URL
        ? on('postgres', process.env.TEST_DATABASE_URL)
        : on('pglite', 'postgres:'),
      readers,
      browser,
    ],
  },
})
