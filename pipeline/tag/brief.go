package tag

import (
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// changes reports whether the verb at lexeme i is in force: those of one
// character need a base or a named subject, else they are a word nobody knows.
func (d *discourse) changes(p *clause.Paragraph, i int) bool {
	if !p.Briefly(i) || d.clause.named || d.sentence.compared.Base != (schema.Base{}) {
		return true
	}
	p.Lexemes[i].Entry = &clause.NotBrief
	return false
}
