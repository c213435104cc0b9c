package disclose

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"

	"gongkai/extract"
	"gongkai/schema"
)

// Checks returns the faults of a report, in the order of the rules' table and of
// the places where they first occur. The report must have its row, its facts and its
// other checks. Each place of a fault of the family disclosure is an issue; its check
// has no operands, for it holds no figures against each other.
func Checks(doc *extract.Document, r *schema.Report) ([]schema.Check, []schema.Issue) {
	s := &search{doc: doc, report: r, at: make(map[fault]int)}
	s.read()
	if s.blank() {
		return nil, nil
	}
	s.wordings()
	s.tables()
	s.codes()
	s.contents()
	s.parts()
	s.fillers()
	s.items()
	s.names()
	s.zeroBases()
	s.changesAboveLevels()
	s.reasons()
	s.oppositeReasons()
	return s.checks()
}

// search goes through one report.
type search struct {
	doc    *extract.Document
	report *schema.Report
	texts  []text
	found  []finding
	at     map[fault]int // where in found
	// economic says which economic classes have a figure in a table; nil until asked for.
	economic *map[string]bool
}

// text is one text of the report, in reading order.
type text struct {
	loc extract.Loc
	s   string
}

// fault is what makes one check: a rule and the words that break it.
type fault struct {
	rule  schema.RuleID
	words string
}

// finding is a fault and everywhere it occurs.
type finding struct {
	fault
	places []schema.Operand
}

func (s *search) read() {
	n := 0
	for range s.doc.Texts() {
		n++
	}
	s.texts = make([]text, 0, n)
	for loc, t := range s.doc.Texts() {
		s.texts = append(s.texts, text{loc, t.S})
	}
}

// add records that a text breaks a rule at bytes [start,end).
func (s *search) add(rule schema.RuleID, words string, loc extract.Loc, start, end int) {
	pos, raw := s.doc.Locate(loc, start, end)
	place := schema.Operand{Role: schema.PlaceRole, Fact: &schema.Fact{Document: s.report.Document.ID, Raw: raw, Source: schema.Provenance{
		Line: pos.Line, Block: pos.Block, Table: pos.Table, Row: pos.Row, Col: pos.Col, Page: pos.Page, Start: pos.Start, End: pos.End}}}
	k := fault{rule, words}
	n, ok := s.at[k]
	if !ok {
		n = len(s.found)
		s.at[k], s.found = n, append(s.found, finding{fault: k})
	}
	s.found[n].places = append(s.found[n].places, place)
}

// checks makes a check of every fault, in the order of the rules, and issues of their
// places.
func (s *search) checks() (checks []schema.Check, issues []schema.Issue) {
	byRule := make(map[schema.RuleID][]finding)
	for _, f := range s.found {
		byRule[f.rule] = append(byRule[f.rule], f)
	}
	for _, rule := range schema.Rules() {
		for _, f := range byRule[rule.ID] {
			c := s.check(rule, f)
			if rule.Family == schema.DisclosureFamily {
				c.Operands = nil
				for _, p := range f.places {
					issues = append(issues, schema.Issue{Code: schema.IssueDisclosure, Severity: rule.Severity, Detail: string(rule.ID) + ": " + rule.Title, Source: p.Fact.Source, Raw: p.Fact.Raw})
				}
			}
			checks = append(checks, c)
		}
	}
	return checks, issues
}

func (s *search) check(rule schema.Rule, f finding) schema.Check {
	d := &s.report.Document
	formula := rule.Title + "：" + f.words
	if rule.Family == schema.DisclosureFamily && len(f.places) > 1 {
		formula += fmt.Sprintf(wordOf("places"), len(f.places))
	}
	h := sha256.New()
	h.Write([]byte(d.ID + "|" + string(rule.ID) + "|" + f.words))
	for _, p := range f.places {
		h.Write([]byte("|" + strconv.Itoa(p.Fact.Source.Line) + "," + strconv.Itoa(p.Fact.Source.Block) + "," + strconv.Itoa(p.Fact.Source.Start)))
	}
	id := hex.EncodeToString(h.Sum(nil)[:8])
	return schema.Check{ID: id, Finding: id, Document: d.ID, Rule: rule.ID, Family: rule.Family, Formula: formula,
		Verdict: schema.Inconsistent, Severity: rule.Severity, FiscalYear: d.FiscalYear, Operands: f.places}
}
