package tag

import (
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// changes reports whether the verb at lexeme i is in force: those of one
// character need a base or a named subject, else they are a word nobody knows.
func (n *narrator) changes(i int) bool {
	if !n.p.Briefly(i) || n.named || n.base != (schema.Base{}) {
		return true
	}
	n.p.Lexemes[i].Entry = &clause.NotBrief
	return false
}
