package sink

import (
	"reflect"
	"slices"

	"gongkai/schema"
)

// Column describes a column of a published table.
type Column struct {
	Name    string
	Type    string // as DuckDB writes it
	Null    bool   // whether it may be missing
	Unit    string // of numbers, "" when Meaning says all
	Meaning string
}

// Table describes a published table.
type Table struct {
	Name        string
	Meaning     string
	Partitioned bool     // by fiscal year, in folders; see Partition
	Sorted      []string // rows are in this order, missing first
	Filtered    []string // columns with a Bloom filter
	Columns     []Column

	row reflect.Type
}

// Tables returns the published tables.
func Tables() []Table {
	return []Table{
		{
			Name: "documents", Sorted: []string{"document_id", "path"}, row: reflect.TypeFor[DocumentRow](),
			Meaning: "One row for every input file, read or refused.",
			Columns: documentColumns(),
		},
		{
			Name: "facts", Partitioned: true, Sorted: []string{"entity"}, Filtered: []string{"fact_id", "document_id"},
			row:     reflect.TypeFor[FactRow](),
			Meaning: "Every number that states a quantity, with its meaning and its source. fiscal_year is the year of the fact's own period, else of the report.",
			Columns: factColumns(),
		},
		{
			Name: "checks", Partitioned: true, Sorted: []string{"verdict", "rule", "document_id"},
			Filtered: []string{"document_id"}, row: reflect.TypeFor[CheckRow](),
			Meaning: "Every arithmetic claim of a report with its verdict. A run never says which side of a conflict is right.",
			Columns: checkColumns(),
		},
		{
			Name: "issues", Sorted: []string{"code", "document_id"}, Filtered: []string{"document_id"},
			row:     reflect.TypeFor[IssueRow](),
			Meaning: "What the reader or the tagger could not settle.",
			Columns: issueColumns(),
		},
		{
			Name: "observations", Partitioned: true, Sorted: []string{"entity"}, row: reflect.TypeFor[ObservationRow](),
			Meaning: "One row for all facts that state one quantity: entity, concept, dimensions, period, measure and value form. The table a regression starts from.",
			Columns: observationColumns(),
		},
		{
			Name: "blocks", Sorted: []string{"document_id", "block"}, Filtered: []string{"document_id"},
			row:     reflect.TypeFor[BlockRow](),
			Meaning: "The text of every block and its tokens; written with --blocks only.",
			Columns: blockColumns(),
		},
	}
}

// tableOf returns the description of the table of a row type.
func tableOf[R Row]() Table {
	tables := Tables()
	return tables[slices.IndexFunc(tables, func(t Table) bool { return t.row == reflect.TypeFor[R]() })]
}

const (
	text    = "VARCHAR"
	integer = "INTEGER"
	money   = "DECIMAL(18,4)"
	date    = "DATE"
)

func locatorColumns() []Column {
	return []Column{
		{"line", integer, true, "", "1-based line of a plain-text file; start and end then count within it"},
		{"block", integer, true, "", "0-based block of the document"},
		{"table", integer, true, "", "0-based table or chart of the document"},
		{"row", integer, true, "", "0-based row in that table"},
		{"col", integer, true, "", "0-based column in that table"},
		{"page", integer, true, "", "1-based page, where the format has pages"},
		{"start", integer, false, "code points", "where the quoted text begins"},
		{"end", integer, false, "code points", "where it ends, exclusive"},
	}
}

func dimensionColumns() (columns []Column) {
	for _, d := range schema.AllDimensions() {
		columns = append(columns, Column{d.Name, text, true, "", d.Meaning})
	}
	return columns
}

func baseColumns() []Column {
	return []Column{
		{"base_concept", text, true, "", "what a share, change or completion is measured against"},
		{"base_measure", text, true, "", "the phase that base was taken in"},
		{"base_period_start", date, true, "", "first day of the base's period"},
		{"base_period_end", date, true, "", "last day of the base's period"},
	}
}

