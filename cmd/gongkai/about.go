package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"gongkai/pipeline"
	"gongkai/pipeline/sink"
	"gongkai/schema"
)

type versionCmd struct{}

// Run implements the command.
func (versionCmd) Run(s *streams) error {
	_, err := fmt.Fprintf(s.out, "gongkai %s (schema %s)\n", pipeline.Version, sink.SchemaVersion)
	return err
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
	ID string `arg:"" help:"A concept such as revenue.total, its Chinese name, a rule such as text.share, a code such as 2010301 or 30101, or a section such as final.total."`
}

// Run implements the command.
func (c *explainCmd) Run(s *streams) error {
	if concept, ok := schema.ConceptByID(schema.ConceptID(c.ID)); ok {
		return writeConcept(s.out, &concept)
	}
	if rule, ok := schema.RuleByID(schema.RuleID(c.ID)); ok {
		return writeRule(s.out, &rule)
	}
	if explainCode(s.out, c.ID) || explainSection(s.out, c.ID) {
		return nil
	}
	var named, near []string
	for _, concept := range schema.Concepts() {
		if concept.Label == c.ID || slices.Contains(concept.Synonyms, c.ID) {
			if err := writeConcept(s.out, &concept); err != nil {
				return err
			}
			named = append(named, string(concept.ID))
		}
		if strings.Contains(string(concept.ID), c.ID) || strings.Contains(concept.Label, c.ID) {
			near = append(near, string(concept.ID))
		}
	}
	switch {
	case len(named) > 0:
		return nil
	case len(near) > 0:
		return fmt.Errorf("explain: no %s; there are %s", c.ID, strings.Join(near, ", "))
	}
	return fmt.Errorf("explain: no concept, rule, code or section %s", c.ID)
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

func writeRule(w io.Writer, r *schema.Rule) error {
	if _, err := fmt.Fprintf(w, "%s  %s\n", r.ID, r.Title); err != nil {
		return err
	}
	writeColumns(w, [][]string{{"english", r.English}, {"family", string(r.Family)}, {"severity", string(r.Severity)}, {"since", r.Since},
		{"formula", formula(r)}, {"basis", r.Basis}, {"example", r.Example}})
	return nil
}
