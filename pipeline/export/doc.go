// Package export writes a dataset in the shapes that other programs take: csv,
// JSON lines, workbooks, and files of Stata.
//
//	sink.Snapshot ──Open──▶ Table: columns, and rows of values ──SetFilter──▶ WriteCSV, WriteJSON, WriteXLSX, WriteStata
//
// A table is facts, checks, observations, documents or wide, with columns that
// the Parquet tables leave to a join: of facts and checks, the path of the
// document, the place in it in words, and the verdict of the checks a figure
// stands in. Rows are read from Parquet as they are written and never all held,
// but for the wide table; a format that must know widths or counts first reads
// them twice.
//
// columns.tsv names and explains every column in Chinese; a column without a
// line there fails a test.
package export
