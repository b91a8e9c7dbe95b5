import {
  type Cell,
  type Column,
  plainText,
  type Row,
  type Section,
  type Text,
} from '../../src/domain/paper.ts'
import { writeCell } from '../../src/i18n/cells.ts'
import { Scroll } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

/** The address of the page that says what a figure is made of. */
export type FigureHref = (of: string) => string

interface SectionProps {
  reader: Reader
  section: Section
  annex?: string
  /** Where it is not given, figures stand as plain text. */
  figureHref?: FigureHref | undefined
}

/** One section of a paper on the page: heading, running text, table. */
export function PaperSection({ reader, section, annex, figureHref }: SectionProps) {
  const { heading, level, paragraphs = [], columns, rows, note, isSteady } = section
  return (
    <>
      {annex && <p class='doc__a'>{annex}</p>}
      {heading && (level === 2 ? <h4>{heading}</h4> : <h3 class={annex && 'doc__a'}>{heading}</h3>)}
      {paragraphs.map((text) => (
        <p>
          <Words text={text} figureHref={figureHref} />
        </p>
      ))}
      {rows.length > 0 && (
        <Scroll label={heading}>
          <table class={isSteady ? 'steady' : undefined}>
            {isSteady && (
              <colgroup>
                {columns.map(({ width }) => (
                  <col class={`w-${width}`} />
                ))}
              </colgroup>
            )}
            <thead>
              <tr>
                {columns.map((column) => (
                  <th scope='col'>{column.heading}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <PaperRow reader={reader} row={row} columns={columns} figureHref={figureHref} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {note && (
        <p>
          <i>{note}</i>
        </p>
      )}
    </>
  )
}

/** Running text, whose figures lead to what they are made of where that can be. */
export function Words({ text, figureHref }: { text: Text; figureHref: FigureHref | undefined }) {
  if (!figureHref || typeof text === 'string') return <>{plainText(text)}</>
  return (
    <>
      {text.map((part) =>
        typeof part === 'string' ? (
          part
        ) : (
          <a class='fig' href={figureHref(part.of)}>
            {part.text}
          </a>
        ),
      )}
    </>
  )
}

interface RowProps {
  reader: Reader
  row: Row
  columns: Column[]
  figureHref: FigureHref | undefined
}

function PaperRow({ reader, row, columns, figureHref }: RowProps) {
  return (
    <tr>
      {row.cells.map((cell, n) => {
        const of = row.of?.[n]
        const href = of && figureHref ? figureHref(of) : null
        const said = <CellText reader={reader} cell={cell} href={href} />
        return <td class={lookOf(columns[n])}>{row.role ? <b>{said}</b> : said}</td>
      })}
    </tr>
  )
}

/** Numbers stand at the right; 'tỷ đồng' on one line. */
function lookOf(column: Column | undefined): string | undefined {
  if (column?.kind !== 'text') return 'num'
  return column.key === 'measure' ? 'nw' : undefined
}

function CellText({ reader, cell, href }: { reader: Reader; cell: Cell; href: string | null }) {
  const text = writeCell(reader.language, cell, reader.zone)
  if (!text || !href) return <>{text || '–'}</>
  return (
    <a class='fig' href={href}>
      {text}
    </a>
  )
}
