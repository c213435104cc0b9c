package sink

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"gongkai/schema"
)

// WriteMarkdown writes the data dictionary.
func WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	for _, t := range Tables() {
		fmt.Fprintf(&b, "## %s\n\n%s Sorted by %s.\n\n", t.Name, t.Meaning, strings.Join(t.Sorted, ", "))
		b.WriteString("| column | type | null | unit | meaning |\n|---|---|---|---|---|\n")
		for _, c := range t.Columns {
			null := ""
			if c.Null {
				null = "yes"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", c.Name, c.Type, null, c.Unit, strings.ReplaceAll(c.Meaning, "|", `\|`))
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteJSON writes the data dictionary for machines.
func WriteJSON(w io.Writer) error {
	type column struct {
		Name    string `json:"name"`
		Type    string `json:"type"`
		Null    bool   `json:"null"`
		Unit    string `json:"unit,omitempty"`
		Meaning string `json:"meaning"`
	}
	type table struct {
		Name    string   `json:"name"`
		Meaning string   `json:"meaning"`
		Sorted  []string `json:"sorted"`
		Columns []column `json:"columns"`
	}
	out := struct {
		SchemaVersion string  `json:"schema_version"`
		Tables        []table `json:"tables"`
	}{SchemaVersion: SchemaVersion}
	for _, t := range Tables() {
		described := table{Name: t.Name, Meaning: t.Meaning, Sorted: t.Sorted}
		for _, c := range t.Columns {
			described.Columns = append(described.Columns, column(c))
		}
		out.Tables = append(out.Tables, described)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

// Partition returns the folder of a table's fiscal year, 0 for the unknown.
//
// Files of a fiscal year lie in year=2021, and fiscal_year is a column in them
// like any other. The folder has another name than the column and its value
// always is a number, because of what readers do otherwise: without the column
// Iceberg registers a file's years as missing; with folders named fiscal_year
// besides it, pandas and pyarrow refuse to join the two types; Hive's
// __HIVE_DEFAULT_PARTITION__ for the unknown is no number to pandas and
// ClickHouse. 0 is no year, so that a reader which takes the folder's value
// confuses it with none; in the column the unknown is null.
func Partition(year int32) string { return fmt.Sprintf("year=%d", year) }

// WriteSQL writes DuckDB views over the dataset in dir. blocks says whether the
// dataset has the blocks table.
func WriteSQL(w io.Writer, dir string, blocks bool) error {
	var b strings.Builder
	b.WriteString("-- DuckDB views over a gongkai dataset: duckdb -init views.sql\n")
	root := strings.ReplaceAll(strings.TrimSuffix(dir, "/"), "'", "''") + "/current/"
	for _, t := range Tables() {
		if t.Name == "blocks" && !blocks {
			continue
		}
		if t.Partitioned {
			fmt.Fprintf(&b, "CREATE OR REPLACE VIEW %s AS SELECT * FROM read_parquet('%s%s/**/*.parquet', hive_partitioning = false);\n", t.Name, root, t.Name)
		} else {
			fmt.Fprintf(&b, "CREATE OR REPLACE VIEW %s AS SELECT * FROM read_parquet('%s%s/*.parquet');\n", t.Name, root, t.Name)
		}
	}
	fmt.Fprintf(&b, derivedViews, withoutBreakdown())
	_, err := io.WriteString(w, b.String())
	return err
}

// withoutBreakdown is the condition of a figure that only its fund may part.
func withoutBreakdown() string {
	var null []string
	for _, d := range schema.AllDimensions() {
		if d.Name != "fund_source" && !d.Whose {
			null = append(null, d.Name+" IS NULL")
		}
	}
	return strings.Join(null, " AND ")
}

// derivedViews are the questions asked first, with a place for withoutBreakdown.
const derivedViews = `
-- The figures that took part in each check, with what they are and where they stand.
CREATE OR REPLACE VIEW operands AS
SELECT d.path, k.check_id, k.rule, k.verdict, k.n, k.o.role AS role, f.value, f.unit, f.raw, f.label, f.concept, f.context,
       f.line, f.block, f."table", f.row, f.col, f.page, f.start, f."end", f.fact_id, f.document_id
FROM (SELECT check_id, rule, verdict, unnest(operands) AS o, generate_subscripts(operands, 1) AS n FROM checks) k
JOIN facts f ON f.fact_id = k.o.fact_id JOIN (SELECT document_id, min(path) AS path FROM documents GROUP BY document_id) d ON d.document_id = f.document_id;
-- Checks that do not hold, with the file to open.
CREATE OR REPLACE VIEW failing_checks AS
SELECT d.path, d.entity, c.fiscal_year, c.severity, c.rule, c.formula, c.reported, c.computed, c.difference, c.tolerance, c.diagnosis, c.operands
FROM checks c JOIN documents d USING (document_id)
WHERE c.verdict = 'inconsistent'
ORDER BY CASE c.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, abs(c.difference) DESC NULLS LAST, d.path, c.check_id;

-- Contradictions, the one to open first at the top: each with the check that shows it
-- best, how many checks it breaks, and how many others hold with either side.
CREATE OR REPLACE VIEW findings AS
SELECT d.path, d.entity, l.fiscal_year, l.severity, l.rule, l.formula, l.reported, l.computed, l.difference, l.diagnosis,
       count(*) AS checks, l.for_reported, l.for_computed, c.finding
FROM checks c JOIN checks l ON l.document_id = c.document_id AND l.check_id = c.finding JOIN documents d ON d.document_id = l.document_id
WHERE c.verdict = 'inconsistent'
GROUP BY d.path, d.entity, l.fiscal_year, l.severity, l.family, l.rule, l.formula, l.reported, l.computed, l.difference, l.diagnosis, l.for_reported, l.for_computed, c.finding
ORDER BY CASE l.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, l.family = 'disclosure',
         abs(l.difference) / CASE WHEN l.family IN ('pct_change', 'share', 'share_sum', 'completion') THEN 100 ELSE nullif(greatest(abs(l.reported), abs(l.computed)), 0) END DESC NULLS LAST,
         d.path, c.finding;

-- Offices by year: final amounts in 元 of concepts without further breakdown.
CREATE OR REPLACE VIEW panel AS
SELECT entity, fiscal_year, concept, fund_source, value, value_min, value_max, status, count
FROM observations
WHERE kind = 'amount' AND value_form = 'level' AND (measure = 'final' OR measure IS NULL)
  AND %s;

-- The change of each panel cell against the year before, in 元 and per cent.
CREATE OR REPLACE VIEW yearly_change AS
SELECT b.entity, b.concept, b.fund_source, b.fiscal_year, a.value AS previous, b.value, b.value - a.value AS change,
       CASE WHEN a.value <> 0 THEN round(100 * CAST(b.value - a.value AS DOUBLE) / abs(CAST(a.value AS DOUBLE)), 2) END AS change_pct
FROM panel b JOIN panel a ON a.entity = b.entity AND a.concept = b.concept
  AND a.fund_source IS NOT DISTINCT FROM b.fund_source AND a.fiscal_year = b.fiscal_year - 1;

-- "三公"经费 by office and year, 元.
CREATE OR REPLACE VIEW three_public AS
SELECT entity, fiscal_year, concept, value, value_min, value_max, status FROM panel WHERE concept LIKE 'three_public.%%';
`
