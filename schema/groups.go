package schema

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// Some indicators are told for kinds of one thing by aspects of it: the pupils who
// entered, are at and left schools of each kind, the value added of each industry.
// The table of groups lists the kinds and the aspects; each kind with each aspect
// is a member. Others are things that are counted under ordinary nouns, 医院, which
// name a member only where nothing else is said.
var (
	//go:embed groups.tsv
	groupsTSV string
	//go:embed counted.tsv
	countedTSV string
)

// Group is a set of kinds with the aspects that are told of each.
type Group struct {
	Name    string
	Kinds   []Part
	Aspects []Part
}

// Part is a kind or an aspect of a group.
type Part struct {
	Name    string
	Words   []string // what it is called, its name among them
	Units   []string // of an aspect
	Counted bool     // an aspect that is how many there are of the kind, and may be left unsaid
	instant bool
	basis   string
	tail    string // an example after the name
}

// MemberOf is the name of the member for an aspect of a kind.
func MemberOf(kind, aspect *Part) string { return kind.Name + aspect.Name }

// Groups returns the groups in the order of their table. What is within them is
// shared: read only.
func Groups() []Group { return slices.Clone(groups()) }

var groups = sync.OnceValue(func() []Group {
	var out []Group
	for f := range tableRows(groupsTSV, 8) {
		for i := range f {
			f[i] = strings.TrimPrefix(f[i], unstated)
		}
		if len(out) == 0 || out[len(out)-1].Name != f[0] {
			out = append(out, Group{Name: f[0]})
		}
		last := &out[len(out)-1]
		p := Part{Name: f[2], Words: wordings(f[2], f[3]), Units: words(f[4]), Counted: f[1] == "counted", instant: f[5] == "stock", basis: f[6], tail: f[7]}
		if p.Name != "" {
			p.Words = append([]string{p.Name}, p.Words...)
		}
		if f[1] == "kind" {
			last.Kinds = append(last.Kinds, p)
		} else {
			last.Aspects = append(last.Aspects, p)
		}
	}
	return out
})

// unstated is a cell that says nothing.
const unstated = "-"

// addGroups adds the members that groups make. Where a table names the member
// already, it gets the other wordings.
func (t *members) addGroups(all []Group) {
	for i := range all {
		for k := range all[i].Kinds {
			for a := range all[i].Aspects {
				t.merge(groupMember(&all[i].Kinds[k], &all[i].Aspects[a]))
			}
		}
	}
}

// groupMember is the member for an aspect of a kind.
func groupMember(kind, aspect *Part) Member {
	m := Member{Concept: EconomyActual, Name: MemberOf(kind, aspect), Units: aspect.Units, Instant: aspect.instant, Counted: aspect.Counted,
		Basis: aspect.basis, Example: MemberOf(kind, aspect) + aspect.tail}
	for _, k := range kind.Words {
		for _, a := range aspect.Words {
			if w := k + a; w != m.Name && !slices.Contains(m.Synonyms, w) {
				m.Synonyms = append(m.Synonyms, w)
			}
		}
		if aspect.Counted && k != m.Name && !slices.Contains(m.Synonyms, k) {
			m.Synonyms = append(m.Synonyms, k)
		}
	}
	return m
}

// merge adds a member, or to the one that has its name the wordings that name none.
func (t *members) merge(m Member) {
	names := t.byName[m.Concept]
	m.Synonyms = slices.DeleteFunc(m.Synonyms, func(w string) bool {
		_, taken := names[w]
		return taken
	})
	i, known := names[m.Name]
	if !known {
		t.add(m)
		return
	}
	for _, w := range m.Synonyms {
		names[w] = i
	}
	t.all[i].Synonyms = append(t.all[i].Synonyms, m.Synonyms...)
}
