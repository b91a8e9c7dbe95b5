import { strToU8, zipSync } from 'fflate'

/** A workbook made by hand, so that it may hold what no program would write. */
export interface BookWish {
  /** The XML of what stands in each sheet, by its title. */
  sheets: Record<string, string>
  hidden?: string[]
  strings?: string
  workbook?: string
  extra?: Record<string, string>
  /** Formats of cells, by the style that has them. */
  formats?: string[]
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

export function workbook({
  sheets,
  hidden = [],
  strings,
  workbook: props = '',
  extra = {},
  formats = [],
}: BookWish) {
  const titles = Object.keys(sheets)
  const numbered = formats.map((code, n) => `<numFmt numFmtId="${200 + n}" formatCode="${code}"/>`).join('')
  const styles = ['0', ...formats.map((_, n) => String(200 + n))]
  const files: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types/>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${LINKS}">${props}<sheets>${titles
      .map((title, n) => {
        const state = hidden.includes(title) ? ' state="hidden"' : ''
        return `<sheet name="${title}" sheetId="${n + 1}"${state} r:id="rId${n + 1}"/>`
      })
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships>${titles
      .map((_, n) => `<Relationship Id="rId${n + 1}" Target="worksheets/sheet${n + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet><numFmts>${numbered}</numFmts><cellXfs>${styles
      .map((id) => `<xf numFmtId="${id}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...(strings && { 'xl/sharedStrings.xml': strings }),
    ...Object.fromEntries(
      titles.map((title, n) => [
        `xl/worksheets/sheet${n + 1}.xml`,
        sheets[title]!.startsWith('<?xml')
          ? sheets[title]!
          : `${HEAD}<worksheet xmlns="${MAIN}">${sheets[title]}</worksheet>`,
      ]),
    ),
    ...extra,
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}

/** Rows of inline text; what is no text is XML of a cell, where @ stands for its place. */
export const rowsOf = (...rows: (string | { xml: string })[][]) =>
  `<sheetData>${rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells
          .map((cell, column) => {
            const place = `${String.fromCharCode(65 + column)}${row + 1}`
            if (typeof cell !== 'string') return cell.xml.replace('@', place)
            return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`
          })
          .join('')}</row>`,
    )
    .join('')}</sheetData>`

export const cell = (value: string, attributes = '') => ({ xml: `<c r="@"${attributes}><v>${value}</v></c>` })
