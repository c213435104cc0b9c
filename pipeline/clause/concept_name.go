package clause

import (
	"strings"

	"gongkai/schema"
	"gongkai/schema/words"
)

// NameOfConcept is what the table of concepts calls what a figure is of, "" where it has none: its member, its
// class, else its concept. To a government nothing is appropriated.
func NameOfConcept(f *schema.Fact, government bool) string {
	if f.Dimensions.Indicator != "" {
		return f.Dimensions.Indicator
	}
	if class, ok := schema.FunctionByCode(f.Dimensions.FuncCode, 0); ok && f.Concept == schema.ExpenditureByFunction {
		return class.Name
	}
	c, _ := schema.ConceptByID(f.Concept)
	name := DropBrackets(c.Label)
	if government {
		name = strings.Replace(name, words.Appropriation.Word("noun"), "", 1)
	}
	return name
}
