// Package disclose finds what is wrong with a report that is no matter of
// arithmetic: words of the template that were left in, years of the report before,
// a table that the contents name and the report lacks, an empty table that nobody
// explains, the purpose of one item under another.
//
// Each fault is a rule of the family disclosure, whose basis is the clause of the
// reference forms of the Ministry of Finance that asks for the thing, or the
// report's own words. A fault makes one check, inconsistent and of a low severity,
// however often it occurs. It has no operands, for it holds no figures against each
// other; each of its places is an issue of the code disclosure. What is in order
// makes no check.
//
// Words that contradict figures are found here too, since reconcile opens no text: a
// reason that goes the other way than its item (text.reason_against_figures), a rate
// from a base of zero, an amount that rose by more than it is. Those are rules of the
// families of arithmetic.
//
// A form that is still blank, more placeholders than figures, is no report and has
// no faults.
//
// Most faults are told by their wording alone: wordings.tsv, whose every row has an
// example and a counter-example. The rest look at how parts of the report stand to
// each other; each has a file of its own.
package disclose
