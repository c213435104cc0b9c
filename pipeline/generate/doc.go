// Package generate writes disclosure reports whose truth is known.
//
// New draws a ledger of an invented street office: revenue by fund, spending by
// functional and economic class, the three public expenses, procurement,
// vehicles, projects. Every identity of the genre holds in it exactly. A Style
// then words the ledger as one province would: order of parts, numbering,
// sentence templates, table layouts. Render lays the result out as plain text,
// HTML or docx; the wording and the numbers are the same in all three.
//
//	seed ──▶ ledger ──style──▶ blocks of runs ──format──▶ bytes
//	                               │
//	                               └─▶ slots (what each printed number means)
//	                                   relations (what must hold among them)
//
// A Slot is made at the only place where its number is printed, and a Relation
// where the sentence or table states it, so truth and text cannot drift apart.
// Plant breaks one relation in a named way and reports what else breaks with it.
//
// Amounts are counted in hundreds of yuan, that is 0.01 万元, the precision to
// which these reports are drawn up; nothing is computed in floating point.
package generate
