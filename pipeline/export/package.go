package export

import (
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"gongkai/pipeline/sink"
)

// PackageName is the file beside current that describes the dataset to programs
// that read Data Packages (https://datapackage.org).
const PackageName = "datapackage.json"

// dataPackage is such a description.
type dataPackage struct {
	Profile     string     `json:"profile"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Version     string     `json:"version"`
	Resources   []resource `json:"resources"`
}

// resource is a file of a table. Its size and hash are in the manifest: readers of
// packages count none of a Parquet file and call any other wrong.
type resource struct {
	Profile     string      `json:"profile"`
	Name        string      `json:"name"`
	Path        string      `json:"path"`
	Format      string      `json:"format"`
	Mediatype   string      `json:"mediatype"`
	Description string      `json:"description"`
	Schema      tableSchema `json:"schema"`
}

// tableSchema has no values that mean none: an empty text of Parquet is a text.
type tableSchema struct {
	Fields  []fieldSchema `json:"fields"`
	Missing []string      `json:"missingValues"`
}

type fieldSchema struct {
	Name        string         `json:"name"`
	Type        string         `json:"type"`
	Title       string         `json:"title,omitempty"`
	Description string         `json:"description,omitempty"`
	Constraints map[string]any `json:"constraints,omitempty"`
}

// WritePackage describes the files of a snapshot, by their paths below current.
func WritePackage(w io.Writer, snapshot string) error {
	p := dataPackage{Profile: "tabular-data-package", Name: "gongkai", Title: "Figures of Chinese government disclosures",
		Description: "Every number of the reports as a typed fact with its source, and every arithmetic claim with a verdict. Snapshot " + filepath.Base(snapshot) + ".",
		Version:     sink.SchemaVersion}
	for _, t := range sink.Tables() {
		if err := p.add(snapshot, &t); err != nil {
			return err
		}
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	return out.Encode(p)
}

// add adds the files of a table.
func (p *dataPackage) add(snapshot string, t *sink.Table) error {
	var fields []fieldSchema
	for _, c := range t.Columns {
		f := fieldSchema{Name: c.Name, Type: fieldType(&c), Title: descriptions()[c.Name].chinese, Description: c.Meaning}
		if !c.Null {
			f.Constraints = map[string]any{"required": true}
		}
		fields = append(fields, f)
	}
	return filepath.WalkDir(filepath.Join(snapshot, t.Name), func(file string, e fs.DirEntry, err error) error {
		if os.IsNotExist(err) { // a table without rows, or blocks that were not asked for
			return nil
		}
		if err != nil || e.IsDir() || !strings.HasSuffix(file, ".parquet") {
			return err
		}
		below, err := filepath.Rel(snapshot, file)
		if err != nil {
			return err
		}
		below = filepath.ToSlash(below)
		name := strings.NewReplacer("/", "-", "=", "-").Replace(strings.TrimSuffix(below, ".parquet"))
		p.Resources = append(p.Resources, resource{Profile: "tabular-data-resource", Name: name, Path: path.Join("current", below), Format: "parquet",
			Mediatype: "application/vnd.apache.parquet", Description: t.Meaning, Schema: tableSchema{fields, []string{}}})
		return nil
	})
}

// fieldType is the type of a column as Table Schema names it. Readers of Data
// Packages take Parquet by way of pandas, where a list is no array of JSON, and
// whole numbers of which some are missing are floating point.
func fieldType(c *sink.Column) string {
	switch {
	case strings.HasSuffix(c.Type, "[]"):
		return "any"
	case strings.HasPrefix(c.Type, "DECIMAL"), c.Null && c.Type == "INTEGER":
		return "number"
	case c.Type == "DATE":
		return "date"
	case c.Type == "INTEGER", c.Type == "BIGINT":
		return "integer"
	}
	return "string"
}
