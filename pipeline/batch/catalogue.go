package batch

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/pipeline"
	"gongkai/pipeline/sink"
)

// Catalogue is what a list of files says of each, by path. The text of a
// report has precedence: entity and fiscal year are taken from the catalogue
// only where it does not say, and then for all its figures.
type Catalogue map[string]CatalogueEntry

// CatalogueEntry is one line; what it leaves empty is empty.
type CatalogueEntry struct {
	Entity     string
	FiscalYear int
	URL        string
	Filing     string // files with one name here are one filing wherever they lie
}

// LoadCatalogue reads a CSV file (UTF-8) with a header line naming the columns
// path, and entity, fiscal_year, url and filing in any order; others are passed over.
// A relative path is taken from the current folder, else from the catalogue's.
func LoadCatalogue(name string) (Catalogue, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%s: not UTF-8: save it as UTF-8", name)
	}
	c, err := readCatalogue(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))), filepath.Dir(name))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return c, nil
}

func readCatalogue(r io.Reader, dir string) (Catalogue, error) {
	lines := csv.NewReader(r)
	lines.FieldsPerRecord = -1
	head, err := lines.Read()
	if err != nil {
		return nil, fmt.Errorf("no header line: %w", err)
	}
	if !slices.Contains(head, "path") {
		return nil, errors.New("the header line names no column path")
	}
	c := make(Catalogue)
	for {
		record, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return c, nil
		}
		if err != nil {
			return nil, err
		}
		get := func(column string) string {
			if i := slices.Index(head, column); i >= 0 && i < len(record) {
				return strings.TrimSpace(record[i])
			}
			return ""
		}
		e := CatalogueEntry{Entity: get("entity"), URL: get("url"), Filing: get("filing")}
		if year := get("fiscal_year"); year != "" {
			if e.FiscalYear, err = strconv.Atoi(year); err != nil {
				line, _ := lines.FieldPos(0)
				return nil, fmt.Errorf("line %d: fiscal_year %q is no year", line, year)
			}
		}
		path := get("path")
		c[filepath.Clean(path)] = e
		if !filepath.IsAbs(path) {
			if beside := filepath.Join(dir, path); c[beside] == (CatalogueEntry{}) {
				c[beside] = e
			}
		}
	}
}

// describe tells the inputs what is known of them.
func (c Catalogue) describe(inputs []Input) {
	for i := range inputs {
		e := c[inputs[i].Path]
		inputs[i].Known = pipeline.Known{Entity: e.Entity, Year: e.FiscalYear}
	}
}

// fill completes a row.
func (c Catalogue) fill(row *sink.DocumentRow) {
	e, ok := c[row.Path]
	if !ok {
		return
	}
	if row.Entity == nil && e.Entity != "" {
		row.Entity = &e.Entity
	}
	if year := int32(e.FiscalYear); row.FiscalYear == nil && year != 0 {
		row.FiscalYear = &year
	}
	if e.URL != "" {
		row.URL = &e.URL
	}
}
