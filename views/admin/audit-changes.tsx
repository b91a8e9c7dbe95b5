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

/** What a deed changed, a line for each part; the first stand open. */
export function Changes({ reader, changes }: { reader: Reader; changes: ChangeRow[] }) {
  const { t } = reader
  if (changes.length === 0) return t('audit.nothing')
  const isShort = changes.length <= MOST_OPEN + 1
  const rest = isShort ? [] : changes.slice(MOST_OPEN)
  return (
    <div class='chg'>
      <Lines reader={reader} changes={isShort ? changes : changes.slice(0, MOST_OPEN)} />
      {rest.length > 0 && (
        <details>
          <summary>{t('audit.changes', { n: rest.length })}</summary>
          <Lines reader={reader} changes={rest} />
        </details>
      )}
    </div>
  )
}

const Lines = ({ reader, changes }: { reader: Reader; changes: ChangeRow[] }) => (
  <ul>
    {changes.map(({ name, before, after }) => (
      <li>
        <span class='sub'>{name}: </span>
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
      </li>
    ))}
  </ul>
)

/** A long text stands folded behind its beginning. */
function Value({ reader, text }: { reader: Reader; text: string }) {
  if (text.length <= LONG) return <span class='pre'>{text}</span>
  return (
    <details>
      <summary>
        {beginningOf(text)}… <span class='sub'>{reader.t('audit.long', { n: text.length })}</span>
      </summary>
      <span class='pre'>{text}</span>
    </details>
  )
}

/** As many whole words as fit, of a text without spaces as much. */
const beginningOf = (text: string) => /^.{1,80}(?=\s)/s.exec(text)?.[0].trimEnd() ?? text.slice(0, 80)
