// Package schema is gongkai's published vocabulary: what a fact, a concept,
// a rule, a check and an issue are, and the tables of concepts and rules.
//
// The words are those of the XBRL Open Information Model (fact, concept,
// entity, period, unit, dimension, decimals) and of XBRL Calculations 1.1
// (check, verdict, tolerance). What varies about one reported quantity is a
// dimension, never a new concept: last year's revenue is the same concept with
// an earlier period, a share of it the same concept with another value form.
//
// The package knows nothing of files, text or Parquet. It imports neither
// extract nor nlp; the pipeline brings the three together.
package schema
