/**
 * The form of every paper as Typst sets it. The paper itself comes beside it as JSON, already in the words and order
 * in which it is read: nothing that anybody typed is ever part of this source.
 */
export const template = String.raw`
#let paper = json(bytes(sys.inputs.paper))
#let form = paper.layout
#let pt(size) = size * 1pt
#let wide = 210mm - (form.margins.left + form.margins.right) * 1mm
#let half = wide / 2

#set document(title: paper.title, author: paper.author, date: auto)
#set page(
  paper: "a4",
  margin: (
    top: form.margins.top * 1mm, bottom: form.margins.bottom * 1mm,
    left: form.margins.left * 1mm, right: form.margins.right * 1mm,
  ),
  header-ascent: 4mm,
  footer-descent: 6mm,
  header: context if here().page() > 1 { align(center, str(here().page())) },
  footer: align(right, text(size: 9pt, paper.code)),
)
#set text(
  font: "Tinos", fallback: false, size: pt(form.body), lang: paper.language,
  hyphenate: false, ligatures: false, overhang: false, top-edge: 0.91em, bottom-edge: -0.24em,
)
#set par(leading: 0pt, spacing: 0pt)
#set block(above: 0pt, below: 0pt)

// A word wider than its column breaks where it must, rather than run off the page.
#let fitted(word, width) = if measure(word).width > width { word.clusters().map(box).join() } else { word }
#let worded(line, width) = if line.find(regex("\S{8}")) == none { line } else {
  context line.split(" ").map(word => fitted(word, width)).join(" ")
}
#let written(value, width: wide) = value.split("\n").map(line => worded(line, width)).join(linebreak())

#let line-of(value, size: form.body, width: wide, above: 0pt, sticky: false, ..look) = block(
  above: above, width: 100%, sticky: sticky,
  par({ set text(size: pt(size), ..look); written(value, width: width) }),
)
#let bold = (weight: "bold")
#let italic = (style: "italic")
#let ruled(length) = block(width: 100%, above: 3pt, below: 5pt, sticky: true, align(center, line(length: length, stroke: 0.75pt)))
// A rule below it as long as its text, clear of the dots below letters.
#let underlined(value, size, width) = block(width: 100%, align(center, box(
  inset: (bottom: 1.5pt), stroke: (bottom: 0.75pt),
  { set text(size: pt(size), ..bold); written(value, width: width) },
)))

// Lines of one exact height, as the rules ask for running text.
#let exact(body) = {
  set text(top-edge: pt(form.line) * 0.78, bottom-edge: pt(form.line) * -0.22)
  body
}
#let running(value, sticky: false, ..look) = block(above: 3pt, below: 3pt, width: 100%, sticky: sticky, exact({
  set text(..look)
  set par(justify: true, first-line-indent: (amount: form.firstLine * 1mm, all: true))
  par(written(value))
}))

#let head = {
  let size = form.head
  let left = wide * form.headLeft / 100
  let right = wide - left
  set align(center)
  grid(
    columns: (left, right),
    {
      if paper.head.upper != "" { line-of(paper.head.upper, size: size.upper, width: left) }
      line-of(paper.head.issuer, size: size.issuer, width: left, ..bold)
      if form.mark == "star" { line-of("*", size: size.issuer) } else { ruled(left / 3) }
      line-of(paper.head.number, width: left)
    },
    {
      if paper.head.mottoBelow == none { underlined(paper.head.motto, size.motto, right) } else {
        line-of(paper.head.motto, size: size.motto, width: right, ..bold)
        underlined(paper.head.mottoBelow, size.mottoBelow, right)
      }
      line-of(paper.head.placeAndDay, size: size.date, width: right, above: if form.mark == "star" { 10pt } else { 6pt }, ..italic)
    },
  )
}

#show title: set text(size: 1em, weight: "regular")
#show title: it => block(width: 100%, above: 14pt, below: 0pt, sticky: true, it.body)
#let named = {
  set align(center)
  let line-of = line-of.with(sticky: true)
  if paper.draft != "" { line-of(paper.draft, above: 12pt, ..bold) }
  title({
    text(size: pt(form.kind), ..bold, written(paper.kind))
    linebreak()
    text(size: pt(form.subject), ..bold, written(paper.subject))
  })
  if paper.subtitle != "" { line-of(paper.subtitle) }
  if paper.mark != "" { line-of(paper.mark, ..bold) }
  if form.titleMark == "dashes" { line-of("-----") } else { ruled(wide / 3) }
  block(height: 4pt, sticky: true)
}

#show heading: set text(size: pt(form.body), weight: "regular")
#show heading.where(level: 1): set text(..bold)
#show heading.where(level: 2): set text(..italic)
#show heading: it => block(
  width: 100%, above: 6pt, below: 3pt, sticky: true,
  exact({ if it.supplement != [annex] { h(form.firstLine * 1mm) }; written(it.body.at("text", default: "")) }),
)

#let tabled(data, whole: false) = {
  let share(columns) = columns.sum() / data.widths.sum() * wide
  let cell(it, width, ..look) = { set text(size: pt(form.table), ..look); par(written(it, width: width - 7pt)) }
  set table.cell(breakable: false)
  block(above: 4pt, below: 6pt, width: 100%, breakable: not whole, sticky: whole, table(
    columns: data.widths.map(width => share((width,))),
    stroke: 0.5pt,
    inset: (x: 3.5pt, y: 2pt),
    table.header(..data.header.map(it => table.cell(
      x: it.column, y: it.row, colspan: it.columns, rowspan: it.rows, align: center + horizon,
      cell(it.text, share(data.widths.slice(it.column, count: it.columns)), ..bold),
    ))),
    ..data.rows.map(row => row.cells.enumerate().map(((n, it)) => table.cell(
      breakable: row.breaks,
      align: (left: left, center: center, right: right).at(data.aligned.at(n)),
      cell(it, share((data.widths.at(n),)), weight: if row.bold { "bold" } else { "regular" }),
    ))).flatten(),
  ))
}

#let told(section) = {
  if section.heading != "" { heading(level: section.level, section.heading) }
  for (n, it) in section.paragraphs.enumerate() {
    running(it, sticky: section.table != none and n == section.paragraphs.len() - 1)
  }
  if section.table != none { tabled(section.table, whole: section.endsText and section.table.rows.len() < 8) }
  if section.note != "" { running(section.note, ..italic) }
}

#let signed(it) = {
  set align(center)
  for text in it.lines { line-of(text, width: half, ..bold) }
  v(64pt)
  line-of(it.name, width: half, ..bold)
}

#let ending = {
  set par(justify: false, first-line-indent: 0pt)
  grid(
    columns: (half, half),
    if paper.cosignature != none { signed(paper.cosignature) } else {
      let look = form.recipients
      let heading = text(size: pt(look.heading), written(paper.recipients.heading, width: half))
      par(if look.look == "underlined" { underline(evade: false, offset: 2pt, heading) } else { text(..bold, ..italic, heading) })
      for it in paper.recipients.lines { line-of(it, size: look.lines, width: half) }
    },
    signed(paper.signature),
  )
}

// The ending stands as one more line of the last words: lines of a paragraph are not left alone, so neither is it.
#let concluding(value, ..look) = block(above: 6pt, width: 100%, breakable: value.clusters().len() > 500, {
  set par(justify: true, first-line-indent: (amount: form.firstLine * 1mm, all: true))
  par(exact(text(..look, written(value))) + linebreak() + box(width: 100%, inset: (top: 12pt), ending))
})

#head
#named
#for it in paper.opening { running(it) }
#for it in paper.sections { told(it) }
#for it in paper.closing { running(it) }
#{
  let look = if paper.at("endsInNote", default: false) { italic } else { (:) }
  let is-long = paper.recipients.lines.len() > 35
  if paper.lastWords != none and not is-long { concluding(paper.lastWords, ..look) } else {
    if paper.lastWords != none { running(paper.lastWords, sticky: true, ..look) }
    block(above: 12pt, width: 100%, breakable: is-long, ending)
  }
}
#for (n, annex) in paper.annexes.enumerate() {
  if n == 0 { pagebreak() } else { v(18pt) }
  align(center, heading(level: 1, supplement: [annex], annex.heading))
  if annex.section.heading != "" { align(center, line-of(annex.section.heading, sticky: true, ..bold)) }
  told(annex.section + (heading: ""))
}
`
