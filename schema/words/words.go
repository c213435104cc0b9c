package words

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed *.tsv
var files embed.FS

// Change is a verb of change, 减少. Sign is its direction.
type Change struct {
	Stem string
	Sign int // 0 for one that says no direction, and is only a noun: 增减率
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
	Text                  string
	Noun, Level, AfterOne bool // with it the verb is a noun, 下降率; names what was reached, 减至; may be of one character
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

// Kept is a word that begins or ends with an empty one, 其他 or 系数, and of which a
// name that begins or ends with it is never robbed.
type Kept struct {
	Text string
	Ends bool // stands at the end of names, not at their beginning
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

// PlaceWord is a word by which the place that figures are of is known.
type PlaceWord struct {
	Text string
	Kind PlaceKind
	Row
}

// PlaceKind says how a word tells a place.
type PlaceKind string

// The kinds of words of places.
const (
	PlaceEnding PlaceKind = "ending"  // ends the name of a territory: 甲县
	ZoneEnding  PlaceKind = "zone"    // ends the name of an area with accounts of its own: 开发区
	Account     PlaceKind = "account" // stands after the name of a place that figures are of: 甲县完成
	Against     PlaceKind = "against" // the place after it is not the figure's: 占全市的40%
	Sum         PlaceKind = "sum"     // after 县区 or 乡镇: the figures are of all of them
	GivenOn     PlaceKind = "given"   // titles of tables of what is given to the places inside
	EachOf      PlaceKind = "each"    // begins the title of a table of all the places inside together
	Never       PlaceKind = "never"   // is in no name of a place: 小区, 转贷
)

// Level is a level of government, 市, with what a report of that level calls those
// below it.
type Level struct {
	Own   string
	Below []string
	Row
}

// Remark is a word that says something of a number besides its meaning.
type Remark struct {
	Text  string
	Says  Saying
	Where RemarkPlace
	Row
}

// Saying is what a remark says. Wording in package schema defines each.
type Saying string

// The sayings.
const (
	OtherBase     Saying = "other_base"
	RealTerms     Saying = "real_terms"
	Territory     Saying = "territory"
	Counting      Saying = "counting"       // a verb of having between Territory and its count
	ChangeFollows Saying = "change_follows" // the next number is the change of this level
	UseFollows    Saying = "use_follows"    // the next number is what was used of this budget
	Generic       Saying = "generic"
	SumRow        Saying = "sum_row"
	TotalRow      Saying = "total_row"
	GrandTotal    Saying = "grand_total"
	WholeSide     Saying = "whole_side"
	BothSides     Saying = "both_sides"
	OfWhich       Saying = "of_which"
	Remainder     Saying = "remainder"
	Place         Saying = "place"          // is no part of the name after it
	ProjectEnding Saying = "project_ending" // may be left out of a project's name
	ProjectFee    Saying = "project_fee"    // the same as 费 at the end of a project's name
)

// RemarkPlace is where a remark stands.
type RemarkPlace string

// The places of remarks.
const (
	InSentence     RemarkPlace = "sentence" // anywhere in the sentence, or the headings of a cell
	BeforeNumber   RemarkPlace = "before"   // right before the number
	BetweenNumbers RemarkPlace = "between"  // first of what stands between a number and the next, after a mark
	InLabel        RemarkPlace = "label"    // anywhere in the label
	BeginsLabel    RemarkPlace = "begins"   // after figures that open the label
	EndsLabel      RemarkPlace = "ends"
	FirstOfLabel   RemarkPlace = "first" // it is the first word of the label, up to a space
)

// Composition is a name with the names that together make it up.
type Composition struct {
	Text    string
	Members []string
	// Beside is a word for one more member, which some reports have: where one does, the
	// others are not all. It is "" for most.
	Beside string
	// Any says that the members make up whatever they are all the parts of a list of: 城镇 and 乡村.
	Any bool
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
	// Kept are the words that a name is never cut inside.
	Kept  []Kept
	Leads []Word
	// Attributes are verbs of change that before a noun are its attribute: 新增债券.
	Attributes []Word
	Cues       []Cue
	Frames     []Frame
	Places     []PlaceWord
	Levels     []Level // the highest first
	// Terms are the words of the grammar, Counts the ways to count, in the order
	// in which they are tried.
	Terms  []Term
	Counts []Count
	// Plans say that what is counted is to be bought: 拟购置.
	Plans   []Word
	Tallies []Tally
	// Grades are what projects are rated with: 优.
	Grades  []Word
	Remarks []Remark
	Wholes  []Composition
	// Twos are words that stand for two: 城乡.
	Twos []Composition
	// Measured are nouns for what is measured of a thing, which a list of things names
	// once: 小麦、玉米产量.
	Measured []Word
	// Headings open the sections of a report, the most specific first.
	Headings []Heading
	// Relations are the ways in which headings hold their figures against others, the most
	// specific first.
	Relations []Relation
	// Labels are wordings of tables, and of names in prose, by what they are looked up for.
	Labels map[Use]Labels
}

// Load returns the tables. They are part of the program, so a row that cannot be
// read is a mistake of this package; its tests find it.
var Load = sync.OnceValue(func() *Tables {
	t, errs := parse(tested)
	if len(errs) > 0 {
		return &Tables{}
	}
	return t
})

// trust is whether rows are held to be good, or looked at: an example without its word, a
// word that is there twice.
type trust bool

const (
	tested   trust = true // as a program does, to start sooner
	doubtful trust = false
)

// parse reads all tables and collects what is wrong with their rows.
func parse(trusted trust) (*Tables, []error) {
	var t Tables
	var errs []error
	for _, file := range []struct {
		name string
		add  func(Row, []string) error
	}{
		{"change.tsv", t.change},
		{"ending.tsv", t.ending},
		{"adverb.tsv", word(&t.Adverbs)},
		{"empty.tsv", t.empty},
		{"body.tsv", word(&t.Bodies)},
		{"noun.tsv", word(&t.Nouns)},
		{"kept.tsv", t.kept},
		{"lead.tsv", word(&t.Leads)},
		{"attribute.tsv", word(&t.Attributes)},
		{"cue.tsv", t.cue},
		{"frame.tsv", t.frame},
		{"grammar.tsv", t.term},
		{"count.tsv", t.count},
		{"plan.tsv", word(&t.Plans)},
		{"tally.tsv", t.tally},
		{"grade.tsv", word(&t.Grades)},
		{"place.tsv", t.place},
		{"level.tsv", t.level},
		{"remark.tsv", t.remark},
		{"whole.tsv", t.whole},
		{"two.tsv", t.two},
		{"measured.tsv", word(&t.Measured)},
		{"table.tsv", t.label},
		{"prose.tsv", t.label},
		{"mark.tsv", t.label},
		{"title.tsv", t.label},
		{"heading.tsv", t.heading},
		{"relation.tsv", t.relation},
	} {
		text, err := files.ReadFile(file.name)
		if err != nil {
			return nil, []error{err}
		}
		errs = append(errs, rows(file.name, string(text), trusted, file.add)...)
	}
	return &t, errs
}

// rows hands each row of a table to add, with what every row has. The first line
// names the columns.
func rows(name, text string, trusted trust, add func(Row, []string) error) (errs []error) {
	head, body, _ := strings.Cut(text, "\n")
	columns := strings.Split(head, "\t")
	example, counter := slices.Index(columns, "example"), slices.Index(columns, "counter_example")
	if example < 0 {
		return []error{fmt.Errorf("%s:1: no column of examples", name)}
	}
	seen, number := make(map[string]int), 1
	var cells []string
	for line := range strings.SplitSeq(body, "\n") {
		number++
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := Row{File: name, Line: number}
		cells = slices.AppendSeq(cells[:0], strings.SplitSeq(line, "\t"))
		err := check(columns, cells, trusted)
		if err == nil && trusted == doubtful {
			key := keyOf(columns, cells)
			if first := seen[key]; first > 0 {
				err = fmt.Errorf("%s is in line %d already", key, first)
			}
			seen[key] = row.Line
		}
		if err == nil {
			if row.Example = cells[example]; counter >= 0 {
				row.Counter = cells[counter]
			}
			err = add(row, cells)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s:%d: %w", name, row.Line, err))
		}
	}
	return errs
}

// keyOf is what no two rows of a table share: the word. A frame is known by both
// its ends, and a wording of a count by all it asks for.
func keyOf(columns, cells []string) string {
	switch columns[0] {
	case "opens":
		return cells[0] + "…" + cells[1]
	case "concept", "all":
		return strings.Join(cells[:slices.Index(columns, "example")], " ")
	}
	switch {
	case cells[0] == anyWhole:
		return cells[1]
	case slices.Contains(columns, "says"):
		return cells[0] + " says " + cells[slices.Index(columns, "says")]
	case slices.Contains(columns, "means"):
		return cells[0] + " as " + cells[slices.Index(columns, "means")]
	}
	return cells[0]
}

// check reports a row without all its cells, or whose example lacks its word.
func check(columns, cells []string, trusted trust) error {
	if len(cells) != len(columns) {
		return fmt.Errorf("%d cells, not %d", len(cells), len(columns))
	}
	if trusted {
		return nil
	}
	for _, c := range cells {
		if c == "" || c != strings.TrimSpace(c) {
			return fmt.Errorf("an empty cell or one with spaces around it")
		}
	}
	example := cells[slices.Index(columns, "example")]
	word := cells[0]
	if slices.Contains(columns, "role") && strings.ContainsAny(word, "([") {
		word = slot // a pattern
	}
	if columns[0] != "concept" && columns[0] != "all" && columns[0] != "pattern" && word != anyWhole && !strings.Contains(example, word) { // known by several words
		return fmt.Errorf("the example %s does not contain %s", example, word)
	}
	return nil
}

// slot stands in the examples of a pattern for each of its words.
const slot = "～"

// of is the row of a pattern for one of its words.
func (r Row) of(word string) Row {
	r.Example, r.Counter = strings.ReplaceAll(r.Example, slot, word), strings.ReplaceAll(r.Counter, slot, word)
	return r
}

func (t *Tables) change(r Row, cells []string) error {
	sign, ok := map[string]int{"+": 1, "-": -1, "±": 0}[cells[1]]
	if !ok {
		return fmt.Errorf("direction %s is neither + nor - nor ±", cells[1])
	}
	if cells[2] != "amount" && cells[2] != "ratio" {
		return fmt.Errorf("kind %s is neither amount nor ratio", cells[2])
	}
	t.Changes = append(t.Changes, Change{Stem: cells[0], Sign: sign, Always: cells[2] == "amount", Row: r})
	return nil
}

func (t *Tables) ending(r Row, cells []string) error {
	if cells[1] != "change" && cells[1] != "noun" && cells[1] != "level" {
		return fmt.Errorf("%s is neither change nor noun nor level", cells[1])
	}
	if cells[2] != "yes" && cells[2] != "no" {
		return fmt.Errorf("%s is neither yes nor no", cells[2])
	}
	t.Endings = append(t.Endings, Ending{Text: cells[0], Noun: cells[1] == "noun", Level: cells[1] == "level", AfterOne: cells[2] == "yes", Row: r})
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

func (t *Tables) kept(r Row, cells []string) error {
	if cells[1] != "begins" && cells[1] != "ends" {
		return fmt.Errorf("%s is neither begins nor ends", cells[1])
	}
	t.Kept = append(t.Kept, Kept{cells[0], cells[1] == "ends", r})
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

func (t *Tables) place(r Row, cells []string) error {
	k := PlaceKind(cells[1])
	if k != PlaceEnding && k != ZoneEnding && k != Account && k != Against && k != Sum && k != GivenOn && k != EachOf && k != Never {
		return fmt.Errorf("%s is no kind of words of places", k)
	}
	t.Places = append(t.Places, PlaceWord{cells[0], k, r})
	return nil
}

// PlacePattern is a regular expression that matches the words of places of a kind.
func (t *Tables) PlacePattern(kind PlaceKind) string {
	var of Labels
	for i := range t.Places {
		if t.Places[i].Kind == kind {
			of = append(of, Label{Text: t.Places[i].Text})
		}
	}
	return of.Pattern()
}

func (t *Tables) level(r Row, cells []string) error {
	t.Levels = append(t.Levels, Level{cells[0], strings.Fields(cells[1]), r})
	return nil
}

func (t *Tables) remark(r Row, cells []string) error {
	says, where := Saying(cells[1]), RemarkPlace(cells[2])
	if _, ok := sayings[says]; !ok {
		return fmt.Errorf("%s is nothing a remark says", says)
	}
	switch where {
	case InSentence, BeforeNumber, BetweenNumbers, InLabel, BeginsLabel, EndsLabel, FirstOfLabel:
	default:
		return fmt.Errorf("%s is no place of a remark", where)
	}
	t.Remarks = append(t.Remarks, Remark{cells[0], says, where, r})
	return nil
}

// besideMark stands before the word for a member that only some reports have.
const besideMark = "?"

// anyWhole stands for a whole of any name that members by their nature make up between them.
const anyWhole = "…"

func (t *Tables) whole(r Row, cells []string) error {
	w := Composition{Text: cells[0], Any: cells[0] == anyWhole, Row: r}
	for m := range strings.FieldsSeq(cells[1]) {
		if beside, more := strings.CutPrefix(m, besideMark); more {
			w.Beside = beside
			continue
		}
		w.Members = append(w.Members, m)
		if !strings.Contains(r.Example, m) {
			return fmt.Errorf("the example %s does not contain %s", r.Example, m)
		}
	}
	t.Wholes = append(t.Wholes, w)
	return nil
}

func (t *Tables) two(r Row, cells []string) error {
	w := Composition{Text: cells[0], Members: strings.Fields(cells[1]), Row: r}
	if len(w.Members) < 2 || !strings.Contains(r.Example, w.Text) {
		return fmt.Errorf("%s stands for %d, in an example without it", w.Text, len(w.Members))
	}
	t.Twos = append(t.Twos, w)
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

// sayings are the sayings as a reader of the tables understands them.
var sayings = map[Saying]string{
	OtherBase:     "measured on a base other than the printed one",
	RealTerms:     "a rate in constant prices",
	Territory:     "a count over the whole territory",
	Counting:      "may stand between the territory and its count",
	ChangeFollows: "the next number is the change of this level",
	UseFollows:    "the next number is what was used of this budget",
	Generic:       "a label that names no quantity by itself",
	SumRow:        "the row that sums up those above it",
	TotalRow:      "the row that all classes are part of",
	GrandTotal:    "a label that takes all together",
	WholeSide:     "the sum of one side of a balance",
	BothSides:     "the totals of both sides of a balance at once",
	OfWhich:       "one part among others",
	Remainder:     "the class that closes a list",
	Place:         "a place before a name and no part of it",
	ProjectEnding: "may be left out of a project's name",
	ProjectFee:    "the same as 费 at the end of a project's name",
}

// Entries lists the rows of all tables but those of labels, whose words mean something
// else in prose.
func Entries() (all []Entry) {
	t := Load()
	all = t.verbs()
	for i := range t.Empty {
		all = append(all, Entry{t.Empty[i].Text, "says nothing of what a number counts: " + string(t.Empty[i].Kind), t.Empty[i].Row})
	}
	for i := range t.Kept {
		all = append(all, Entry{t.Kept[i].Text, "a word that a name is not cut inside", t.Kept[i].Row})
	}
	for i := range t.Cues {
		meaning := "what follows was reached"
		if t.Cues[i].Target {
			meaning = "what follows is an aim"
		}
		all = append(all, Entry{t.Cues[i].Text, meaning, t.Cues[i].Row})
	}
	for i := range t.Terms {
		all = append(all, Entry{t.Terms[i].Text, t.Terms[i].meaning(), t.Terms[i].Row})
	}
	for i := range t.Counts {
		c := &t.Counts[i]
		for _, w := range slices.Concat(c.All, c.Any) {
			all = append(all, Entry{w, "in a clause with " + strings.Join(c.Units, ", ") + " means " + c.Concept, c.Row})
		}
	}
	for i := range t.Tallies {
		all = append(all, Entry{t.Tallies[i].Text, "says of a count no more than that it is one", t.Tallies[i].Row})
	}
	for i := range t.Frames {
		all = append(all, Entry{t.Frames[i].Opens + "…" + t.Frames[i].Closes, "a phrase beside the clause", t.Frames[i].Row})
	}
	for i := range t.Places {
		all = append(all, Entry{t.Places[i].Text, "tells whose the figures are: " + string(t.Places[i].Kind), t.Places[i].Row})
	}
	for i := range t.Levels {
		all = append(all, Entry{t.Levels[i].Own, "a level of government", t.Levels[i].Row})
	}
	for i := range t.Remarks {
		all = append(all, Entry{t.Remarks[i].Text, sayings[t.Remarks[i].Says], t.Remarks[i].Row})
	}
	for i := range t.Wholes {
		all = append(all, Entry{t.Wholes[i].Text, "is made up of " + strings.Join(t.Wholes[i].Members, ", "), t.Wholes[i].Row})
	}
	for i := range t.Twos {
		all = append(all, Entry{t.Twos[i].Text, "before numbers in turn stands for " + strings.Join(t.Twos[i].Members, ", "), t.Twos[i].Row})
	}
	return append(all, t.listed()...)
}

// verbs are the verbs of change, and what may end them.
func (t *Tables) verbs() (all []Entry) {
	for i := range t.Changes {
		c := &t.Changes[i]
		meaning := map[int]string{1: "a verb of change, upwards", 0: "begins a noun of change, either way", -1: "a verb of change, downwards"}[c.Sign]
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
	return all
}

// listed are the rows of the tables that only list words.
func (t *Tables) listed() (all []Entry) {
	for _, list := range []struct {
		meaning string
		words   []Word
	}{
		{"an adverb before a verb of change", t.Adverbs}, {"ends the name of an office or unit", t.Bodies},
		{"a noun that contains a word of the grammar and does not mean it", t.Nouns}, {"a verb of an office, no part of the name after it", t.Leads},
		{"what is counted after it is to be bought", t.Plans},
		{"a grade of projects", t.Grades}, {"what is measured of each thing of a list", t.Measured},
	} {
		for i := range list.words {
			all = append(all, Entry{list.words[i].Text, list.meaning, list.words[i].Row})
		}
	}
	return all
}

// ranks are the characters that words for the places below a government are made of.
const ranks = "县市区州旗镇乡盟"

// fullWidth is the byte that the full-width forms of marks begin with.
const fullWidth = 0xef

// WithoutRankMarks is a text without the marks of such brackets: 县市区 of 县（市、区）.
func WithoutRankMarks(text string) string {
	for i := 0; i < len(text); i++ {
		if text[i] != '(' && text[i] != fullWidth {
			continue
		}
		if end := RanksEnd(text, i); end > 0 {
			inside := strings.NewReplacer("（", "", "(", "", "、", "", "）", "", ")", "").Replace(text[i:end])
			text = text[:i] + inside + text[end:]
		}
	}
	return text
}

// RanksEnd is where the bracket at a byte of a text ends that goes on a word for the places
// below, 县（市、区）; 0 where no such bracket stands there.
func RanksEnd(text string, at int) int {
	open, size := utf8.DecodeRuneInString(text[at:])
	if open != '（' && open != '(' {
		return 0
	}
	if before, _ := utf8.DecodeLastRuneInString(text[:at]); !strings.ContainsRune(ranks, before) {
		return 0
	}
	for i, r := range text[at+size:] {
		switch {
		case (r == '）' || r == ')') && i > 0:
			return at + size + i + utf8.RuneLen(r)
		case r != '、' && !strings.ContainsRune(ranks, r):
			return 0
		}
	}
	return 0
}
