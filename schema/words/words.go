package words

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed *.tsv
var files embed.FS

// Change is a verb of change, 减少. Sign is its direction.
type Change struct {
	Stem string
	Sign int
	// Always reports verbs after which an amount is a change wherever it stands:
	// 追加10万元. After the others, 提高, it is one only against a base or of a
	// quantity that is named: 提高到10万元, 提高效率投入10万元.
	Always bool
	Row
}

// Brief reports verbs of one character, 增. They are part of many words, so they
// are verbs only right before a number.
func (c *Change) Brief() bool { return len([]rune(c.Stem)) == 1 }

// Ending may end a verb of change. Level reports those after which the number
// is the level reached: 减少到. AfterOne reports those that also end verbs of
// one character: 增幅, 减至.
type Ending struct {
	Text            string
	Level, AfterOne bool
	Row
}

// Word is a row of a table that only lists words.
type Word struct {
	Text string
	Row
}

// Empty is a word that says nothing of what a number counts or measures.
type Empty struct {
	Text string
	Kind EmptyKind
	Row
}

// EmptyKind says why a word is empty.
type EmptyKind string

// The kinds of empty words. Connectives stand between a noun and its number or
// between nouns, and are dropped from the ends of a name.
const (
	Connective EmptyKind = "connective" // 为, 共计, 其中
	Scope      EmptyKind = "scope"      // 全市, 本单位
	Time       EmptyKind = "time"       // 年末, 上半年
	Filler     EmptyKind = "filler"     // 情况如下, 总的来看
)

// Cue says whether the figures of a sentence are aims or what was reached.
type Cue struct {
	Text   string
	Target bool
	Row
}

// Frame is a phrase beside the clause that is known by its ends: 按…计算. What
// stands between says nothing of what the clause counts.
type Frame struct {
	Opens, Closes string
	Row
}

// Row is what every row has: its place, its example and its counter-example.
type Row struct {
	File             string
	Line             int
	Example, Counter string
}

// Tables is all the words.
type Tables struct {
	Changes []Change
	Endings []Ending
	Adverbs []Word
	Empty   []Empty
	Bodies  []Word
	Nouns   []Word
	Leads   []Word
	// Attributes are verbs of change that before a noun are its attribute: 新增债券.
	Attributes []Word
	Cues       []Cue
	Frames     []Frame
	// Labels are wordings of tables by what they are looked up for.
	Labels map[Use]Labels
}

// Load returns the tables. They are part of the program, so a row that cannot be
// read is a mistake of this package; its tests find it.
var Load = sync.OnceValue(func() *Tables {
	t, errs := parse()
	if len(errs) > 0 {
		return &Tables{}
	}
	return t
})

// parse reads all tables and collects what is wrong with their rows.
func parse() (*Tables, []error) {
	var t Tables
	var errs []error
	for _, file := range []struct {
		name    string
		columns int
		add     func(Row, []string) error
	}{
		{"change.tsv", 5, t.change},
		{"ending.tsv", 5, t.ending},
		{"adverb.tsv", 2, word(&t.Adverbs)},
		{"empty.tsv", 3, t.empty},
		{"body.tsv", 2, word(&t.Bodies)},
		{"noun.tsv", 2, word(&t.Nouns)},
		{"lead.tsv", 2, word(&t.Leads)},
		{"attribute.tsv", 2, word(&t.Attributes)},
		{"cue.tsv", 3, t.cue},
		{"frame.tsv", 3, t.frame},
		{"table.tsv", 5, t.label},
	} {
		text, err := files.ReadFile(file.name)
		if err != nil {
			return nil, []error{err}
		}
		errs = append(errs, rows(file.name, string(text), file.columns, file.add)...)
	}
	return &t, errs
}

// rows hands each row of a table to add, with what every row has.
func rows(name, text string, columns int, add func(Row, []string) error) (errs []error) {
	seen := make(map[string]int)
	for i, line := range strings.Split(text, "\n") {
		if i == 0 || line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		err := check(cells, columns)
		key := cells[0]
		switch {
		case name == "frame.tsv" && len(cells) > 1:
			key += "…" + cells[1]
		case name == "table.tsv" && len(cells) > 2:
			key += " as " + cells[2]
		}
		if first := seen[key]; first > 0 {
			err = fmt.Errorf("%s is in line %d already", key, first)
		}
		seen[key] = i + 1
		if err == nil {
			row := Row{File: name, Line: i + 1, Example: cells[min(columns, 4)-1]}
			if columns == 5 {
				row.Counter = cells[4]
			}
			err = add(row, cells)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", name, i+1, err))
		}
	}
	return errs
}

