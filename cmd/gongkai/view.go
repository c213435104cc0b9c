package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"gongkai/schema"
)

// writeView writes a report for a person: what it is, its facts by section,
// and the arithmetic that does not hold.
func writeView(w io.Writer, r *schema.Report, p palette) error {
	out := bufio.NewWriter(w)
	writeHead(out, &r.Document, p)
	writeFacts(out, r.Facts, p)
	writeFailing(out, r.Checks, p)
	return out.Flush()
}

func writeHead(w io.Writer, d *schema.Document, p palette) {
	year := ""
	if d.FiscalYear != 0 {
		year = strconv.Itoa(d.FiscalYear) + "年"
	}
	fmt.Fprintf(w, "%s%s%s\n", p.bold, joined(" · ", cmp.Or(d.Entity, d.Title, d.Path), year, string(d.ReportKind), string(d.EntityLevel)), p.reset)
	if d.Entity != "" && d.Title != "" {
		fmt.Fprintf(w, "%s\n", fit(d.Title, 120))
	}
	fmt.Fprintf(w, "%s%s, %d bytes, %s: %d blocks, %d tables, %d charts%s\n", p.dim, d.Format, d.Bytes, d.Status, d.Blocks, d.Tables, d.Charts, p.reset)
	fmt.Fprintf(w, "%d numbers, %d facts, %d with a concept, %d issues\n", d.MentionCount, d.FactCount, d.WithConcept, d.IssueCount)
	fmt.Fprintf(w, "checks: %s\n", counts(d.CheckCounts, verdicts()))
}

// writeFacts groups facts by section in the order the sections first appear.
func writeFacts(w io.Writer, facts []schema.Fact, p palette) {
	var order []schema.SectionID
	rows := make(map[schema.SectionID][][]string)
	for i := range facts {
		f := &facts[i]
		if rows[f.Section] == nil {
			order = append(order, f.Section)
		}
		rows[f.Section] = append(rows[f.Section], factLine(f))
	}
	for _, s := range order {
		fmt.Fprintf(w, "\n%s%s%s\n", p.bold, cmp.Or(string(s), "(no section)"), p.reset)
		writeColumns(w, rows[s])
	}
}

func factLine(f *schema.Fact) []string {
	form := string(f.Form)
	if f.Form == schema.Level {
		form = ""
	}
	approx := map[schema.Approx]string{schema.About: "≈", schema.MoreThan: ">", schema.LessThan: "<", schema.AtLeast: "≥", schema.AtMost: "≤"}[f.Approx]
	var breakdown []string
	for _, d := range schema.AllDimensions() {
		if !d.Whose {
			breakdown = append(breakdown, d.Of(&f.Dimensions))
		}
	}
	return []string{
		place(f.Source), fit(f.Label, 24), approx + grouped(f.Value.String()) + " " + f.Unit, fit(cmp.Or(string(f.Concept), "–"), 44),
		joined(" ", form, string(f.Measure), period(f.Period)),
		joined(" ", breakdown...),
	}
}

func writeFailing(w io.Writer, checks []schema.Check, p palette) {
	head := false
	for i := range checks {
		c := &checks[i]
		if c.Verdict != schema.Inconsistent {
			continue
		}
		if !head {
			fmt.Fprintf(w, "\n%sDoes not add up%s\n", p.bold, p.reset)
			head = true
		}
		fmt.Fprintf(w, "%s✗ %s%s  %s\n", p.red, joined(" ", string(c.Severity), string(c.Rule)), p.reset, c.Formula)
		var parts []string
		if c.Difference.Valid {
			parts = append(parts, "off by "+grouped(c.Difference.Decimal.String()))
		}
		if c.Tolerance.Valid {
			parts = append(parts, "allowed "+grouped(c.Tolerance.Decimal.String()))
		}
		if c.Diagnosis != schema.NoDiagnosis {
			parts = append(parts, "looks like "+string(c.Diagnosis))
		}
		if len(parts) > 0 {
			fmt.Fprintf(w, "    %s\n", strings.Join(parts, ", "))
		}
		var rows [][]string
		for _, o := range c.Operands {
			rows = append(rows, []string{" ", string(o.Role), place(o.Fact.Source), o.Fact.Raw})
		}
		writeColumns(w, rows)
	}
}

// place names where a number stands as an editor or a person would count.
func place(s schema.Provenance) string {
	switch {
	case s.Line > 0:
		return fmt.Sprintf("L%d:%d", s.Line, s.Start)
	case s.Table >= 0:
		return fmt.Sprintf("T%d[%d,%d]", s.Table+1, s.Row+1, s.Col+1)
	}
	return fmt.Sprintf("¶%d:%d", s.Block+1, s.Start)
}

func period(p schema.Period) string {
	switch {
	case !p.Known():
		return ""
	case p.IsInstant():
		return p.End.String()
	case p == schema.YearPeriod(p.Start.Year()):
		return strconv.Itoa(p.Start.Year())
	}
	return p.Start.String() + "/" + p.End.String()
}

// grouped sets commas between thousands.
func grouped(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return sign + whole
}

// joined joins what is not empty.
func joined(sep string, parts ...string) string {
	var used []string
	for _, s := range parts {
		if s != "" {
			used = append(used, s)
		}
	}
	return strings.Join(used, sep)
}
