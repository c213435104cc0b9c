// Package across holds documents against one another, when all of them are facts:
// what an office says of last year against what it said then, its opening balances
// against last year's closing ones, the text of a filing against the tables in
// another of its files, a department against the units it consolidates. It also
// notes documents that cannot be compared.
//
//	[]Document ──New──▶ Collection ──Tasks──▶ Task.Run(facts of a year) ──▶ Output
//	                        └──CarriedOver(closing, opening balances) ──▶ Output
//
// A Collection is made of a line for each document. Its tasks are then given the
// facts of a year, or of the part of it that has some of the entities, in the order of sink.CompareFacts, in which the figure of a
// year's own report and its restatement in the next one are neighbours: each
// task reads them once and holds one quantity of them, or the headline figures
// of some thousand documents. Where facts come from and where results are kept
// is the caller's: package batch merges units and keeps the results of a task
// under a name made of its input.
//
// The verdicts are package reconcile's (Across, Filed, Department); this package
// finds the figures. Where a document states a figure twice and differently the
// check is ambiguous.
//
// Bodies are told apart by name and place: where the places of two reports are
// known and neither lies in the other, they are not held against each other; where
// one is not known and the files do not lie together either, figures that
// differ are ambiguous, since a name such as 城关镇人民政府 is that of hundreds.
//
// # Filings
//
// A filing is often several files: the text as .doc and its tables as .xls, a
// folder or an archive for each office. Documents are one filing when they state
// the same body, year and kind of report, and lie in one folder or one archive or
// have one name in the catalogue's column filing; a name there comes before the
// place. Hence a budget and the accounts of an office are two filings, and so are
// two offices in one folder. Each file stays a document with its own facts. Across
// then holds a figure in the text of a document, which does not print it in a
// table of its own, against the tables of the others (rule across.filing, an
// operand in each document, the check counted with the text's). Files that name
// no body or no year are not joined, and of two reports that both have tables
// nothing is compared: those are versions, and noted as republished; so it is
// where several have text and tables. More than 64
// documents of one body, year and kind are none of this but files under a
// wrong name: each is noted as crowded, and none is compared.
package across