func documentColumns() []Column {
	columns := []Column{
		{"document_id", text, false, "", "SHA-256 of the bytes, hex; empty when they could not be read"},
		{"path", text, false, "", "the path as found; the same bytes under two paths are two rows"},
		{"format", text, true, "", "by content, never by name"},
		{"bytes", "BIGINT", false, "bytes", "size of the file"},
		{"status", text, false, "", "read, partial, refused, or stale: it could not be read now, and what an earlier run read is kept"},
		{"reason", text, true, "", "why it was refused: encrypted, corrupt, truncated, empty, image_only, too_large, unsupported, timeout, unreadable, crashed"},
		{"advice", text, true, "", "what to do about it"},
		{"detail", text, true, "", "what exactly was found"},
		{"title", text, true, "", "标题"},
		{"entity", text, true, "", "who reports"},
		{"entity_level", text, true, "", "街道, 乡镇, 部门, 单位 or 政府"},
		{"province", text, true, "", "省"},
		{"city", text, true, "", "市"},
		{"district", text, true, "", "区县"},
		{"division_code", text, true, "", "行政区划代码 (GB/T 2260)"},
		{"report_kind", text, true, "", "final_accounts, budget, performance, work_report, bulletin or other"},
		{"fiscal_year", integer, true, "", "预算年度"},
		{"entity_scope", text, true, "", "summary (汇总), self (本级) or unit (单位)"},
		{"published", date, true, "", "公开日期, where stated"},
		{"url", text, true, "", "where it was published, from --catalogue"},
	}
	counts := []struct{ name, meaning string }{
		{"blocks", "paragraphs, headings, notes, tables and charts"},
		{"tables", "tables"},
		{"charts", "charts"},
		{"mentions", "numbers as written, of every kind"},
		{"facts", "rows in facts"},
		{"facts_with_concept", "of them with a concept"},
		{"issues", "rows in issues"},
		{"checks", "rows in checks"},
		{"checks_exact", "checks with difference 0"},
		{"checks_rounding", "checks that hold with operands rounded to the document's quantum"},
		{"checks_truncation", "checks that hold with a percentage cut instead of rounded"},
		{"checks_literal", "checks that hold only because an operand has fewer digits"},
		{"checks_inconsistent", "checks that do not hold, without those of the family disclosure"},
		{"checks_incomplete", "checks that lack an operand"},
		{"checks_ambiguous", "checks with two readings"},
		{"checks_not_applicable", "rules that do not apply"},
		{"checks_waived", "inconsistent checks that were accepted"},
		{"checks_disclosure", "faults that are no arithmetic: inconsistent checks of the family disclosure"},
		{"obligations", "what should be checkable in such a report"},
		{"obligations_evaluated", "how much of it was"},
		{"words_in_number_clauses", "words before numbers in prose, each from the number or clause mark before"},
		{"words_read", "how many of them are in the tables of words; the others are issues unread_words"},
	}
	for _, c := range counts {
		columns = append(columns, Column{c.name, integer, false, "count", c.meaning})
	}
	return append(columns, Column{"tool_version", text, false, "", "the gongkai that made the row"})
}

func factColumns() []Column {
	return slices.Concat([]Column{
		{"fact_id", text, false, "", "stable: the first digits of document_id and the place, l12s45 in line 12 at character 45, or b7t7r3c2s0 in block 7, table 7, row 3, column 2"},
		{"document_id", text, false, "", "documents.document_id"},
		{"entity", text, true, "", "whose quantity it is"},
		{"concept", text, true, "", "what is reported, see gongkai explain; missing when none fits"},
		{"label", text, false, "", "the subject as written"},
		{"kind", text, false, "", "amount, ratio, count, measure or score"},
		{"value", money, false, "unit", "exact and signed: a decrease is negative"},
		{"unit", text, false, "", "元 for amounts, % (or 个百分点, ‰) for ratios, else the measure word"},
		{"approx", text, false, "", "exact, about, more_than, less_than, at_least or at_most"},
		{"decimals", integer, false, "", "accuracy as written, in unit: 444.71万元 has -2"},
		{"value_form", text, false, "", "level, delta, share, pct_change, completion, score, threshold, or unknown after a comparison in unknown words"},
		{"measure", text, true, "", "final, budget_initial, budget_adjusted, budget, executed, target, used or actual"},
		{"measure_source", text, true, "", "which words the measure was read from: sentence, column, row, table_title, heading, concept (an item of that phase by itself) or document (nothing nearer says it); missing with it"},
		{"period_start", date, true, "", "first day of the period; an instant has start = end"},
		{"period_end", date, true, "", "last day of the period"},
		{"period_source", text, true, "", "which words the period was read from, as in measure_source"},
	}, dimensionColumns(), baseColumns(), []Column{
		{"section", text, true, "", "canonical part of the report, e.g. final.total"},
		{"source_kind", text, false, "", "narrative, table, chart or performance_table; with scan_ before it where the figure was read from a picture"},
		{"confidence", integer, true, "%", "how sure the OCR engine was of a figure read from a picture; missing for others"},
		{"context", text, false, "", "the sentence, or the row and column headings"},
		{"rule", text, true, "", "the tagging rule that gave the meaning"},
		{"raw", text, false, "", "the number exactly as written"},
	}, locatorColumns(), yearColumn())
}

// yearColumn is the last of a table that is partitioned by it.
func yearColumn() []Column {
	return []Column{{"fiscal_year", integer, true, "", "missing when neither the period nor the report gives one from 1949 to 2100; its folder is year=YYYY, or year=0"}}
}