// check reports a row without all its cells, or whose example lacks its word.
func check(cells []string, columns int) error {
	if len(cells) != columns {
		return fmt.Errorf("%d cells, not %d", len(cells), columns)
	}
	for _, c := range cells {
		if c == "" || c != strings.TrimSpace(c) {
			return fmt.Errorf("an empty cell or one with spaces around it")
		}
	}
	if example := cells[min(columns, 4)-1]; !strings.Contains(example, cells[0]) {
		return fmt.Errorf("the example %s does not contain %s", example, cells[0])
	}
	return nil
}

func (t *Tables) change(r Row, cells []string) error {
	sign, ok := map[string]int{"+": 1, "-": -1}[cells[1]]
	if !ok {
		return fmt.Errorf("direction %s is neither + nor -", cells[1])
	}
	if cells[2] != "amount" && cells[2] != "ratio" {
		return fmt.Errorf("kind %s is neither amount nor ratio", cells[2])
	}
	t.Changes = append(t.Changes, Change{Stem: cells[0], Sign: sign, Always: cells[2] == "amount", Row: r})
	return nil
}

func (t *Tables) ending(r Row, cells []string) error {
	if cells[1] != "change" && cells[1] != "level" {
		return fmt.Errorf("%s is neither change nor level", cells[1])
	}
	if cells[2] != "yes" && cells[2] != "no" {
		return fmt.Errorf("%s is neither yes nor no", cells[2])
	}
	t.Endings = append(t.Endings, Ending{Text: cells[0], Level: cells[1] == "level", AfterOne: cells[2] == "yes", Row: r})
	return nil
}

func (t *Tables) empty(r Row, cells []string) error {
	k := EmptyKind(cells[1])
	if k != Connective && k != Scope && k != Time && k != Filler {
		return fmt.Errorf("%s is no kind of empty words", k)
	}
	t.Empty = append(t.Empty, Empty{cells[0], k, r})
	return nil
}

func (t *Tables) cue(r Row, cells []string) error {
	if cells[1] != "target" && cells[1] != "actual" {
		return fmt.Errorf("%s is neither target nor actual", cells[1])
	}
	t.Cues = append(t.Cues, Cue{cells[0], cells[1] == "target", r})
	return nil
}

func (t *Tables) frame(r Row, cells []string) error {
	if !strings.Contains(r.Example, cells[1]) {
		return fmt.Errorf("the example %s does not contain %s", r.Example, cells[1])
	}
	t.Frames = append(t.Frames, Frame{cells[0], cells[1], r})
	return nil
}

// word returns what adds a row to a table that only lists words.
func word(table *[]Word) func(Row, []string) error {
	return func(r Row, cells []string) error {
		*table = append(*table, Word{cells[0], r})
		return nil
	}
}

// Entry is a row of a table as a reader looks it up.
type Entry struct {
	Word    string
	Meaning string // what the reader takes it for
	Row
}

// Entries lists the rows of all tables but those of labels, whose words mean something
// else in prose.
func Entries() (all []Entry) {
	t := Load()
	for i := range t.Changes {
		c := &t.Changes[i]
		meaning := "a verb of change, upwards"
		if c.Sign < 0 {
			meaning = "a verb of change, downwards"
		}
		all = append(all, Entry{c.Stem, meaning, c.Row})
	}
	for i := range t.Endings {
		e := &t.Endings[i]
		meaning := "may end a verb of change"
		if e.Level {
			meaning = "ends a verb of change and names the level reached"
		}
		all = append(all, Entry{e.Text, meaning, e.Row})
	}
	for i := range t.Empty {
		all = append(all, Entry{t.Empty[i].Text, "says nothing of what a number counts: " + string(t.Empty[i].Kind), t.Empty[i].Row})
	}
	for i := range t.Cues {
		meaning := "what follows was reached"
		if t.Cues[i].Target {
			meaning = "what follows is an aim"
		}
		all = append(all, Entry{t.Cues[i].Text, meaning, t.Cues[i].Row})
	}
	for i := range t.Frames {
		all = append(all, Entry{t.Frames[i].Opens + "…" + t.Frames[i].Closes, "a phrase beside the clause", t.Frames[i].Row})
	}
	for _, list := range []struct {
		meaning string
		words   []Word
	}{
		{"an adverb before a verb of change", t.Adverbs}, {"ends the name of an office or unit", t.Bodies},
		{"a noun that contains a word of the grammar and does not mean it", t.Nouns}, {"a verb of an office, no part of the name after it", t.Leads},
	} {
		for i := range list.words {
			all = append(all, Entry{list.words[i].Text, list.meaning, list.words[i].Row})
		}
	}
	return all
}
