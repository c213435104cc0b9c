// Package table reads the tables and charts of a report: what stands where a row
// and a column cross. A Reader is made for one document and given its tables in
// order; it tells the facts.Builder what it finds.
//
//	statement table    the nine tables of the accounts and tables like them (statement.go)
//	performance table  项目支出绩效目标（自评）表, known by its printed labels (performance.go)
//	disclosure table   of the yearly report on the disclosure of information (disclosure.go)
//	chart              the cached series of a chart (chart.go)
//	flattened table    a table whose cells a converter left as lines of words and numbers (flat.go)
//
// # The way of a table
//
//	grid      cells on their slots, which of them are figures, which rows are header (grid.go, header.go, cell.go)
//	topic     what the title and the lines above say: section, fund, unit (topic.go)
//	axes      what each column and each row says, read once (axis.go, relation.go, place.go, column.go, row.go)
//	crossing  what a figure is of where the two meet (cross.go, figure.go)
//
// Each step is a value made from those before it. The words that titles, headings and
// cells are known by are rows of schema/words/table.tsv (words.go); the names of
// concepts and classes come from the lexicon.
//
// # The grid
//
// A table is laid out as a grid with merged cells spread over the slots they
// cover. The header is the rows before the first figure or filler, by what
// stands above, beside and below them and never by how many digits a number has;
// a second header below opens another part. Each heading, of
// a row and of a column, is read by the lexicon into an axis: concept, phase,
// fund, class code, year, form, unit. Where the two cross, one decides the
// concept and the other may only narrow it (cross.go): the code of a class on
// the row stays and a column such as 基本支出 says which part of it, a column
// of 政府性基金 narrows 本年支出合计 to that fund. A column whose words the
// lexicon does not know gives its figures no concept, and so does a name of
// which some words stay unread. A heading that holds its figures against others,
// 占调整预算% or 比2024年决算数增减额, gives them form and base (relation.go).
//
// Columns and rows named after places say whose the figures are, and in a column
// headed 地区 short names without 市 or 县 do too; what stands right of a place in
// its row is that place's. The year of a figure is that of its column, its row,
// the title or the document, in this order.
//
// In a column of figures a cell that is no figure is blank or an issue, never the
// row's name. The general tables print revenue and expenditure side by side, so a
// name speaks for the figures right of it until the next name. Codes split over
// 类, 款 and 项 columns are completed from the row above. The money unit comes from
// the column, the row, the lines above the table, or the first table that states
// one; without any the figure becomes an issue, never a guess. What a spreadsheet
// reckoned and stored with all the digits of its arithmetic is kept to four decimals.
//
// Figures that are no money are counted in the unit of their heading, 年末数（万人）,
// or in that of their row's 单位 column. A cell of sentences is read as prose.
// Columns and first rows that a sheet hides are keys of the treasury's systems
// and no part of the table.
//
// A chart states no unit. Its values are money in the scale under which most
// of them recur among the facts already read, or in the unit of the tables.
//
// A flattened table has lost its columns, so only what the order of a row
// makes certain is tagged: its total, basic and project expenditure where
// there are three figures, the columns of the 三公 table. The rest are
// issues.
package table
