// Package review shows a dataset to people: pages of a local web server, and
// pages that stand alone and can be mailed.
//
//	sink.Snapshot ──newIndex──▶ index ──▶ overview, lists of documents and checks
//	      └──OfDocument──▶ rows ──documentOf──▶ document view
//	      └──RowsOf(observations)──▶ office, its years side by side
//
// The index holds a line for each input file and a few numbers for each check
// that does not hold; facts, checks and texts are read from Parquet when a page
// asks for them. A document is found by the statistics, Bloom filters and
// dictionaries of the row groups, not by reading the tables.
//
// # What a page may do
//
// Everything of a report is text: html/template escapes it, the script sets it
// as text, and the policy of the page (no inline style or script, nothing from
// elsewhere) would stop what slipped through. A page that stands alone carries
// its style and script with their hashes in its policy. The server answers only
// to the names it listens on, so that no strange page can reach it by a name of
// its own, and takes decisions only from its own pages. It serves the embedded
// assets and what it makes of the dataset; no path of a request is ever a path
// of a file.
//
// # Decisions
//
// A reviewer's decisions go to review.tsv beside the dataset, in the format of
// waivers (see pipeline.Decision): the Parquet files are never written to.
//
// # Charts
//
// Charts are SVG made here, with their numbers as a table below. They are bars
// over at most a dozen years, and the whole of chart.go is smaller than what it
// would take to feed a library. uPlot 1.6.32 (51 kB) draws on a canvas: nothing
// of it reaches a screen reader, colours do not follow the reader's scheme
// until it is drawn again, and it is empty without the script. Chartist 1.5.0
// (38 kB of script, 9 kB of style) draws SVG, and again only with the script. A
// page that is mailed would carry either of them.
package review
