import type { Reader } from '../reader.ts'

/** One part of a change, its name in words. */
export interface ChangeRow {
  name: string
  before: string | null
  after: string | null
}

/** So many parts stand open; more are folded. */
const MOST_OPEN = 3
const LONG = 120

/** What a deed changed: a line where it is one thing, else a small table. */
export function Changes({ reader, changes }: { reader: Reader; changes: ChangeRow[] }) {
  const { t } = reader
  const [only] = changes
  if (!only) return t('audit.nothing')
  if (changes.length === 1) {
    return (
      <div class='chg'>
        <span class='sub'>{only.name}: </span>
        <Both reader={reader} change={only} />
      </div>
    )
  }
  const table = <ChangeTable reader={reader} changes={changes} />
  if (changes.length <= MOST_OPEN) return <div class='chg'>{table}</div>
  return (
    <details class='chg'>
      <summary>{t('audit.changes', { n: changes.length })}</summary>
      {table}
    </details>
  )
}

function Both({ reader, change: { before, after } }: { reader: Reader; change: ChangeRow }) {
  return (
    <>
      {before !== null && (
        <>
          <del>
            <Value reader={reader} text={before} />
          </del>{' '}
          →{' '}
        </>
      )}
      <ins>
        <Value reader={reader} text={after ?? '–'} />
      </ins>
    </>
  )
}

function ChangeTable({ reader, changes }: { reader: Reader; changes: ChangeRow[] }) {
  const { t } = reader
  const isCompared = changes.some(({ before }) => before !== null)
  return (
    <table>
      <thead>
        <tr>
          <th scope='col'>{t('audit.what')}</th>
          {isCompared && <th scope='col'>{t('audit.before')}</th>}
          <th scope='col'>{t(isCompared ? 'audit.after' : 'audit.change')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, before, after }) => (
          <tr>
            <th scope='row'>{name}</th>
            {isCompared && <td>{before !== null && <Value reader={reader} text={before} />}</td>}
            <td>
              <Value reader={reader} text={after ?? '–'} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A long text stands folded behind its beginning. */
function Value({ reader, text }: { reader: Reader; text: string }) {
  if (text.length <= LONG) return <span class='pre'>{text}</span>
  return (
    <details>
      <summary>
        {text.slice(0, LONG - 40)}… <span class='sub'>{reader.t('audit.long', { n: text.length })}</span>
      </summary>
      <span class='pre'>{text}</span>
    </details>
  )
}
