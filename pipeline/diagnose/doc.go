// Package diagnose names the slip that explains why a check does not hold. It looks
// at figures and checks only, never at text, and never says which figure is right.
//
// A slip is in one figure, and that figure stands in several checks. So every
// operand of a failing check is a suspect, alone and, where a figure is stated in
// several places, with all its statements. The values a suspect would need for a
// check to hold are an interval (span.go); a reading is a value that several of its
// failing checks share (search.go). A reading counts for each check it mends and
// twice against it for each that holds and then would not. The best readings
// explain a check. If one of them follows from the printed figure by a known slip,
// that is its diagnosis (cause.go): the sign turned, a power of ten, two
// neighbouring digits exchanged, a digit lost or doubled, a total short by one
// item, last year's figure, a percentage of another whole, the figure printed
// beside it.
//
// A slip is named only if so close a fit would hardly arise by chance: the number
// of variants tried times the room they leave, over the size of the figure, for
// each suspect that explains the check as well, stays under maxChance. Zero and
// round numbers are evidence of nothing. Most checks that fail for no known reason
// get no diagnosis. It is a place to look at and not a correction; that an operand
// can be restored does not say it was the wrong one.
//
// Package reconcile calls it. It needs Slip while it judges lists, to tell one that
// should add up from one that is only partial, and Causes when all checks are made.
// So the two are not composed by package pipeline.
package diagnose
