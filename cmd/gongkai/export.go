package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"gongkai/pipeline"
	"gongkai/pipeline/batch"
	"gongkai/pipeline/export"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

type exportCmd struct {
	Dataset string   `arg:"" optional:"" help:"Folder of the dataset, as --out says it."`
	Wide    bool     `help:"The same as --table wide: one row per document with its headline figures, as planned and as they came out."`
	Table   []string `help:"What: wide, facts, checks, observations, documents; of xlsx several, between commas, or all." placeholder:"TABLE"`
	Format  string   `help:"How: ${enum}. dta is of Stata 14 and newer; parquet of wide only, for the others are Parquet." enum:"csv,xlsx,jsonl,dta,parquet" default:"csv"`
	Excel   bool     `help:"csv as a Chinese Excel reads it by a double click: with a byte order mark, Chinese names and lines of Windows."`
	Where   []string `help:"Only rows that meet this: COLUMN=VALUE, or with != < <= > >= or ~ (contains); several must all hold, and values between commas are alternatives." sep:"none" placeholder:"CONDITION"`
	Concept []string `help:"Only rows of these concepts." ids:"concept" placeholder:"ID"`
	Year    []string `help:"Only rows of these fiscal years." placeholder:"YEAR"`
	Entity  []string `help:"Only rows of these entities." placeholder:"NAME"`
	Pages   string   `help:"Where gongkai serve shows the dataset, for the links of a workbook; empty for none." default:"http://127.0.0.1:8420"`
	Out     string   `help:"Folder of the dataset." short:"o" default:"out"`
	File    string   `help:"Where to write; - for standard output." default:"-"`
}

// tables are the names of the tables asked for.
func (c *exportCmd) tables() ([]string, error) {
	names := c.Table
	if c.Wide {
		names = append([]string{"wide"}, names...)
	}
	if len(names) == 1 && names[0] == "all" {
		names = export.Names()
	}
	switch {
	case len(names) == 0:
		return nil, errors.New("export: say which table: --wide or --table " + strings.Join(export.Names(), ", "))
	case len(names) > 1 && c.Format != "xlsx":
		return nil, fmt.Errorf("export: a file of %s holds one table, not %s", c.Format, strings.Join(names, ", "))
	case c.Format == "parquet" && (names[0] != "wide" || len(c.conditions()) > 0):
		return nil, errors.New("export: --format parquet writes the whole wide table; the other tables are Parquet below current")
	case c.Excel && c.Format != "csv":
		return nil, errors.New("export: --excel is for csv; --format xlsx writes a workbook")
	}
	return names, nil
}

// conditions are all filters, in one language.
func (c *exportCmd) conditions() (all []string) {
	for column, values := range map[string][]string{"concept": c.Concept, "entity": c.Entity, "fiscal_year": c.Year} {
		if len(values) > 0 {
			all = append(all, column+"="+strings.Join(values, ","))
		}
	}
	return append(all, c.Where...)
}

// Run implements the command.
func (c *exportCmd) Run(s *streams) error {
	names, err := c.tables()
	if err != nil {
		return err
	}
	c.Out = cmp.Or(c.Dataset, c.Out)
	out, err := batch.Folder(c.Out)
	if err != nil {
		return err
	}
	current, err := batch.Current(out) // one snapshot, whatever is committed meanwhile
	if err != nil {
		return fmt.Errorf("%s holds no dataset: %w", c.Out, err)
	}
	snapshot, err := sink.OpenSnapshot(current)
	if err != nil {
		return err
	}
	defer snapshot.Close()
	tables, err := c.open(snapshot, names)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return c.write(w, snapshot, tables) }
	if c.File == "-" {
		if c.Format != "csv" && c.Format != "jsonl" && isTerminal(s.out) {
			return fmt.Errorf("export: %s is not for a terminal: name a file with --file", c.Format)
		}
		return write(s.out)
	}
	if err := store.WriteFile(c.File, write); err != nil {
		return openElsewhere(c.File, err)
	}
	return nil
}

// openElsewhere says why a file that is there cannot be replaced, which on Windows
// is mostly that Excel has it open.
func openElsewhere(file string, err error) error {
	if _, there := os.Stat(file); there == nil && errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%s cannot be replaced: close the program that has it open (%w)", file, err)
	}
	return err
}

// open opens the tables and gives each the filter; all of them must have its columns.
func (c *exportCmd) open(snapshot *sink.Snapshot, names []string) (tables []*export.Table, err error) {
	var filter export.Filter
	for _, s := range c.conditions() {
		condition, err := export.ParseCondition(s)
		if err != nil {
			return nil, fmt.Errorf("export: %w", err)
		}
		filter.Conditions = append(filter.Conditions, condition)
	}
	for _, name := range names {
		t, err := export.Open(snapshot, name, strings.TrimSuffix(c.Pages, "/"))
		if err != nil {
			return nil, fmt.Errorf("export: %w", err)
		}
		if err := t.SetFilter(filter); err != nil {
			return nil, fmt.Errorf("export: %w", err)
		}
		tables = append(tables, t)
	}
	return tables, nil
}

func (c *exportCmd) write(w io.Writer, snapshot *sink.Snapshot, tables []*export.Table) error {
	switch c.Format {
	case "xlsx":
		return export.WriteXLSX(w, export.About{Program: version(), Snapshot: snapshot.Dir, Filter: strings.Join(c.conditions(), "; ")}, tables)
	case "jsonl":
		return export.WriteJSON(w, tables[0])
	case "dta":
		return export.WriteStata(w, tables[0])
	case "parquet":
		rows, err := sink.Wide(snapshot.Dir)
		return cmp.Or(err, sink.WriteWide(w, pipeline.Version, rows))
	}
	return export.WriteCSV(w, tables[0], c.Excel)
}
