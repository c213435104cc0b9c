package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"gongkai/pipeline"
	"gongkai/pipeline/section"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

type versionCmd struct{}

// Run implements the command.
func (versionCmd) Run(s *streams) error {
	_, err := fmt.Fprintln(s.out, version())
	return err
}

func version() string {
	return fmt.Sprintf("gongkai %s (schema %s)", pipeline.Version, sink.SchemaVersion)
}

type schemaCmd struct {
	Format string `help:"${enum}; sql gives DuckDB views." enum:"md,json,sql" default:"md"`
	Out    string `help:"Folder of the dataset the views read." default:"out"`
	Blocks bool   `help:"The dataset has the blocks table."`
}

// Run implements the command.
func (c *schemaCmd) Run(s *streams) error {
	switch c.Format {
	case "json":
		return sink.WriteJSON(s.out)
	case "sql":
		return sink.WriteSQL(s.out, c.Out, c.Blocks)
	}
	return sink.WriteMarkdown(s.out)
}

type explainCmd struct {
	IDs string `name:"ids" help:"List the ids of this kind instead, a line each: ${enum}." enum:",all,concept,rule" default:"" placeholder:"KIND"`
	ID  string `arg:"" optional:"" ids:"all" help:"A concept such as revenue.total, a rule such as text.share, a code such as 2010301 or 30101, a section such as final.total, or a name of one, such as 三公经费."`
}

// Run implements the command. An id is what it says; a name may be that of
// several things, and each is explained.
func (c *explainCmd) Run(s *streams) error {
	if c.IDs != "" {
		return writeIDs(s.out, c.IDs)
	}
	if c.ID == "" {
		return errors.New("explain: say what: an id or a name; --ids all lists the ids")
	}
	if concept, ok := schema.ConceptByID(schema.ConceptID(c.ID)); ok {
		return writeConcept(s.out, &concept)
	}
	if rule, ok := schema.RuleByID(schema.RuleID(c.ID)); ok {
		return writeRule(s.out, &rule)
	}
	if explainCode(s.out, c.ID) || explainSection(s.out, c.ID) {
		return nil
	}
	all := topics()
	if found := named(all, c.ID); len(found) > 0 {
		return explainAll(s.out, found)
	}
	return unknownName(c.ID, near(all, c.ID))
}

// writeIDs lists the ids of concepts, rules and sections, those that a person types.
func writeIDs(w io.Writer, kind string) (err error) {
	var ids []string
	if kind != "rule" {
		for _, c := range schema.Concepts() {
			ids = append(ids, string(c.ID))
		}
	}
	if kind != "concept" {
		for _, r := range schema.Rules() {
			ids = append(ids, string(r.ID))
		}
	}
	if kind == "all" {
		for _, id := range section.IDs() {
			ids = append(ids, string(id))
		}
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if _, err = fmt.Fprintln(w, id); err != nil {
			break
		}
	}
	return err
}

func writeConcept(w io.Writer, c *schema.Concept) error {
	over := "over a period"
	if c.Instant {
		over = "at a date"
	}
	rows := [][]string{{"kind", joined(", ", string(c.Kind), c.Unit, over)}}
	for _, s := range c.Synonyms {
		rows = append(rows, []string{"also", s})
	}
	rows = append(rows, []string{"basis", c.Basis}, []string{"example", c.Example})
	if _, err := fmt.Fprintf(w, "%s  %s\n", c.ID, c.Label); err != nil {
		return err
	}
	writeColumns(w, rows)
	return nil
}

// writeMember explains a member of a concept: one of its values of the dimension
// indicator.
func writeMember(w io.Writer, m *schema.Member) error {
	at := "over a period"
	if m.Instant {
		at = "at a date"
	}
	concept, _ := schema.ConceptByID(m.Concept)
	rows := [][]string{{"indicator", m.Name}, {"unit", joined(", ", strings.Join(m.Units, " or "), at)}}
	if m.Code != "" {
		rows = append(rows, []string{"code", m.Code}, []string{"fund", string(m.Fund)})
	}
	for _, s := range m.Synonyms {
		rows = append(rows, []string{"also", s})
	}
	rows = append(rows, []string{"basis", m.Basis}, []string{"example", m.Example})
	if _, err := fmt.Fprintf(w, "%s %s  %s\n", m.Concept, m.Name, concept.Label); err != nil {
		return err
	}
	writeColumns(w, rows)
	return nil
}

func writeRule(w io.Writer, r *schema.Rule) error {
	if _, err := fmt.Fprintf(w, "%s  %s\n", r.ID, r.Title); err != nil {
		return err
	}
	writeColumns(w, [][]string{{"english", r.English}, {"family", string(r.Family)}, {"severity", string(r.Severity)}, {"since", r.Since},
		{"formula", formula(r)}, {"basis", r.Basis}, {"example", r.Example}})
	return nil
}
