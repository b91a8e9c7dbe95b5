/** Everything that must hold before a change lands, ending with one line: `N passed, N failed`. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const checks = [
  { name: 'format and lint', command: ['biome', 'ci', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc'] },
  { name: 'unused code', command: ['knip'] },
  { name: 'bundle', command: ['node', 'src/build.mjs'] },
]

const counts = { passed: 0, failed: 0 }
const startedAt = Date.now()
for (const check of checks) await runCheck(check)
await runTests(process.argv.slice(2))
console.log(`\n${seconds(startedAt)} in all\n`)
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed > 0 ? 1 : 0

/** Each check counts as one test; its output is of interest only when it fails. */
async function runCheck({ name, command }) {
  const from = Date.now()
  const { code, output } = await run(command, 'pipe')
  count(code === 0)
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(from)})`)
  if (code !== 0) console.log(output)
}

async function runTests(more) {
  const folder = mkdtempSync(join(tmpdir(), 'camket-tests-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await run(['vitest', 'run', ...reporters, ...more], 'inherit')
  const failedBefore = counts.failed
  countTests(report)
  rmSync(folder, { recursive: true })
  // An error outside of any test, or a run that ended before its report.
  if (code !== 0 && counts.failed === failedBefore) count(false)
}

function countTests(report) {
  let files
  try {
    files = JSON.parse(readFileSync(report, 'utf8')).testResults
  } catch {
    console.log('the tests ended without a report')
    return count(false)
  }
  for (const file of files) {
    const ran = file.assertionResults.filter(({ status }) => status === 'passed' || status === 'failed')
    for (const { status } of ran) count(status === 'passed')
    // A file that cannot be loaded has no tests to fail.
    if (file.status === 'failed' && !ran.some(({ status }) => status === 'failed')) count(false)
  }
}

function count(isPassed) {
  counts[isPassed ? 'passed' : 'failed']++
}

function run([command, ...args], stdio) {
  return new Promise((done) => {
    const path = [join('node_modules', '.bin'), process.env.PATH].join(delimiter)
    const child = spawn(command, args, {
      stdio: ['ignore', stdio, stdio],
      env: { ...process.env, PATH: path },
    })
    let output = ''
    const keep = (part) => {
      output += part
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', (error) => done({ code: 1, output: error.message }))
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}

function seconds(from) {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`
}
