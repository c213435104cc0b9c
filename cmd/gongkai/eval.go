package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"gongkai/pipeline"
	"gongkai/schema"
)

type evalCmd struct {
	Gold string `help:"Hand labels, one fact a line as JSON." required:"" type:"existingfile"`
	File string `arg:"" help:"The file that was labelled."`
}

// Run implements the command.
func (c *evalCmd) Run(ctx context.Context, s *streams) error {
	gold, err := loadGold(c.Gold)
	if err != nil {
		return err
	}
	r, err := process(ctx, c.File, s.in, pipeline.Options{Timeout: -1})
	if err != nil {
		return err
	}
	if r.Document.Status == schema.Refused {
		return refusalError(r)
	}
	out := bufio.NewWriter(s.out)
	score(gold, r.Facts).write(out)
	return out.Flush()
}

// label is a gold fact. A field with _alt lists other readings that are right.
type label struct {
	Line          int          `json:"line"`
	Start         int          `json:"start"`
	End           int          `json:"end"`
	Raw           string       `json:"raw"`
	Kind          string       `json:"kind"`
	Value         string       `json:"value"`
	Unit          string       `json:"unit"`
	UnitAlt       []string     `json:"unit_alt"`
	Approx        string       `json:"approx"`
	Label         string       `json:"label"`
	Section       string       `json:"section"`
	Concept       string       `json:"concept"`
	ConceptAlt    []string     `json:"concept_alt"`
	Form          string       `json:"value_form"`
	FormAlt       []string     `json:"value_form_alt"`
	Measure       string       `json:"measure"`
	MeasureAlt    []string     `json:"measure_alt"`
	PeriodStart   string       `json:"period_start"`
	PeriodEnd     string       `json:"period_end"`
	PeriodAlt     []goldPeriod `json:"period_alt"`
	FundSource    string       `json:"fund_source"`
	FundSourceAlt []string     `json:"fund_source_alt"`
	FuncCode      string       `json:"func_code"`
	BaseConcept   string       `json:"base_concept"`
	BaseAlt       []string     `json:"base_concept_alt"`
}

// goldPeriod is [start, end]; empty when null, which stands for no period.
type goldPeriod []string

// loadGold reads labels. A value may be a JSON string or number; it is kept as written.
func loadGold(path string) (labels []label, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	for i, line := range bytes.Split(data, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var l struct {
			label
			Value json.RawMessage `json:"value"`
		}
		if err := json.Unmarshal(line, &l); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, i+1, err)
		}
		l.label.Value = string(bytes.Trim(l.Value, `"`))
		if schema.Kind(l.Kind).IsFact() {
			labels = append(labels, l.label)
		}
	}
	if len(labels) == 0 {
		return nil, errors.New(path + ": no labelled facts")
	}
	return labels, nil
}
