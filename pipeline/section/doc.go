// Package section knows the parts of a report by their titles: the sections of its
// narrative, its standard tables, and the headings that only name a budget.
//
// What titles say is in schema/words/heading.tsv, a row for each way, the most specific
// first; another wording of a province is a row there. Ordinals never decide which
// section opens, for siblings of one report mix their styles and provinces their order;
// that a line bears one says that it is a heading. They and what converters leave of
// Word's fields are found by [nlp.View]. This package folds the rest of what varies
// between titles that say the same, and knows which heading may end which section.
package section
