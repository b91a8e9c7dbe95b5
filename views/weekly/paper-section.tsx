import type { Column, Row, Section } from '../../src/domain/paper.ts'
import { writeCell } from '../../src/i18n/cells.ts'
import { Scroll } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'

/** One section of a paper on the page: heading, running text, table. */
export function PaperSection(props: { reader: Reader; section: Section; annex?: string }) {
  const { reader, section, annex } = props
  const { heading, level, paragraphs = [], columns, rows, note } = section
  return (
    <>
      {annex && <p class='doc__a'>{annex}</p>}
      {heading && (level === 2 ? <h4>{heading}</h4> : <h3 class={annex && 'doc__a'}>{heading}</h3>)}
      {paragraphs.map((text) => (
        <p>{text}</p>
      ))}
      {rows.length > 0 && (
        <Scroll label={heading}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th scope='col'>{column.heading}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <PaperRow reader={reader} row={row} columns={columns} />
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

function PaperRow({ reader, row, columns }: { reader: Reader; row: Row; columns: Column[] }) {
  return (
    <tr>
      {row.cells.map((cell, n) => {
        const text = writeCell(reader.language, cell, reader.zone) || '–'
        return (
          <td class={columns[n]?.kind === 'text' ? undefined : 'num'}>{row.role ? <b>{text}</b> : text}</td>
        )
      })}
    </tr>
  )
}