func checkColumns() []Column {
	return append([]Column{
		{"check_id", text, false, "", "stable: fact_id of the first operand and the rule, with a number where the rule judges it more than once; across documents a hash of the rule and the operands"},
		{"document_id", text, false, "", "documents.document_id"},
		{"rule", text, false, "", "see gongkai explain"},
		{"family", text, false, "", "sum, difference, pct_change, share, share_sum, completion, duplicate, direction, comparison_word, part_whole, average, count or disclosure"},
		{"formula", text, false, "", "readable, with the numbers"},
		{"verdict", text, false, "", "exact, rounding, truncation, literal, inconsistent, incomplete, ambiguous, not_applicable or waived"},
		{"reported", money, true, "the fact's unit", "what the report says"},
		{"computed", money, true, "the fact's unit", "what follows from the operands, to four places"},
		{"difference", money, true, "the fact's unit", "reported - computed"},
		{"tolerance", money, true, "the fact's unit", "the half-width that was allowed"},
		{"diagnosis", text, true, "", "a likely cause: unit_slip, sign_against_word, wrong_base, digit_swap, …"},
		{"severity", text, false, "", "info, warning or error; never widens a tolerance"},
		{"waiver_reason", text, true, "", "why an inconsistent check was accepted (--waivers)"},
		{"finding", text, true, "", "of an inconsistent check: the check_id of the one that leads its contradiction, its own where it leads"},
		{"for_reported", integer, true, "count", "of an inconsistent check: other checks that hold with what is reported"},
		{"for_computed", integer, true, "count", "of an inconsistent check: other checks that hold with what it is held against"},
		{"operands", "STRUCT(fact_id VARCHAR, document_id VARCHAR, role VARCHAR)[]", false, "", "the facts that took part, each with its role; facts have their values and places, and the view operands joins them"},
	}, yearColumn()...)
}

func issueColumns() []Column {
	return slices.Concat([]Column{
		{"document_id", text, false, "", "documents.document_id"},
		{"code", text, false, "", "unbound_number, unit_unknown, out_of_range, table_unresolved, glued_cells, placeholder, unread_words, disclosure, low_confidence, other_reading, reader_warning, year_unknown, republished or crowded"},
		{"severity", text, false, "", "info, warning or error"},
		{"detail", text, false, "", "what was found"},
		{"raw", text, false, "", "the text exactly as written"},
	}, locatorColumns())
}

func observationColumns() []Column {
	return slices.Concat([]Column{
		{"entity", text, true, "", "whose quantity it is; facts without one are compared within their document only"},
		{"concept", text, false, "", "what is reported"},
		{"kind", text, false, "", "amount, ratio, count, measure or score"},
		{"unit", text, false, "", "unit of the values"},
		{"value_form", text, false, "", "level, delta, share, pct_change, completion, score, threshold, or unknown after a comparison in unknown words"},
		{"measure", text, true, "", "phase of the budget cycle"},
		{"period_start", date, true, "", "first day of the period"},
		{"period_end", date, true, "", "last day of the period"},
	}, dimensionColumns(), baseColumns(), []Column{
		{"status", text, false, "", "complete: all alike; consistent: alike as far as each was written; inconsistent"},
		{"value", money, true, "unit", "the most precise value; missing when inconsistent"},
		{"value_min", money, false, "unit", "smallest value stated"},
		{"value_max", money, false, "unit", "largest value stated"},
		{"approx", text, true, "", "of the settled value"},
		{"decimals", integer, true, "", "accuracy of the settled value"},
		{"count", integer, false, "count", "facts that state it"},
		{"documents", integer, false, "count", "documents they stand in"},
		{"members", text + "[]", false, "", "their fact_id"},
	}, yearColumn())
}

func blockColumns() []Column {
	return []Column{
		{"document_id", text, false, "", "documents.document_id"},
		{"block", integer, false, "", "0-based block of the document"},
		{"kind", text, false, "", "paragraph, heading, note, table or chart"},
		{"section", text, true, "", "canonical part of the report"},
		{"level", integer, false, "", "outline level of a heading, else 0"},
		{"line", integer, true, "", "1-based line of a plain-text file"},
		{"page", integer, true, "", "1-based page, where the format has pages"},
		{"text", text, false, "", "the text; cells are separated by tabs, rows by newlines"},
		{"tokens", text + "[]", false, "", "its words, numbers and signs in order, without white space"},
		{"lines", `STRUCT("line" INTEGER, "column" INTEGER, "start" INTEGER)[]`, false, "", "plain text only: from code point start of text on, it stands on that 1-based line, column code points into it"},
		{"cells", `STRUCT("row" INTEGER, "col" INTEGER, row_span INTEGER, col_span INTEGER, "start" INTEGER, "end" INTEGER)[]`, false, "", "of a table or chart: where each cell stands, and its code points [start,end) of text"},
	}
}
