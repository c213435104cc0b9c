// Package place says whose the figures of a report on a territory are.
//
// Such a report speaks of several places at once: of all of it (全市), of the
// government's own accounts (市本级) and of the places inside it (县区, 甲县). The
// same words then are different quantities, and only the place tells them apart.
// Locate runs over the facts after they are read and gives each the place that
// its clause, its row or column, the paragraph, the heading or the title of its
// table names: all of the territory is entity_scope summary, the government
// itself self, a place inside it its subordinate. A figure whose place the text
// does not say has neither: nothing is taken for granted.
package place
