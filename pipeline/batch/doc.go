// Package batch brings a dataset up to date with folders and archives of reports.
//
//	summary, err := batch.Run(ctx, batch.Config{Paths: []string{"报告"}, Out: "dataset"})
//
// Run takes each file through package pipeline, in five steps that are plain functions of their
// input, so that the same steps can run under goroutines or on many machines:
//
//	plan    list, hash and sort the inputs and pack them into units
//	unit    process a unit's files into one file of sorted segments
//	across  check documents against one another, year by year
//	reduce  merge the segments of each table, fiscal year and bucket into Parquet
//	commit  swap OUT/current to the finished snapshot
//
// Prepare, OpenWork and the methods of Work are the same steps as processes of
// their own; package cluster starts them on engines, and package store is the
// folder or object storage they share.
//
// A unit is named by the hashes of its files, of the tool and of the options,
// and its file appears under that name only when it is whole: a unit that is
// there is never run again. Units are appended (packing.go): what is new or changed
// makes new ones, and a document that is gone stays in its unit's file, where every
// reader passes it over. A unit of which more than a fifth is gone is packed anew, by
// copying rows. The tables do not depend on the packing: they are, byte for byte, those
// of a run from nothing. A unit keeps at most a few dozen files, a merge reads at
// most mergeWidth segments at once and a Parquet writer holds one row group: memory
// does not grow with the number of files but for their names and hashes.
//
// What a report means depends on its bytes alone, never on its name: the same
// bytes under several paths are processed once, and a renamed file not again.
// Hence what names a path (waivers, the address in a catalogue) is applied in
// reduce; body and year of a catalogue, which decide what figures mean where the
// report does not say, are part of a unit's name. Run over input that has not
// changed ends after its plan (memo.go).
//
// Isolation has files processed in child processes of the same program. A child
// makes whole units, a few at once, and hands over their files as they are stored;
// where it dies, the files of its units are processed again one at a time, each in a
// child that does nothing else. So what Go cannot recover from (memory, endless
// loops, fatal errors) costs one file, which is refused as crashed or timeout.
//
// # The dataset on disk
//
//	OUT/current              symbolic link to the committed snapshot
//	OUT/snapshots/ID/        tables, and manifest.json with the hash of every part and its own
//	OUT/versions/N.json      what version N holds, see versions.go
//	OUT/delta/TABLE/         the parts of all versions that are kept, and the table's Delta log
//	OUT/run.json             what the last run did
//	OUT/.plans/              plans of runs on many machines, until they are committed
//	OUT/.cache/              units, what each holds, and the hashes of inputs; may be deleted. What
//	                         is damaged there is seen by its hash and made again
//	OUT/.tmp/                of a run under way or killed; removed by the next
//	OUT/.lock                held by the process that writes
//
// ID is made from the digests of the parts' inputs, which are documents and not
// units: a run that would write what is there writes nothing. Parts whose input is unchanged are hard links
// to those of the snapshot before. That one snapshot is kept beside the current
// one, for a query that has resolved the link and still reads; older ones are
// removed after the swap.
//
// Rows lie in parts by fiscal year and, in large datasets, by a hash of the entity
// (bucket.go); the checks across documents are done by the same buckets, so that one
// changed report has only those redone that hold something of it.
//
// # Trust in the disk
//
// Nothing that was written is believed because it is there. Parts and segments
// are hashed while they are written, and compared when a part is taken over into
// the next snapshot (manifest.go), unless its size and times are those the last
// run left it with, and when a segment is read (unit.go). What does not agree is made again: a part from its units, a unit from its files,
// a version from the logs and a log from the versions (mend.go, mend_history.go).
// A run that would change nothing reads no parts: it compares sizes and
// times of change of all files with those it remembers, and hashes them when these differ.
// Verify reads everything; the run after it found damage does so too.
package batch
