// Package facts collects what is found in one document. Its Builder alone turns a
// number and its meaning into a schema.Fact, so that every fact gets its source,
// its id and its decimals in one place, and keeps beside them the numbers as
// written, the claims that sentences make and the issues nobody could settle.
// Who reads, prose or table, says what a number means; the builder says where it
// stands.
package facts
