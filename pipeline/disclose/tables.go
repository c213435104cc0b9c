package disclose

import (
	"regexp"

	"gongkai/extract"
	"gongkai/schema"
)

var (
	// emptyNote says below a table that it has no figures.
	emptyNote = patternOf("empty_note")
	// conditional says when a table of the form is empty, not that this one is.
	conditional = patternOf("conditional")
	// nothing says that there is nothing of a kind, as a note on an empty table does.
	nothing = patternOf("nothing")
	// mayBeEmpty are the titles of tables that an office without such money leaves empty.
	mayBeEmpty = patternOf("may_be_empty")
	// amount is a figure that is no code and not zero.
	amount   = regexp.MustCompile(`^-?(?:[1-9]\d*(?:,\d{3})*\.\d+|0?\.\d*[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)$`)
	anyDigit = regexp.MustCompile(`\d`)
)

// noteMarks are in every note that a table is empty.
var noteMarks = wordsOf("note_marks")

// reach is how many blocks after a table its note may stand.
const reach = 3

// tables finds empty tables without a note and notes that call a table empty which
// is not.
func (s *search) tables() {
	for b := range s.doc.Blocks {
		t := s.doc.Blocks[b].Table
		if t == nil || s.doc.Blocks[b].Kind != extract.TableBlock {
			continue
		}
		noted := false
		for loc, note := range s.around(b) {
			if !containsAny(note, noteMarks) {
				continue
			}
			empty := emptyNote.MatchString(note) && !conditional.MatchString(note)
			noted = noted || empty || nothing.MatchString(note)
			if empty && holds(t, amount) {
				s.add(schema.RuleNoteAgainstTable, note, loc, 0, len(note))
				break
			}
		}
		if title, loc, ok := s.titleOf(b); ok && !noted && !holds(t, anyDigit) && !s.goesOn(title, b) {
			s.add(schema.RuleEmptyTable, title, loc, 0, len(title))
		}
	}
}

// goesOn reports a title that heads another table as well, which has figures: a table that
// goes on over pages has its title on each.
func (s *search) goesOn(title string, block int) bool {
	for b := range s.doc.Blocks {
		t := s.doc.Blocks[b].Table
		if b == block || t == nil || s.doc.Blocks[b].Kind != extract.TableBlock || !holds(t, anyDigit) {
			continue
		}
		if other, _, ok := s.titleOf(b); ok && other == title {
			return true
		}
	}
	return false
}

// around yields the texts of a table and of the blocks after it that may be its
// notes, up to the next table or heading.
func (s *search) around(block int) func(yield func(extract.Loc, string) bool) {
	return func(yield func(extract.Loc, string) bool) {
		for i := range s.doc.Blocks[block].Table.Cells {
			if text := s.doc.Blocks[block].Table.Cells[i].Text.S; text != "" && !yield(extract.Loc{Block: block, Cell: i}, text) {
				return
			}
		}
		for b := block + 1; b <= block+reach && b < len(s.doc.Blocks); b++ {
			if s.doc.Blocks[b].Kind == extract.TableBlock || s.doc.Blocks[b].Level > 0 || mayBeEmpty.MatchString(s.doc.Blocks[b].Text.S) {
				return
			}
			if !yield(extract.Loc{Block: b, Cell: -1}, s.doc.Blocks[b].Text.S) {
				return
			}
		}
	}
}

// holds reports whether a cell below the header of a table matches, outside its
// first column.
func holds(t *extract.Table, pattern *regexp.Regexp) bool {
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Row >= max(t.Header, 1) && c.Col > 0 && pattern.MatchString(c.Text.S) {
			return true
		}
	}
	return false
}

// titleOf is the text before a table that is its title: the last one of a few that
// ends as one.
func (s *search) titleOf(block int) (title string, loc extract.Loc, ok bool) {
	for b := block - 1; b >= 0 && b >= block-reach; b-- {
		if s.doc.Blocks[b].Kind == extract.TableBlock {
			break
		}
		if text := s.doc.Blocks[b].Text.S; mayBeEmpty.MatchString(text) {
			return text, extract.Loc{Block: b, Cell: -1}, true
		}
	}
	return "", extract.Loc{}, false
}
