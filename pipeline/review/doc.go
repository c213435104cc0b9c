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
// of a file. A server that takes in files (NewIntake) keeps them under their names,
// below a folder that it cannot write out of (os.Root), and runs over that folder.
//
// # Decisions
//
// A reviewer's decisions go to review.tsv beside the dataset, in the format of
// waivers (see batch.Decision): the Parquet files are never written to. The file
// is a log: each decision is added at its end under a lock that other servers
// and the next decision wait for, and the last about a check holds. A form
// brings how many decisions its reviewer has seen; when there are more, it is
// told of the last instead of being saved over it.
//
// # Charts
//
// A chart is a table of the page, which charts.js draws above it with Chart.js;
// without the script, to a screen reader and to a reader who wants the digits
// the table is the chart. The library is embedded as published, unmodified, with
// its licences (MIT) in a folder that names its version; only pages that have a
// chart load it, and a mailed page carries it by its hash. Libraries were tried
// with grouped bars under the policy of our pages:
//
//	Chart.js 4.6.1       210 kB, 71 kB packed   nothing refused by the policy
//	uPlot 1.6.32          51 kB, 22 kB packed   nothing refused; no grouped or stacked bars
//	Chartist 1.5.0        38 kB, 12 kB packed   12 style attributes refused a drawing
//	frappe-charts 1.6.2   69 kB, 18 kB packed   25 styles refused
//
// Chart.js is the largest, and has what we would have to write for uPlot: bars
// side by side and stacked, a legend, the values of a year under the pointer,
// axes that fit a phone. A canvas does not take part in the style of the page,
// so that it is drawn again when the scheme changes or the page is printed.
//
// To renew it: npm pack chart.js@VERSION, dist/chart.umd.min.js and LICENSE.md
// into assets/chartjs-VERSION, gzip -9 -n of the script, the name in chart.go and server.go, the hash in
// chart_test.go.
package review
