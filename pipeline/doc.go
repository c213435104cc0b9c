// Package pipeline reads one report: from its bytes to facts and checks.
//
//	bytes ─extract.Read─▶ Document ─tag.Tag─▶ Report with facts ─reconcile.Evaluate─▶ checks
//
// Read, ReadFrom and ReadFile are that line for a program that has a file and
// wants what it says; the zero Options are good ones:
//
//	report, err := pipeline.ReadFile(ctx, "决算.docx", pipeline.Options{})
//	var refusal *extract.Refusal
//	if errors.As(err, &refusal) {
//		fmt.Println(refusal.Reason, refusal.Reason.Advice())
//	}
//
// Process is the same for whoever writes tables of many files: it never fails,
// for a file that cannot be read is a row like any other. Package batch runs it
// over folders and archives and makes a dataset.
//
// What a report means depends on its bytes alone, never on its name; Known is
// for what is known of it from elsewhere. A file has a budget of processor time
// (Options.Timeout) and limits of size (Options.Limits), and a panic in a reader
// refuses that file alone.
//
// The stages, each of which can be used by itself:
//
//	extract            files into blocks: paragraphs, tables, charts
//	nlp                words and numbers of a text
//	pipeline/frame     title, body, year and period of a document
//	pipeline/tag       numbers into facts, with the claims that sentences make
//	pipeline/reconcile facts and claims into checks
//	pipeline/sink      reports into rows and Parquet
//	pipeline/across    checks between documents
//	pipeline/batch     all of it for many files
//	pipeline/review    the dataset as pages for people
//
// Identity names the program, as far as it decides what is said of a file.
package pipeline
