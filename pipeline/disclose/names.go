package disclose

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/schema"
)

// labelled is the name of a functional class with its level: 财政事务（款）.
var labelled = patternOf("labelled")

// levelMarks and listMarks stand in every match of labelled and of economicList.
var (
	levelMarks = wordsOf("level_marks")
	codeMarks  = wordsOf("code_marks")
	listMarks  = wordsOf("list_marks")
)

// classDigits is how many digits the code of a class of the top level has; each level below has two more.
const classDigits = 3

// digitsOf is how many digits the code of a class of a level has.
func digitsOf(level string) int {
	return classDigits + 2*slices.Index(wordsOf("levels"), level)
}

// names holds the names of classes against the classifications.
func (s *search) names() {
	for i := range s.texts {
		t := &s.texts[i]
		if t.loc.Cell >= 0 {
			continue
		}
		if containsAny(t.s, levelMarks) {
			for _, m := range labelled.FindAllStringSubmatchIndex(t.s, -1) {
				s.functionName(t.loc, t.s[m[2]:m[3]], t.s[m[4]:m[5]], m[0], m[1])
			}
		}
		if containsAny(t.s, codeMarks) {
			for _, m := range coded.FindAllStringSubmatchIndex(t.s, -1) {
				s.codeOfName(t.loc, t.s[m[2]:m[3]], t.s[m[4]:m[5]], m[0], m[1])
			}
		}
		if containsAny(t.s, listMarks) {
			for _, m := range economicList.FindAllStringSubmatchIndex(t.s, -1) {
				s.economicNames(t.loc, t.s[m[2]:m[3]], m[2])
			}
		}
	}
}

// coded is the name of a functional class with its code behind it: 图书馆（2070104）.
var coded = patternOf("coded")

// codeOfName finds the code of another class behind a name that the classification has.
func (s *search) codeOfName(loc extract.Loc, name, code string, start, end int) {
	codes := schema.FunctionCodes(name, s.report.Document.FiscalYear)
	of := slices.DeleteFunc(slices.Clone(codes), func(c string) bool { return len(c) != len(code) })
	if len(of) > 0 && !slices.Contains(of, code) {
		s.add(schema.RuleNameMisprinted, name+"（"+code+"）"+wordOf("code_is")+strings.Join(of[:min(len(of), mostCodes)], "、"), loc, start, end)
	}
}

// mostCodes is how many of the codes of one name are named.
const mostCodes = 3

func (s *search) functionName(loc extract.Loc, name, level string, start, end int) {
	year := s.report.Document.FiscalYear
	codes := schema.FunctionCodes(name, year)
	switch {
	case len(codes) == 0:
		if right, ok := misordered(name, digitsOf(level)); ok {
			s.add(schema.RuleNameMisprinted, name+"（"+level+"）"+wordOf("class_is")+right, loc, start, end)
		}
	case !slices.ContainsFunc(codes, func(c string) bool { return len(c) == digitsOf(level) }):
		s.add(schema.RuleLevelOfCode, name+"（"+level+"）", loc, start, end)
	case digitsOf(level) == classDigits && year > 0:
		if now, ok := renamed(name, codes, year); ok {
			s.add(schema.RuleNameOfAnother, name+wordOf("now_called")+now, loc, start, end)
		}
	}
}

// renamed returns what the 类 that had a name is called in a year, where it has
// another name now.
func renamed(name string, codes []string, year int) (string, bool) {
	for _, code := range codes {
		if c, ok := schema.FunctionByCode(code, year); ok && len(code) == classDigits && c.In(year) {
			return c.Name, core(c.Name) != core(name)
		}
	}
	return "", false
}

// core is the name of a class without the words that are left out at pleasure.
func core(name string) string {
	for _, end := range wordsOf("loose_ends") {
		name = strings.TrimSuffix(schema.NormalizeClassName(name), end)
	}
	return name
}

// misordered returns the name of the classification that has the characters of a
// name in another order.
func misordered(name string, digits int) (string, bool) {
	right, ok := byCharacters()[characters(name)]
	if !ok || !slices.ContainsFunc(schema.FunctionCodes(right, 0), func(c string) bool { return len(c) == digits }) {
		return "", false
	}
	return right, true
}

var byCharacters = sync.OnceValue(func() map[string]string {
	table := make(map[string]string)
	for _, name := range schema.ClassNames {
		if utf8.RuneCountInString(name) >= minName {
			table[characters(name)] = name
		}
	}
	return table
})

func characters(name string) string {
	r := []rune(schema.NormalizeClassName(name))
	slices.Sort(r)
	return string(r)
}

// economicList is the list of what personnel or running costs were spent on.
var economicList = patternOf("economic_list")

// economicNames holds a list of economic classes against the classification and
// against the table.
func (s *search) economicNames(loc extract.Loc, list string, start int) {
	var listed, unknown, absent []string
	spent := s.spent()
	for _, name := range strings.FieldsFunc(list, func(r rune) bool { return r == '、' || r == '，' }) {
		name = strings.TrimSuffix(strings.TrimSpace(name), wordOf("and_so_on"))
		codes := schema.EconomicCodes(name)
		switch {
		case len(codes) == 0:
			unknown = append(unknown, name)
			continue
		case spent != nil && !slices.ContainsFunc(codes, func(c string) bool { return spent[c] }):
			absent = append(absent, name)
		}
		listed = append(listed, name)
	}
	if len(listed) < minListed {
		return
	}
	for _, name := range unknown {
		if right, ok := misprinted(name); ok && !slices.Contains(listed, right) {
			s.add(schema.RuleNameMisprinted, name+wordOf("class_is")+right, loc, start, start+len(list))
		}
	}
	if len(absent) > 0 {
		s.add(schema.RuleListAgainstTable, strings.Join(absent, "、"), loc, start, start+len(list))
	}
}

// minListed is how many names of a list must be economic classes for it to be a
// list of them.
const minListed = 3

// misprinted returns the economic class from whose name one character differs.
func misprinted(name string) (right string, ok bool) {
	want := []rune(name)
	for _, class := range schema.EconomicNames {
		got, differ := []rune(class), 0
		if len(got) != len(want) {
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				differ++
			}
		}
		if differ == 1 {
			if ok && right != class {
				return "", false // two classes are as near
			}
			right, ok = class, true
		}
	}
	return right, ok
}

// minSpent is how many economic classes a table has figures of, at least, to be the
// one that lists are held against.
const minSpent = 8

// spent says which economic classes have a figure in a table, nil where the report
// has no table of them.
func (s *search) spent() map[string]bool {
	if s.economic != nil {
		return *s.economic
	}
	spent := make(map[string]bool)
	for i := range s.report.Facts {
		f := &s.report.Facts[i]
		if f.SourceKind == schema.TableSource && len(f.Dimensions.EconCode) == 5 && !f.Value.IsZero() {
			spent[f.Dimensions.EconCode] = true
		}
	}
	if len(spent) < minSpent {
		spent = nil
	}
	s.economic = &spent
	return spent
}
