// Package sink defines the published tables and writes them.
//
// A report becomes rows (FromReport); rows become Parquet (WriteParts), JSON
// lines (AppendJSON) or, on the way from a unit of work to the dataset, spill
// segments (Spill, ReadSegment). Tables describes every column once: the data
// dictionary, the DuckDB views and the tests are made from it.
//
// Values are DECIMAL(18,4) on int64, because a wider decimal on a byte array
// gets unsigned statistics from the writer in use, and engines that prune on
// them lose rows. A number that does not fit becomes an issue. Nullable
// columns are pointers throughout: a zero is never mistaken for a missing value
// (but fiscal_year, where 0 is no year).
//
// Everything here is deterministic: the same rows in the same order give the
// same bytes.
package sink

// SchemaVersion is the version of the column set, kept in every file's metadata.
const SchemaVersion = "7"
